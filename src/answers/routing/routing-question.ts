/** What may go anywhere. */
export const PUBLIC = 'public';
/** Labels of data that a hosted model may see when nobody says otherwise; every other label must be listed. */
export const ORDINARY_DATA: readonly string[] = [PUBLIC, 'internal'];

/** One kind of request. */
export type RequestClass = {
  readonly name: string;
  readonly perMonth: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** A label of how sensitive it is. */
  readonly data: string;
  /** Share of the class that only the strong model answers right. */
  readonly hardShare?: number | undefined;
  /** Of the input tokens, the share that is the same from request to request. */
  readonly prefixShare?: number | undefined;
  readonly p95Ms?: number | undefined;
};

/** A model as the caller names it. */
export type OfferedModel = {
  readonly name: string;
  /** The labels of data that it may be sent. */
  readonly data?: readonly string[] | undefined;
  readonly p50Ms?: number | undefined;
  readonly p95Ms?: number | undefined;
  /** Self-hosted: a replica's price and the requests a minute that it bears. */
  readonly usdPerHour?: number | undefined;
  readonly perMinute?: number | undefined;
};

export type RoutingQuestion = {
  readonly classes: readonly RequestClass[];
  /** The strongest first. */
  readonly models?: readonly OfferedModel[] | undefined;
  readonly escalationRate?: number | undefined;
  readonly falseCheap?: number | undefined;
  readonly falseStrong?: number | undefined;
  readonly judgeUsd?: number | undefined;
  readonly wrongUsd?: number | undefined;
  readonly cacheHitShare?: number | undefined;
  readonly budgetUsd?: number | undefined;
};

import type { VectorStack } from './vector-needs.ts';

export const RAG_PLACES = ['any', 'managed', 'self-hosted', 'embedded'] as const;
export const RAG_FILTERS = ['none', 'some', 'selective'] as const;

/** What a caller asks of a plan; defaults are filled in. */
export type RagAsked = {
  readonly documents: number;
  readonly tokensPerDocument: number;
  readonly addedPerMonth: number;
  /** Share of the documents that change in a month. */
  readonly changedShare: number;
  /** Mean. */
  readonly queriesPerSecond: number;
  /** To the first token of the answer. */
  readonly targetMs?: number | undefined;
  /** Share of questions whose passage must be among the retrieved. */
  readonly recall: number;
  readonly languages: readonly string[];
  readonly tenants: number;
  readonly place: (typeof RAG_PLACES)[number];
  readonly stack: readonly VectorStack[];
  readonly filters: (typeof RAG_FILTERS)[number];
  readonly embedder?: string | undefined;
  readonly dimensions?: number | undefined;
  readonly llm?: string | undefined;
  readonly chunkTokens: number;
  readonly contextChunks: number;
};

/** Seconds of an average month. */
export const SECONDS_PER_MONTH = 730 * 3600;

/** Whether text may leave for a hosted model. */
export function mayLeave({ place }: Pick<RagAsked, 'place'>): boolean {
  return place === 'any' || place === 'managed';
}

/** A file of a feed as published. The path is read too: it may say what the text does not, such as the hardware. */
export type FeedFile = { readonly path: string; readonly text: string };

/** A row as the tables would hold it: cells by field, as text. Fields that are left out are unknown. */
export type ObservedRow = {
  readonly table: 'accuracy' | 'speed' | 'artefacts';
  readonly cells: Readonly<Record<string, string>>;
};

export type FeedSource = { readonly id: string; readonly title: string; readonly url: string };

export type Reading = {
  readonly sources: readonly FeedSource[];
  readonly observed: readonly ObservedRow[];
  /** Names in the feed that no row of `feed-names` maps to a model. */
  readonly unknown: readonly string[];
  /** What the file says that is no row: prices and shutdowns that moved. */
  readonly remarks: readonly string[];
};

export type Feed = {
  readonly id: string;
  readonly title: string;
  /** Which file to give, as published. */
  readonly file: string;
  read(files: readonly FeedFile[], context: FeedContext): Reading | Promise<Reading>;
};

export type FeedContext = {
  /** Models of ours that this name of the feed means; none where it is not listed. */
  modelsOf(name: string): readonly string[];
  /** Ids of all models in the tables. */
  readonly models: ReadonlySet<string>;
};

export const NOTHING: Reading = { sources: [], observed: [], unknown: [], remarks: [] };

export function joined(readings: readonly Reading[]): Reading {
  return {
    sources: readings.flatMap(({ sources }) => sources),
    observed: readings.flatMap(({ observed }) => observed),
    unknown: [...new Set(readings.flatMap(({ unknown }) => unknown))],
    remarks: readings.flatMap(({ remarks }) => remarks),
  };
}

/** The last part of a path: feeds are told apart by what their publishers call the file. */
export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

export class FeedError extends Error {}

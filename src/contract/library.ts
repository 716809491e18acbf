import type { Catalog } from './catalog.ts';

/** The installed references and tables, as adapters serve them. */
export type Library = {
  readonly catalog: Catalog;
  /** Paths below `references/`, without `.md`: `model-catalog`, `models/speech`. */
  references(): readonly { readonly path: string; readonly title: string }[];
  /** Markdown of one reference; undefined when there is none of that path. */
  readReference(path: string): string | undefined;
  tables(): readonly { readonly id: string; readonly title: string }[];
  /** Rows of one table; undefined when there is none of that id. */
  readTable(id: string): readonly object[] | undefined;
};

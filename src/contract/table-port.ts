import { inputError } from './input-error.ts';

/** What a column's type means for comparison, whatever the engine calls it. */
export type ColumnKind = 'numeric' | 'boolean' | 'time' | 'text' | 'other';

export type TableColumn = {
  readonly name: string;
  /** The engine's own word, shown where it changed: `DOUBLE`, `timestamp with time zone`. */
  readonly engineType: string;
  readonly kind: ColumnKind;
};

/** Rows with `from <= column < to`; an absent end is open. ISO 8601, UTC where no offset is written. */
export type TimeRange = { readonly column: string; readonly from?: string; readonly to?: string };

/** Adjacent windows: window i holds the rows with `boundaries[i] <= column < boundaries[i + 1]`. At least two boundaries, ascending. */
export type TimeWindows = { readonly column: string; readonly boundaries: readonly string[] };

export type WindowUnit = 'hour' | 'day' | 'week' | 'month';

/** Of a numeric, boolean (0 and 1) or time column (seconds since 1970). NULL and NaN are missing; an infinity is a value. */
export type NumericSummary = {
  readonly valid: number;
  readonly missing: number;
  readonly infinite: number;
  /** Of the finite values; absent without any, as are the next three. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly mean?: number;
  readonly populationStandardDeviation?: number;
  /** Distinct values, counted up to `DISTINCT_UP_TO + 1`: above that the column is not low in cardinality. */
  readonly distinctUpTo: number;
};
export const DISTINCT_UP_TO = 20;

/** `edges.length + 1` counts of the right-closed bins (-inf, e1], (e1, e2], ..., (ek, inf). */
export type BinCounts = { readonly counts: readonly number[]; readonly missing: number };

export type LevelCounts = {
  /** The most frequent levels over all windows together, by rows and then by code unit; those asked for by name are among them, with 0 where they have no row. */
  readonly levels: readonly { readonly level: string; readonly rows: number }[];
  /** Distinct levels of this window, exact. */
  readonly distinct: number;
  /** Rows of the levels that are not listed. */
  readonly otherRows: number;
  readonly missing: number;
  /** Mean length of a value in characters, 0 for numbers and without rows; tells free text from names. */
  readonly meanLength: number;
};

/**
 * One table as detectDrift may ask it. Every answer is exact. An engine that others own (a database) gives aggregates
 * alone: `valuesMayLeave` is false and `values` throws. Requests for many columns are answered in as few passes as the engine allows.
 */
export type TableReader = {
  /** As the answer shows it, without credentials: `data/train-*.parquet`, `warehouse:public.scores`. */
  readonly name: string;
  /** `inline`, `duckdb`, `postgresql`, `clickhouse`. */
  readonly engine: string;
  readonly columns: readonly TableColumn[];
  readonly valuesMayLeave: boolean;
  /** A sentence that belongs among the warnings of an answer. */
  readonly caution?: string;
  rowCount(range?: TimeRange): Promise<number>;
  /** In the order of `columns`, which are numeric, boolean or time. */
  summarise(columns: readonly string[], range?: TimeRange): Promise<NumericSummary[]>;
  /**
   * The values at 0-based ranks of the ascending valid values, in the order asked.
   * @param requests `valid` is what `summarise` counted under the same range; ranks are ascending, below it.
   */
  orderStatistics(
    requests: readonly {
      readonly column: string;
      readonly ranks: readonly number[];
      readonly valid: number;
    }[],
    range?: TimeRange,
  ): Promise<number[][]>;
  /** For each request one entry a window, or one entry for the whole table. Edges are strictly ascending and finite. */
  countBins(
    requests: readonly { readonly column: string; readonly edges: readonly number[] }[],
    windows?: TimeWindows,
  ): Promise<BinCounts[][]>;
  /**
   * For each request one entry a window, or one for the whole table.
   * @param requests at most `most` levels are listed, and those of `named` in any case.
   */
  countLevels(
    requests: readonly {
      readonly column: string;
      readonly most: number;
      readonly named?: readonly string[];
    }[],
    windows?: TimeWindows,
  ): Promise<LevelCounts[][]>;
  /** First and last time of a column, as ISO 8601 in UTC; undefined without rows. */
  timeSpan(
    column: string,
    range?: TimeRange,
  ): Promise<{ readonly from: string; readonly to: string } | undefined>;
  /**
   * Rows by group and bin (or level), for the permutation of whole groups: a row of `counts` a group, in no order.
   * @throws InputError beyond `mostGroups` groups.
   */
  countGroups(
    request: {
      readonly column: string;
      readonly groupBy: string;
      readonly mostGroups: number;
      readonly edges?: readonly number[];
      readonly levels?: readonly string[];
    },
    range?: TimeRange,
  ): Promise<number[][]>;
  /** Valid values of numeric columns, each ascending, all in memory. @throws where values may not leave. */
  values(columns: readonly string[], range?: TimeRange): Promise<Float64Array[]>;
  /** Valid values of one numeric column in ascending blocks, for columns too long for memory. @throws where values may not leave. */
  sortedBlocks(column: string, range?: TimeRange): AsyncIterable<Float64Array>;
  /**
   * A seeded sample of whole rows: for each column numbers (NaN where missing) or levels (undefined where missing).
   * @throws where values may not leave.
   */
  sample(
    columns: readonly { readonly column: string; readonly as: 'number' | 'level' }[],
    rows: number,
    seed: number,
    range?: TimeRange,
  ): Promise<readonly (Float64Array | readonly (string | undefined)[])[]>;
  close(): Promise<void>;
};

/** Where a tool gets tables from: files under allowed directories, or connections that the user configured. */
export type TablePort = {
  /**
   * @param field of the input that named it, for the error.
   * @param named a path or glob (CSV, Parquet, JSON Lines, compressed or not), or `connection:schema.table`.
   * @throws InputError that names the field, what is wrong with the source and the way out.
   */
  open(field: string, named: string, work: Work): Promise<TableReader>;
  /** Text of a small file (a stored profile) under the same rule of paths; undefined when `named` is no JSON object file. */
  readProfile(field: string, named: string): Promise<unknown>;
  /** What reads files here, for the doctor. @throws Error that says how to get it. */
  examine(): Promise<string>;
};

/** A piece of work that takes time. */
export type Work = {
  /** Aborted: the work stops, leaves nothing behind and throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Says how far it is: `done` of `total` parts, and what is being done. */
  readonly progress?: ((done: number, total: number, what: string) => void) | undefined;
};

/** The outside worlds that a tool may use. */
export type Ports = { readonly tables: TablePort };

/** A port that opens nothing, with the reason that its caller is told. */
export function closedTables(reason: string): TablePort {
  const refuse = (field: string, named: string) =>
    inputError(
      field,
      `${JSON.stringify(named)} cannot be opened: ${reason}`,
      'Send the values inline instead',
    );
  return {
    open: async (field, named) => {
      throw refuse(field, named);
    },
    readProfile: async (field, named) => {
      throw refuse(field, named);
    },
    examine: async () => `closed: ${reason}`,
  };
}

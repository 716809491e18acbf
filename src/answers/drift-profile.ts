import type { NumericSummary, TableReader, TimeWindows } from '../contract/table-port.ts';
import { equalWidthEdges } from '../engines/statistics/equal-width-edges.ts';
import { nextDown } from '../engines/statistics/next-down.ts';
import { quantileType7 } from '../engines/statistics/quantile-type7.ts';

/** What a table leaves behind for comparison: a histogram a column, on edges or levels that are fixed on the reference. */

export type NumericProfile = {
  readonly column: string;
  readonly type: 'numeric';
  readonly engineType: string;
  readonly missing: number;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** A second, finer histogram, which bounds KS and Wasserstein where values are not read; a value that is several percentiles has a bin of its own. */
  readonly fineEdges: readonly number[];
  readonly fineCounts: readonly number[];
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly mean?: number | undefined;
  readonly populationStandardDeviation?: number | undefined;
  readonly interquartileRange?: number | undefined;
  /** Rows below the minimum and above the maximum of the reference. */
  readonly outside?: { readonly below: number; readonly above: number } | undefined;
};

export type LevelProfile = {
  readonly column: string;
  readonly type: 'categorical' | 'boolean';
  readonly engineType: string;
  readonly missing: number;
  readonly levels: readonly { readonly level: string; readonly rows: number }[];
  /** Rows of levels that are not listed. */
  readonly otherRows: number;
  readonly distinct: number;
};

export type ColumnProfile = NumericProfile | LevelProfile;
export type TableProfile = { readonly rows: number; readonly columns: readonly ColumnProfile[] };

/** Levels that a profile lists. */
export const MOST_LEVELS = 1000;
/** Bins of the finer histogram, which bounds KS to about a hundredth. */
const FINE_BINS = 100;

export type Binning = { readonly method: 'quantile' | 'equalWidth'; readonly bins: number };
export type PlannedColumn = {
  readonly column: string;
  readonly engineType: string;
  readonly compareAs: 'numeric' | 'categorical' | 'boolean';
  /** Of a numeric column, where it has been read. */
  readonly summary?: NumericSummary;
};

/** Cuts the reference: edges from its exact quantiles, then counted on them; levels by name. */
export async function profileReference(
  reader: TableReader,
  planned: readonly PlannedColumn[],
  { method, bins }: Binning,
  window: TimeWindows | undefined,
): Promise<TableProfile> {
  const range = window && rangeOf(window);
  const rows = await reader.rowCount(range);
  const numeric = planned.filter(({ compareAs }) => compareAs === 'numeric');
  const unread = numeric.filter(({ summary }) => summary === undefined).map(({ column }) => column);
  const read = unread.length === 0 ? [] : await reader.summarise(unread, range);
  const summaries = numeric.map(({ column, summary }) => summary ?? read[unread.indexOf(column)]);
  const ranks = summaries.map((summary) =>
    ranksOf(summary?.valid ?? 0, [
      ...(method === 'quantile' ? fractions(bins) : []),
      ...fractions(4),
      ...fractions(FINE_BINS),
    ]),
  );
  const found = await reader.orderStatistics(
    numeric.map(({ column }, at) => ({
      column,
      ranks: ranks[at] ?? [],
      valid: summaries[at]?.valid ?? 0,
    })),
    range,
  );
  const bare = numeric.map(({ column, engineType }, at): NumericProfile => {
    const summary = summaries[at];
    const { valid = 0, minimum, maximum, mean, populationStandardDeviation } = summary ?? {};
    const common = { column, type: 'numeric' as const, engineType, missing: 0, counts: [], fineCounts: [] };
    if (valid === 0) return { ...common, edges: [], fineEdges: [] };
    const sorted = sparse(valid, ranks[at] ?? [], found[at] ?? []);
    const edges =
      method === 'quantile'
        ? distinctEdges(fractions(bins).map(([k, of]) => quantileType7(sorted, k, of)))
        : minimum === undefined || maximum === undefined
          ? []
          : equalWidthEdges(minimum, maximum, bins);
    const spread = quantileType7(sorted, 3, 4) - quantileType7(sorted, 1, 4);
    return {
      ...common,
      edges,
      fineEdges: withPoints(
        fractions(FINE_BINS).map(([k]) => sorted[Math.floor(((valid - 1) * k) / FINE_BINS)] ?? Number.NaN),
        minimum,
      ),
      minimum,
      maximum,
      mean,
      populationStandardDeviation,
      ...(Number.isFinite(spread) ? { interquartileRange: spread } : {}),
    };
  });
  const levels = planned
    .filter(({ compareAs }) => compareAs !== 'numeric')
    .map(
      ({ column, engineType, compareAs }): LevelProfile => ({
        column,
        type: compareAs === 'boolean' ? 'boolean' : 'categorical',
        engineType,
        missing: 0,
        levels: [],
        otherRows: 0,
        distinct: 0,
      }),
    );
  const [counted] = await countOnProfile(reader, { rows, columns: [...bare, ...levels] }, window);
  return { rows, columns: inOrderOf(planned, counted?.columns ?? []) };
}

/**
 * Counts a table on the edges and levels of a profile: one pass over the numbers.
 * @returns one profile a window, or one in all.
 */
export async function countOnProfile(
  reader: TableReader,
  { columns }: TableProfile,
  windows: TimeWindows | undefined,
): Promise<TableProfile[]> {
  const numeric = columns.filter((column) => column.type === 'numeric');
  const byLevel = columns.filter((column) => column.type !== 'numeric');
  const united = numeric.map(({ edges, fineEdges, minimum, maximum }) =>
    distinctEdges(
      [...edges, ...fineEdges, ...outerEdges(minimum, maximum)].sort((one, other) => one - other),
    ),
  );
  const bins = await reader.countBins(
    numeric.map(({ column }, at) => ({ column, edges: united[at] ?? [] })),
    windows,
  );
  const levels = await reader.countLevels(
    byLevel.map(({ column, levels: known }) => ({
      column,
      most: MOST_LEVELS,
      named: known.map(({ level }) => level),
    })),
    windows,
  );
  const count = windows === undefined ? 1 : windows.boundaries.length - 1;
  const profiles: TableProfile[] = [];
  for (let window = 0; window < count; window++) {
    const counted = [
      ...numeric.map((profile, at): NumericProfile => {
        const { counts = [], missing = 0 } = bins[at]?.[window] ?? {};
        const fine = united[at] ?? [];
        return {
          column: profile.column,
          type: 'numeric',
          engineType: profile.engineType,
          missing,
          edges: profile.edges,
          counts: coarser(fine, counts, profile.edges),
          fineEdges: profile.fineEdges,
          fineCounts: coarser(fine, counts, profile.fineEdges),
          minimum: profile.minimum,
          maximum: profile.maximum,
          mean: profile.mean,
          populationStandardDeviation: profile.populationStandardDeviation,
          interquartileRange: profile.interquartileRange,
          outside: outsideOf(fine, counts, profile),
        };
      }),
      ...byLevel.map((profile, at): LevelProfile => {
        const found = levels[at]?.[window];
        return {
          column: profile.column,
          type: profile.type,
          engineType: profile.engineType,
          missing: found?.missing ?? 0,
          levels: found?.levels ?? [],
          otherRows: found?.otherRows ?? 0,
          distinct: found?.distinct ?? 0,
        };
      }),
    ];
    const [first] = counted;
    profiles.push({
      rows: windows === undefined ? await reader.rowCount() : first === undefined ? 0 : rowsOf(first),
      columns: inOrderOf(columns, counted),
    });
  }
  return profiles;
}

/** Rows behind a column's profile, those without a value included. */
export function rowsOf(profile: ColumnProfile): number {
  return validRowsOf(profile) + profile.missing;
}

export function validRowsOf(profile: ColumnProfile): number {
  return profile.type === 'numeric'
    ? profile.counts.reduce((sum, rows) => sum + rows, 0)
    : profile.levels.reduce((sum, { rows }) => sum + rows, profile.otherRows);
}

export function rangeOf({ column, boundaries }: TimeWindows): { column: string; from: string; to: string } {
  return { column, from: boundaries[0] ?? '', to: boundaries.at(-1) ?? '' };
}

function fractions(parts: number): [k: number, of: number][] {
  return Array.from({ length: parts - 1 }, (_, k) => [k + 1, parts]);
}

/** The order statistics that quantiles of type 7 rest on, ascending. */
function ranksOf(valid: number, wanted: readonly (readonly [number, number])[]): number[] {
  if (valid === 0) return [];
  const ranks = new Set<number>();
  for (const [k, of] of wanted) {
    const rank = Math.floor(((valid - 1) * k) / of);
    ranks.add(rank).add(Math.min(rank + 1, valid - 1));
  }
  return [...ranks].sort((a, b) => a - b);
}

/** A sorted column of which only some ranks are known. */
function sparse(length: number, ranks: readonly number[], values: readonly number[]): ArrayLike<number> {
  const known: Record<number, number> & { length: number } = { length };
  ranks.forEach((rank, at) => {
    known[rank] = values[at] ?? Number.NaN;
  });
  return known;
}

/** Ascending edges without repetitions and without what is not finite. */
function distinctEdges(ascending: readonly number[]): number[] {
  return ascending.filter((edge, at) => Number.isFinite(edge) && edge !== ascending[at - 1]);
}

/** Counts on fewer edges, each of which is among the finer ones. */
function coarser(fine: readonly number[], counts: readonly number[], edges: readonly number[]): number[] {
  const joined = new Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  counts.forEach((rows, at) => {
    joined[bin] = (joined[bin] ?? 0) + rows;
    if (bin < edges.length && fine[at] === edges[bin]) bin++;
  });
  return joined;
}

/**
 * Percentiles as edges. A value that is several of them, or the smallest one, gets a bin of its own by the double below it as one more edge:
 * ties that wide would leave the bounds of KS open.
 */
function withPoints(percentiles: readonly number[], minimum: number | undefined): number[] {
  const tied = percentiles.filter((value, at) => value === percentiles[at - 1] || value === minimum);
  return distinctEdges([...percentiles, ...new Set(tied.map(nextDown))].sort((a, b) => a - b));
}

/** Edges that leave exactly the rows below the minimum to their left, and those above the maximum to their right. */
function outerEdges(minimum: number | undefined, maximum: number | undefined): number[] {
  return minimum === undefined || maximum === undefined ? [] : [nextDown(minimum), maximum];
}

function outsideOf(
  fine: readonly number[],
  counts: readonly number[],
  { minimum, maximum }: NumericProfile,
): NumericProfile['outside'] {
  const [lower, upper] = outerEdges(minimum, maximum);
  if (lower === undefined || upper === undefined) return undefined;
  const [below = 0, , above = 0] = coarser(fine, counts, [lower, upper]);
  return { below, above };
}

export function inOrderOf<Column extends { readonly column: string }>(
  order: readonly { readonly column: string }[],
  columns: readonly Column[],
): Column[] {
  const byName = new Map(columns.map((column) => [column.column, column]));
  return order.flatMap(({ column }) => byName.get(column) ?? []);
}

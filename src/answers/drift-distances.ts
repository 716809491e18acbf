import type { TableReader, TimeWindows, Work } from '../contract/table-port.ts';
import { kolmogorovSmirnov } from '../engines/statistics/kolmogorov-smirnov.ts';
import { runningMoments } from '../engines/statistics/running-moments.ts';
import { sortedComparison } from '../engines/statistics/sorted-comparison.ts';
import { wasserstein1 } from '../engines/statistics/wasserstein-1.ts';
import { holdValues } from './drift-held-values.ts';
import {
  type Binning,
  type ColumnProfile,
  countOnProfile,
  inOrderOf,
  type PlannedColumn,
  profileReference,
  rangeOf,
  type TableProfile,
  validRowsOf,
} from './drift-profile.ts';

/** What only the values themselves tell. */
export type ValueDistances = {
  readonly ks: {
    readonly statistic: number;
    readonly pValue: number;
    readonly method: string;
    readonly ties: boolean;
  };
  readonly wasserstein1: number;
  /** Of the finite current values. */
  readonly current: { readonly minimum: number; readonly maximum: number; readonly mean: number };
};
export type Side = { readonly reader: TableReader; readonly window: TimeWindows | undefined };
export type ComparedValues = {
  readonly reference: TableProfile;
  readonly current: TableProfile;
  /** By column; those without a value on a side are left out. */
  readonly distances: ReadonlyMap<string, ValueDistances>;
};

/** Values of both sides that are held at once, 8 bytes each, and the longest column twice to sort it. */
const VALUES_AT_ONCE = 20_000_000;
/** Longer columns are sorted by the engine, which spills, and read in blocks. */
const VALUES_IN_MEMORY = 25_000_000;

/**
 * Profiles of both sides and exact KS and Wasserstein distances, where the values of both may be read: a column is read and sorted once a
 * side, and its edges and counts are taken from the sorted values.
 */
export async function compareValues(
  reference: Side,
  current: Side,
  planned: readonly PlannedColumn[],
  binning: Binning,
  work: Work,
): Promise<ComparedValues> {
  const ranges = [reference.window && rangeOf(reference.window), current.window && rangeOf(current.window)];
  const n = await reference.reader.rowCount(ranges[0]);
  const m = await current.reader.rowCount(ranges[1]);
  const distances = new Map<string, ValueDistances>();
  const profiles: { reference: ColumnProfile[]; current: ColumnProfile[] } = { reference: [], current: [] };
  const compare = async (columns: readonly PlannedColumn[], one: Side, other: Side): Promise<void> => {
    const was = await profileReference(one.reader, columns, binning, one.window);
    const [now] = await countOnProfile(other.reader, was, other.window);
    profiles.reference.push(...was.columns);
    profiles.current.push(...(now?.columns ?? []));
  };
  const numeric = planned.filter(({ compareAs }) => compareAs === 'numeric');
  const short = n + m <= VALUES_IN_MEMORY;
  let done = 0;
  const columnsAtOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / (n + m)));
  for (let start = 0; short && start < numeric.length; start += columnsAtOnce) {
    work.signal?.throwIfAborted();
    const columns = numeric.slice(start, start + columnsAtOnce);
    const names = columns.map(({ column }) => column);
    const [one, other] = await Promise.all([
      holdValues(reference.reader, names, ranges[0]),
      holdValues(current.reader, names, ranges[1]),
    ]);
    await compare(columns, { ...reference, reader: one }, { ...current, reader: other });
    const [before, after] = [await one.values(names), await other.values(names)];
    for (const [at, column] of names.entries()) {
      const [p, q] = [before[at], after[at]];
      if (p !== undefined && q !== undefined && p.length > 0 && q.length > 0)
        distances.set(column, {
          ks: kolmogorovSmirnov(p, q),
          wasserstein1: wasserstein1(p, q),
          current: momentsOf(q),
        });
      work.progress?.(++done, numeric.length, 'comparing values');
    }
  }
  const rest = short ? planned.filter(({ compareAs }) => compareAs !== 'numeric') : planned;
  if (rest.length > 0) await compare(rest, reference, current);
  if (!short) {
    const now = new Map(profiles.current.map((column) => [column.column, validRowsOf(column)]));
    for (const profile of profiles.reference) {
      work.signal?.throwIfAborted();
      const { column } = profile;
      const [valid, validNow] = [validRowsOf(profile), now.get(column) ?? 0];
      if (profile.type !== 'numeric' || valid === 0 || validNow === 0) continue;
      const { ks, wasserstein1: distance } = await sortedComparison(
        reference.reader.sortedBlocks(column, ranges[0]),
        valid,
        current.reader.sortedBlocks(column, ranges[1]),
        validNow,
      );
      const [summary] = await current.reader.summarise([column], ranges[1]);
      const { minimum = Number.NaN, maximum = Number.NaN, mean = Number.NaN } = summary ?? {};
      distances.set(column, { ks, wasserstein1: distance, current: { minimum, maximum, mean } });
      work.progress?.(++done, numeric.length, 'comparing values');
    }
  }
  return {
    reference: { rows: n, columns: inOrderOf(planned, profiles.reference) },
    current: { rows: m, columns: inOrderOf(planned, profiles.current) },
    distances,
  };
}

function momentsOf(values: Float64Array): ValueDistances['current'] {
  const moments = runningMoments();
  moments.add(values);
  const { minimum, maximum, mean } = moments;
  return { minimum, maximum, mean };
}

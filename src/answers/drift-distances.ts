import type { TableReader, TimeWindows, Work } from '../contract/table-port.ts';
import { kolmogorovSmirnov } from '../engines/statistics/kolmogorov-smirnov.ts';
import { runningMoments } from '../engines/statistics/running-moments.ts';
import { sortedComparison } from '../engines/statistics/sorted-comparison.ts';
import { wasserstein1 } from '../engines/statistics/wasserstein-1.ts';
import { rangeOf } from './drift-profile.ts';

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

/** Values of both sides that are held at once, 8 bytes each and as much again to sort them. */
const VALUES_AT_ONCE = 4_000_000;
/** Longer columns are sorted by the engine, which spills, and read in blocks. */
const VALUES_IN_MEMORY = 25_000_000;

/** Exact KS and Wasserstein distances of numeric columns, by column; those without a value on a side are left out. */
export async function valueDistances(
  reference: Side,
  current: Side,
  columns: readonly { readonly column: string; readonly n: number; readonly m: number }[],
  work: Work,
): Promise<Map<string, ValueDistances>> {
  const found = new Map<string, ValueDistances>();
  const ranges = [reference.window && rangeOf(reference.window), current.window && rangeOf(current.window)];
  let batch: string[] = [];
  let held = 0;
  const flush = async (): Promise<void> => {
    const [one = [], other = []] = await Promise.all([
      reference.reader.values(batch, ranges[0]),
      current.reader.values(batch, ranges[1]),
    ]);
    for (const [at, column] of batch.entries()) {
      const p = one[at] ?? new Float64Array();
      const q = other[at] ?? new Float64Array();
      const { minimum, maximum, mean } = momentsOf(q);
      found.set(column, {
        ks: kolmogorovSmirnov(p, q),
        wasserstein1: wasserstein1(p, q),
        current: { minimum, maximum, mean },
      });
    }
    batch = [];
    held = 0;
  };
  let done = 0;
  for (const { column, n, m } of columns) {
    work.signal?.throwIfAborted();
    if (n > 0 && m > 0 && n + m <= VALUES_IN_MEMORY) {
      batch.push(column);
      held += n + m;
      if (held > VALUES_AT_ONCE) await flush();
    } else if (n > 0 && m > 0) {
      const { ks, wasserstein1: distance } = await sortedComparison(
        reference.reader.sortedBlocks(column, ranges[0]),
        n,
        current.reader.sortedBlocks(column, ranges[1]),
        m,
      );
      const [summary] = await current.reader.summarise([column], ranges[1]);
      const { minimum = Number.NaN, maximum = Number.NaN, mean = Number.NaN } = summary ?? {};
      found.set(column, { ks, wasserstein1: distance, current: { minimum, maximum, mean } });
    }
    work.progress?.(++done, columns.length, 'comparing values');
  }
  if (batch.length > 0) await flush();
  return found;
}

function momentsOf(values: Float64Array) {
  const moments = runningMoments();
  moments.add(values);
  return moments;
}

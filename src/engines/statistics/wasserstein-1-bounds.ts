import type { Bounds } from './kolmogorov-smirnov-bounds.ts';
import { proportions } from './proportions.ts';

/**
 * What a histogram says of the Wasserstein distance of order 1 of the values behind it. Inside a bin both distribution functions only rise, so
 * their gap lies between what the bin's ends allow; the sum over bins, each times its width, bounds the area.
 * @param ends lower end of the first bin, the inner edges, upper end of the last bin: one more than bins, ascending, finite; no value
 * lies outside them.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function wasserstein1Bounds(
  reference: readonly number[],
  current: readonly number[],
  ends: readonly number[],
): Bounds {
  if (reference.length !== current.length || ends.length !== reference.length + 1)
    throw new RangeError(
      `${reference.length} and ${current.length} bins cannot be compared over ${ends.length} ends`,
    );
  const q = proportions(current);
  let low = 0;
  let high = 0;
  let gap = 0;
  proportions(reference).forEach((share, bin) => {
    const other = q[bin] ?? 0;
    const width = (ends[bin + 1] ?? 0) - (ends[bin] ?? 0);
    // the gap is largest with all of one side at the lower end, all of the other at the upper one
    const highest = gap + share;
    const lowest = gap - other;
    high += width * Math.max(highest, -lowest);
    low += width * Math.max(0, lowest, -highest);
    gap += share - other;
  });
  return { low, high };
}

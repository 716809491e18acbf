import { proportions } from './proportions.ts';

export type Bounds = { readonly low: number; readonly high: number };

/**
 * What a histogram on ordered bins says of the Kolmogorov-Smirnov statistic of the values behind it: at least the
 * largest gap at an edge, at most the largest gap that some order of the rows inside one bin allows.
 * @param isPoint whether a bin can hold one value only, so that its rows have no order.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function kolmogorovSmirnovBounds(
  reference: readonly number[],
  current: readonly number[],
  isPoint: (bin: number) => boolean = () => false,
): Bounds {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const q = proportions(current);
  let low = 0;
  let high = 0;
  let referenceBelow = 0;
  let currentBelow = 0;
  proportions(reference).forEach((share, bin) => {
    const gapBefore = referenceBelow - currentBelow;
    const other = q[bin] ?? 0;
    referenceBelow += share;
    currentBelow += other;
    const gap = Math.abs(referenceBelow - currentBelow);
    low = Math.max(low, gap);
    high = isPoint(bin) ? Math.max(high, gap) : Math.max(high, gapBefore + share, other - gapBefore);
  });
  return { low: Math.min(1, low), high: Math.min(1, high) };
}

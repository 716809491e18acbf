import { proportions } from './proportions.ts';

/**
 * Total variation distance of two histograms, half the sum of |p - q|, 0 .. 1: the share of rows that would have to
 * move.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function totalVariation(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const q = proportions(current);
  const sum = proportions(reference).reduce((gaps, share, bin) => gaps + Math.abs(share - (q[bin] ?? 0)), 0);
  return Math.min(1, sum / 2);
}

import { proportions } from './proportions.ts';

/**
 * Hellinger distance of two histograms, sqrt(1/2 sum (sqrt p - sqrt q)^2), 0 .. 1.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function hellinger(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const q = proportions(current);
  const sum = proportions(reference).reduce(
    (squares, share, bin) => squares + (Math.sqrt(share) - Math.sqrt(q[bin] ?? 0)) ** 2,
    0,
  );
  return Math.min(1, Math.sqrt(sum / 2));
}

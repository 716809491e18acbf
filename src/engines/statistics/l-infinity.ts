import { proportions } from './proportions.ts';

/**
 * Largest difference of a share between two histograms, 0 .. 1: the distance of Vertex AI and TensorFlow Data
 * Validation for categories.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function lInfinity(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const q = proportions(current);
  return proportions(reference).reduce(
    (gap, share, bin) => Math.max(gap, Math.abs(share - (q[bin] ?? 0))),
    0,
  );
}

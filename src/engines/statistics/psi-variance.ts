import { proportions } from './proportions.ts';

/**
 * Sampling variance of PSI by the delta method over two independent multinomials. Takes half a row more in each bin that holds
 * one, so that an empty bin widens it without deciding it; 0 where the shares are equal.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function psiVariance(reference: readonly number[], current: readonly number[]): number {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const held = reference.map((count, bin) => count + (current[bin] ?? 0) > 0);
  const smoothed = (counts: readonly number[]): number[] =>
    proportions(counts.filter((_, bin) => held[bin]).map((count) => count + 0.5));
  const p = smoothed(reference);
  const q = smoothed(current);
  return sideVariance(p, q) / total(reference) + sideVariance(q, p) / total(current);
}

/** Variance a row of the index through the sampling of the side whose shares are `own`. */
function sideVariance(own: readonly number[], other: readonly number[]): number {
  let mean = 0;
  let square = 0;
  own.forEach((share, bin) => {
    const ratio = (other[bin] ?? 0) / share;
    const slope = 1 - ratio - Math.log(ratio);
    mean += share * slope;
    square += share * slope * slope;
  });
  return Math.max(0, square - mean * mean);
}

function total(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) throw new RangeError('a histogram without rows cannot be tested');
  return sum;
}

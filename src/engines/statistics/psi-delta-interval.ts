import { normalQuantile } from './normal-quantile.ts';
import { populationStabilityIndex } from './population-stability-index.ts';
import { proportions } from './proportions.ts';

export type Interval = { readonly low: number; readonly high: number };

/**
 * 95 % interval for PSI by the delta method over two independent multinomials, cut off at 0. The variance takes half a
 * row more in each bin, so that an empty bin widens the interval without deciding it. It stands around the plain PSI,
 * which small samples bias upwards, and it degenerates where there is no drift: use the null distribution there.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function psiDeltaInterval(reference: readonly number[], current: readonly number[]): Interval {
  const { value } = populationStabilityIndex(reference, current);
  const held = reference.map((count, bin) => count + (current[bin] ?? 0) > 0);
  const smoothed = (counts: readonly number[]): number[] =>
    proportions(counts.filter((_, bin) => held[bin]).map((count) => count + 0.5));
  const p = smoothed(reference);
  const q = smoothed(current);
  const variance = sideVariance(p, q) / total(reference) + sideVariance(q, p) / total(current);
  const reach = normalQuantile(0.975) * Math.sqrt(variance);
  return { low: Math.max(0, value - reach), high: value + reach };
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
  return counts.reduce((sum, count) => sum + count, 0);
}

import { normalQuantile } from './normal-quantile.ts';
import { PSI_FLOOR, populationStabilityIndex } from './population-stability-index.ts';
import { proportions } from './proportions.ts';

export type Interval = { readonly low: number; readonly high: number };

/**
 * 95 % interval for PSI by the delta method over two independent multinomials, shares floored as in PSI, cut off at 0.
 * It stands around the plain PSI, which small samples bias upwards, and it degenerates where there is no drift: use
 * the null distribution there. An empty bin makes it wide.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function psiDeltaInterval(reference: readonly number[], current: readonly number[]): Interval {
  const { value } = populationStabilityIndex(reference, current);
  const p = proportions(reference).map((share) => Math.max(share, PSI_FLOOR));
  const q = proportions(current).map((share) => Math.max(share, PSI_FLOOR));
  const variance = sideVariance(p, q, total(reference)) + sideVariance(q, p, total(current));
  const reach = normalQuantile(0.975) * Math.sqrt(variance);
  return { low: Math.max(0, value - reach), high: value + reach };
}

/** Variance of the index through the sampling of the side whose shares are `own`. */
function sideVariance(own: readonly number[], other: readonly number[], rows: number): number {
  let mean = 0;
  let square = 0;
  own.forEach((share, bin) => {
    const ratio = (other[bin] ?? PSI_FLOOR) / share;
    const slope = 1 - ratio - Math.log(ratio);
    mean += share * slope;
    square += share * slope * slope;
  });
  return Math.max(0, square - mean * mean) / rows;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

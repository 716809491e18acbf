import { normalQuantile } from './normal-quantile.ts';
import { populationStabilityIndex } from './population-stability-index.ts';
import { psiVariance } from './psi-variance.ts';

export type Interval = { readonly low: number; readonly high: number };

/**
 * 95 % interval for PSI by the delta method, cut off at 0. It stands around the plain PSI, which small samples bias upwards, and
 * it degenerates where there is no drift: use the null distribution there.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function psiDeltaInterval(reference: readonly number[], current: readonly number[]): Interval {
  const { value } = populationStabilityIndex(reference, current);
  const reach = normalQuantile(0.975) * Math.sqrt(psiVariance(reference, current));
  return { low: Math.max(0, value - reach), high: value + reach };
}

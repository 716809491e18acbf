import { nonCentralChiSquareSurvival } from './non-central-chi-square-survival.ts';
import { normalCdf } from './normal-cdf.ts';
import { populationStabilityIndex } from './population-stability-index.ts';
import { psiVariance } from './psi-variance.ts';

export type PsiExceedsTest = {
  /** The larger of the two below: what to compare with alpha. */
  readonly pValue: number;
  readonly nonCentral: number;
  readonly wald: number;
};

/** Rows a bin of the smaller side, below which the test is not offered. */
const LEAST_ROWS_A_BIN = 100;

/**
 * Whether drift is larger than a size that is tolerated, for samples so large that any drift is more than noise: PSI <= tolerated
 * against PSI > tolerated, one-sided, tested in two ways, of which the one that is harder to convince counts.
 * - PSI / (1/n + 1/m) against the non-central chi-square with bins - 1 degrees of freedom and noncentrality
 *   tolerated / (1/n + 1/m) (after Potgieter et al., arXiv 2307.11878): to first order PSI is a quadratic form in the differences of the
 *   shares, which are normal around their true values. Right where drift is spread over the bins; where it sits in one bin that is
 *   rare on one side PSI varies more than that, and at a nominal 5 % false alarms passed 40 %.
 * - PSI less its expectation under no drift, (bins - 1)(1/n + 1/m), and less the tolerated size, over its delta-method standard error,
 *   against the normal distribution: takes the variance from the data, and is timid in small samples.
 * Simulated at PSI = tolerated: see references/drift.md. Pearson's chi-square in place of PSI does not do: with unequal numbers of
 * rows its false alarms reach any share.
 * @param tolerated above 0.
 * @returns undefined with fewer than two bins that hold a row, or under 100 rows a bin on the smaller side: there neither holds its level.
 * @throws RangeError on a size that is not above 0, and on histograms of unequal length or without rows.
 */
export function psiExceedsTest(
  reference: readonly number[],
  current: readonly number[],
  tolerated: number,
): PsiExceedsTest | undefined {
  if (!(tolerated > 0 && Number.isFinite(tolerated)))
    throw new RangeError(`${tolerated} is not a tolerable PSI`);
  const { value } = populationStabilityIndex(reference, current);
  const n = reference.reduce((sum, count) => sum + count, 0);
  const m = current.reduce((sum, count) => sum + count, 0);
  const bins = reference.filter((count, bin) => count + (current[bin] ?? 0) > 0).length;
  if (bins < 2 || Math.min(n, m) < LEAST_ROWS_A_BIN * bins) return undefined;
  const scale = 1 / n + 1 / m;
  const nonCentral = nonCentralChiSquareSurvival(value / scale, bins - 1, tolerated / scale);
  const error = Math.sqrt(psiVariance(reference, current));
  const gap = value - (bins - 1) * scale - tolerated;
  const wald = error === 0 ? 1 : normalCdf(-gap / error);
  return { pValue: Math.max(nonCentral, wald), nonCentral, wald };
}

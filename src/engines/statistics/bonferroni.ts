import { requirePValues } from './require-p-values.ts';

/**
 * P-values corrected for the number of tests by Bonferroni: min(1, k p). Controls the chance of one false alarm or more
 * whatever the dependence between tests; never smaller than Holm's.
 * @returns one a test, in the order given. @throws RangeError unless all lie within 0..1.
 */
export function bonferroni(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  return pValues.map((p) => Math.min(1, p * pValues.length));
}

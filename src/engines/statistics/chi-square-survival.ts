import { regularizedGamma } from './regularized-gamma.ts';

/**
 * P(X >= x) of the chi-square distribution, to about 1e-12 relative far into the tail; 1 at or below 0.
 * @param df degrees of freedom, above 0.
 * @throws RangeError unless df > 0.
 */
export function chiSquareSurvival(x: number, df: number): number {
  return x <= 0 ? 1 : regularizedGamma(df / 2, x / 2).upper;
}

import { poissonDensity } from './poisson-density.ts';
import { regularizedGamma } from './regularized-gamma.ts';

/** Steps after which both recurrences start afresh, so that their rounding does not add up. */
const RESTART_AFTER = 256;
const NEGLIGIBLE = 2 ** -60;

/**
 * P(X >= x) of the non-central chi-square distribution: the Poisson(noncentrality / 2) mixture of central survival
 * functions with df + 2 j degrees of freedom (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2,
 * 29.3). Sums positive terms alone, upwards from below the largest one, so that far tails keep about 1e-12 relative; time
 * grows with the square root of x and of the noncentrality. 1 at or below 0.
 * @param df degrees of freedom, above 0. @param noncentrality sum of squared means, 0 or more, finite.
 * @throws RangeError outside these.
 */
export function nonCentralChiSquareSurvival(x: number, df: number, noncentrality: number): number {
  if (!(df > 0 && Number.isFinite(df) && noncentrality >= 0 && Number.isFinite(noncentrality)))
    throw new RangeError(
      `no non-central chi-square with ${df} degrees of freedom and noncentrality ${noncentrality}`,
    );
  if (Number.isNaN(x)) throw new RangeError('the non-central chi-square is not served at NaN');
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const half = df / 2;
  const y = x / 2;
  const mean = noncentrality / 2;
  if (mean === 0) return regularizedGamma(half, y).upper;
  // Where weight(j + 1) tail(j + 1) = weight(j) tail(j): at the mean, or, in the upper tail, where j (half + j) = mean y.
  const peak = Math.max(mean, (Math.sqrt(half * half + 4 * mean * y) - half) / 2);
  // Terms are log-concave in j and fall at least as fast as those of a Poisson distribution with this mean.
  const first = Math.max(0, Math.floor(peak - 9 * Math.sqrt(peak) - 50));
  let weight = 0;
  let tail = 0;
  let step = 0;
  let sum = 0;
  for (let j = first; ; j++) {
    if ((j - first) % RESTART_AFTER === 0) {
      weight = poissonDensity(j, mean);
      tail = regularizedGamma(half + j, y).upper;
      step = poissonDensity(half + j, y);
    }
    const term = weight * tail;
    sum += term;
    if (j > peak && term <= sum * NEGLIGIBLE) return Math.min(1, sum);
    weight *= mean / (j + 1);
    tail += step;
    step *= y / (half + j + 1);
  }
}

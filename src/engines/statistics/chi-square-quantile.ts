import { normalQuantile } from './normal-quantile.ts';
import { regularizedGamma } from './regularized-gamma.ts';

/**
 * The x with P(X <= x) = probability under the chi-square distribution, to about 1e-13 relative: bisection from a
 * bracket around the approximation of Wilson and Hilferty (PNAS 17, 1931), the smaller tail compared.
 * @param probability above 0 and below 1. @param df degrees of freedom, above 0.
 * @throws RangeError outside these.
 */
export function chiSquareQuantile(probability: number, df: number): number {
  if (!(probability > 0 && probability < 1 && df > 0))
    throw new RangeError(`no chi-square quantile at probability ${probability} and ${df} degrees of freedom`);
  const cube = 1 - 2 / (9 * df) + normalQuantile(probability) * Math.sqrt(2 / (9 * df));
  const start = Math.max(df * cube ** 3, 1e-6);
  let low = start / 2;
  while (!isBelow(low, probability, df) && low > 0) low /= 16;
  let upper = start * 2;
  while (isBelow(upper, probability, df)) upper *= 2;
  for (let step = 0; step < 200 && upper - low > 1e-15 * upper; step++) {
    const middle = (low + upper) / 2;
    if (isBelow(middle, probability, df)) low = middle;
    else upper = middle;
  }
  return (low + upper) / 2;
}

function isBelow(x: number, probability: number, df: number): boolean {
  const { lower, upper } = regularizedGamma(df / 2, x / 2);
  return probability < 0.5 ? lower < probability : upper > 1 - probability;
}

import { logGamma } from './log-gamma.ts';

const EPSILON = 2 ** -53;
const TINY = 1e-300;

/** P(X <= k) and P(X > k); each is accurate where it is the small one. */
export type BinomialTails = { readonly atMost: number; readonly above: number };

/**
 * Tails of the binomial distribution through the incomplete beta function, P(X <= k) = I(1 - p; n - k, k + 1), by Lentz's
 * continued fraction (Numerical Recipes, section 6.4): about 1e-10 relative up to a million trials.
 * @param k whole; below 0 nothing is at most k, from n on everything is. @param trials whole, at least 1. @param p 0 to 1.
 * @throws RangeError outside these.
 */
export function binomialTails(k: number, trials: number, p: number): BinomialTails {
  if (!(Number.isInteger(k) && Number.isInteger(trials) && trials >= 1 && p >= 0 && p <= 1))
    throw new RangeError(`no binomial tails at ${k} of ${trials} trials with probability ${p}`);
  if (k < 0) return { atMost: 0, above: 1 };
  if (k >= trials || p === 0) return { atMost: 1, above: 0 };
  if (p === 1) return { atMost: 0, above: 1 };
  const a = trials - k;
  const b = k + 1;
  const density = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log1p(-p) + b * Math.log(p),
  );
  if (1 - p < (a + 1) / (a + b + 2)) {
    const atMost = Math.min(1, (density * betaFraction(a, b, 1 - p)) / a);
    return { atMost, above: 1 - atMost };
  }
  const above = Math.min(1, (density * betaFraction(b, a, p)) / b);
  return { atMost: 1 - above, above };
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; ; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 4 * EPSILON) return fraction;
  }
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

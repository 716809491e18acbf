import { logGamma } from './log-gamma.ts';

/** Above it Stirling's series does not cancel. */
const STIRLING_FROM = 16;

/**
 * x^a e^-x / Gamma(a + 1) for a >= 0 and x > 0: the probability of a events where x are expected, a whole or not. In
 * Loader's saddle-point form (Fast and Accurate Computation of Binomial Probabilities, 2000), which stays exact for large
 * a; about 1e-13 relative where it is above 1e-300.
 */
export function poissonDensity(a: number, x: number): number {
  if (a < STIRLING_FROM) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  return Math.exp(-stirlingError(a) - a * excess((x - a) / a)) / Math.sqrt(2 * Math.PI * a);
}

/** ln Gamma(a + 1) less Stirling's formula. */
function stirlingError(a: number): number {
  const s = 1 / (a * a);
  return (
    (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360_360))))) / a
  );
}

/** d - ln(1 + d), without cancellation near 0. */
function excess(d: number): number {
  if (Math.abs(d) > 0.1) return d - Math.log1p(d);
  const v = d / (2 + d);
  let power = v;
  let sum = 0;
  for (let k = 3; k < 40; k += 2) {
    power *= v * v;
    sum += power / k;
  }
  return v * d - 2 * sum;
}

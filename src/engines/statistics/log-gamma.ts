const G = 7;
const FIRST = 0.9999999999998099;
const COEFFICIENTS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/**
 * Natural logarithm of the gamma function for x > 0, by Lanczos (SIAM J. Numer. Anal. B 1, 1964) with g = 7 and nine
 * terms: about 1e-15 relative to max(1, |ln gamma|).
 * @throws RangeError unless x > 0.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`the log-gamma function is not served at ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const series = COEFFICIENTS.reduce(
    (sum, coefficient, index) => sum + coefficient / (shifted + index + 1),
    FIRST,
  );
  const base = shifted + G + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

/** The standard normal's 95th percentile. */
const Z95 = 1.6448536269514722;

/** The largest 95th percentile over the mean that a lognormal distribution can have: e to the power of `Z95^2 / 2`. */
export const LARGEST_P95_OVER_MEAN = Math.exp(Z95 ** 2 / 2);

/** A percentile at the limit, computed as a product, may lie above it by rounding. */
const ROUNDING = 1e-12;

/**
 * A draw from the lognormal distribution with a mean and a 95th percentile. With `p95 / mean = r` its sigma solves
 * `Z95 sigma - sigma^2 / 2 = ln r`; the smaller root is taken.
 * @param normal a standard normal number.
 * @throws RangeError unless mean <= p95 <= `LARGEST_P95_OVER_MEAN` times the mean, which is above 0.
 */
export function lognormalDraw(mean: number, p95: number, normal: number): number {
  const ratio = p95 / mean;
  if (!(mean > 0 && ratio >= 1 && ratio <= LARGEST_P95_OVER_MEAN * (1 + ROUNDING)))
    throw new RangeError(`no lognormal distribution has a mean of ${mean} and a 95th percentile of ${p95}`);
  const sigma = Z95 - Math.sqrt(Math.max(0, Z95 ** 2 - 2 * Math.log(ratio)));
  return mean * Math.exp(sigma * normal - sigma ** 2 / 2);
}

import { normalQuantile } from '../statistics/normal-quantile.ts';

const Z99 = normalQuantile(0.99);

/** The largest 99th percentile over the mean that a lognormal distribution can have, 14.97: e to the power of `Z99^2 / 2`. */
export const LARGEST_P99_OVER_MEAN = Math.exp(Z99 ** 2 / 2);

/**
 * The squared coefficient of variation (variance over squared mean) of the lognormal distribution with a mean and a 99th
 * percentile: `exp(sigma^2) - 1` with the smaller root of `Z99 sigma - sigma^2 / 2 = ln(p99 / mean)`. 0 where both are equal.
 * @throws RangeError unless mean <= p99 <= `LARGEST_P99_OVER_MEAN` times the mean, which is above 0.
 */
export function lognormalScv(mean: number, p99: number): number {
  const ratio = p99 / mean;
  if (!(mean > 0 && ratio >= 1 && ratio <= LARGEST_P99_OVER_MEAN))
    throw new RangeError(`no lognormal distribution has a mean of ${mean} and a 99th percentile of ${p99}`);
  const sigma = Z99 - Math.sqrt(Math.max(0, Z99 ** 2 - 2 * Math.log(ratio)));
  return Math.expm1(sigma ** 2);
}

/**
 * A draw from the exponential distribution with a mean, by inversion: the gap between arrivals of a Poisson process.
 * @param uniform a number in [0, 1).
 * @throws RangeError unless the mean is above 0.
 */
export function exponential(mean: number, uniform: number): number {
  if (!(mean > 0)) throw new RangeError(`an exponential mean of ${mean} is not above 0`);
  return -mean * Math.log1p(-uniform);
}

/**
 * Standard deviation with divisor n, by Welford's update.
 * @throws RangeError on an empty sample.
 */
export function populationStandardDeviation(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('an empty sample has no standard deviation');
  let mean = 0;
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    const gap = (values[row] ?? 0) - mean;
    mean += gap / (row + 1);
    squares += gap * ((values[row] ?? 0) - mean);
  }
  return Math.sqrt(squares / values.length);
}

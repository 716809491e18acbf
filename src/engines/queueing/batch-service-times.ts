export type BatchPoint = { readonly batch: number; readonly seconds: number };

/**
 * Seconds of each batch size from some that are known: straight lines between neighbours, the first and the last line carried
 * on; one point alone is carried on as a constant time an item. Entry n is a batch of n; entry 0 is 0 and not used.
 * @param points ascending in batch, whole numbers from 1.
 * @throws RangeError when the points do not ascend in batch and in seconds, or a size would take no time.
 */
export function batchServiceTimes(points: readonly BatchPoint[], largest: number): Float64Array {
  const [first] = points;
  if (first === undefined) throw new RangeError('no point of the curve is given');
  for (const [index, { batch, seconds }] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && !(batch > before.batch && seconds >= before.seconds))
      throw new RangeError(
        `a batch of ${batch} takes ${seconds} s after ${before.batch} in ${before.seconds} s: both must ascend`,
      );
  }
  const times = new Float64Array(largest + 1);
  let upper = Math.min(1, points.length - 1);
  for (let size = 1; size <= largest; size++) {
    while (upper < points.length - 1 && (points[upper]?.batch ?? 0) < size) upper += 1;
    const [below, above] = [points[upper - 1], points[upper]];
    const seconds =
      below === undefined || above === undefined
        ? (first.seconds * size) / first.batch
        : below.seconds +
          ((above.seconds - below.seconds) * (size - below.batch)) / (above.batch - below.batch);
    if (!(seconds > 0)) throw new RangeError(`a batch of ${size} would take ${seconds} s`);
    times[size] = seconds;
  }
  return times;
}

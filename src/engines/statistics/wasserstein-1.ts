/**
 * Wasserstein distance of order 1 between two empirical distributions, exact: the area between their distribution
 * functions, in the unit of the values. A shift of every value by d gives |d|.
 * @param reference, current ascending, at least one value each.
 * @throws RangeError on an empty sample.
 */
export function wasserstein1(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const n = reference.length;
  const m = current.length;
  if (n === 0 || m === 0) throw new RangeError('an empty sample has no distribution function');
  let i = 0;
  let j = 0;
  let area = 0;
  let last = Math.min(reference[0] ?? 0, current[0] ?? 0);
  while (i < n || j < m) {
    const nextReference = i < n ? (reference[i] ?? 0) : Number.POSITIVE_INFINITY;
    const nextCurrent = j < m ? (current[j] ?? 0) : Number.POSITIVE_INFINITY;
    const value = Math.min(nextReference, nextCurrent);
    if (value > last) area += Math.abs(i / n - j / m) * (value - last);
    last = value;
    if (nextReference === value) i++;
    if (nextCurrent === value) j++;
  }
  return area;
}

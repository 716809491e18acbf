/**
 * Rows in each of the right-closed bins (-Infinity, e1], (e1, e2], ..., (ek, Infinity): edges.length + 1 counts that
 * add up to values.length.
 * @param edges strictly ascending.
 * @throws RangeError on NaN: missing values are counted apart.
 */
export function countBins(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) throw new RangeError(`value ${row} is not a number`);
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((edges[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
      else high = middle;
    }
    counts[low] = (counts[low] ?? 0) + 1;
  }
  return counts;
}

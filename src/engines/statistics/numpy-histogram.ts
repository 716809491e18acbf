/**
 * Edges of equal width from the least to the greatest value, both included: numpy.linspace, bit for bit. A sample of one
 * distinct value gets a range of 1 around it.
 * @param bins 1 or more. @returns bins + 1 edges.
 */
export function linearEdges(values: ArrayLike<number>, bins: number): number[] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    first = Math.min(first, values[row] ?? Number.NaN);
    last = Math.max(last, values[row] ?? Number.NaN);
  }
  if (first === last) {
    first -= 0.5;
    last += 0.5;
  }
  const width = (last - first) / bins;
  return Array.from({ length: bins + 1 }, (_, k) => (k === bins ? last : k * width + first));
}

/** Bins of Sturges' rule over n values, as numpy rounds it: the range over range / (log2 n + 1), up. */
export function sturgesBins(values: ArrayLike<number>): number {
  const range = rangeOf(values);
  return range === 0 ? 1 : Math.ceil(range / (range / (Math.log2(values.length) + 1)));
}

/** Bins of Doane's rule (American Statistician 30, 1976): Sturges' with an allowance for skewness, as numpy has it. */
export function doaneBins(values: ArrayLike<number>): number {
  const n = values.length;
  const range = rangeOf(values);
  if (n <= 2 || range === 0) return 1;
  let mean = 0;
  for (let row = 0; row < n; row++) mean += ((values[row] ?? 0) - mean) / (row + 1);
  let squares = 0;
  let cubes = 0;
  for (let row = 0; row < n; row++) {
    const gap = (values[row] ?? 0) - mean;
    squares += gap * gap;
    cubes += gap * gap * gap;
  }
  const skewness = cubes / n / (squares / n) ** 1.5;
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return Math.ceil(range / (range / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / error))));
}

/**
 * Rows in each of the bins [e0, e1), [e1, e2), ..., the last one closed on both sides, as numpy.histogram counts; values
 * beyond the outer edges are in none.
 * @param edges ascending, at least two.
 */
export function numpyHistogram(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const first = edges[0] ?? Number.NaN;
  const last = edges.at(-1) ?? Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (!(value >= first && value <= last)) continue;
    let low = 0;
    let high = counts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((edges[middle] ?? Number.NaN) <= value) low = middle;
      else high = middle - 1;
    }
    counts[low] = (counts[low] ?? 0) + 1;
  }
  return counts;
}

function rangeOf(values: ArrayLike<number>): number {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    least = Math.min(least, values[row] ?? Number.NaN);
    greatest = Math.max(greatest, values[row] ?? Number.NaN);
  }
  return greatest - least;
}

const MOST_DISTINCT = 20;
const LEAST_ROWS_A_VALUE = 10;

/**
 * Whether numbers are better compared value by value than in bins: at most 20 distinct reference values, at least 10
 * rows a value on average.
 */
export function isLowCardinality(reference: ArrayLike<number>): boolean {
  const distinct = new Set<number>();
  for (let row = 0; row < reference.length; row++) {
    distinct.add(reference[row] ?? Number.NaN);
    if (distinct.size > MOST_DISTINCT) return false;
  }
  return distinct.size > 0 && reference.length / distinct.size >= LEAST_ROWS_A_VALUE;
}

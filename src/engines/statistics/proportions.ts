/**
 * Shares of a histogram: each count over the total. Counts are finite and not negative.
 * @throws RangeError when a count is not, or when all are 0.
 */
export function proportions(counts: readonly number[]): number[] {
  let total = 0;
  for (const count of counts) {
    if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`${count} is not a count`);
    total += count;
  }
  if (total === 0) throw new RangeError('a histogram without rows has no proportions');
  return counts.map((count) => count / total);
}

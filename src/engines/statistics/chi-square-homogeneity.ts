import { chiSquareSurvival } from './chi-square-survival.ts';

export type ChiSquareTest = { readonly statistic: number; readonly df: number; readonly pValue: number };

/**
 * Pearson's chi-square test that two histograms come from one distribution (2 x B contingency, no continuity
 * correction). Bins that are empty on both sides are dropped; with fewer than two left, df is 0 and p is 1. Unlike goodness of fit it
 * allows for the sampling of the reference.
 * @throws RangeError on histograms of unequal length or without rows.
 */
export function chiSquareHomogeneity(
  reference: readonly number[],
  current: readonly number[],
): ChiSquareTest {
  if (reference.length !== current.length)
    throw new RangeError(`${reference.length} bins cannot be compared with ${current.length}`);
  const n = reference.reduce((sum, count) => sum + count, 0);
  const m = current.reduce((sum, count) => sum + count, 0);
  if (n === 0 || m === 0) throw new RangeError('a histogram without rows cannot be tested');
  let statistic = 0;
  let bins = 0;
  reference.forEach((count, bin) => {
    const other = current[bin] ?? 0;
    const pooled = count + other;
    if (pooled === 0) return;
    bins++;
    const gap = count - (pooled * n) / (n + m);
    statistic += (gap * gap * (n + m) * (n + m)) / (pooled * n * m);
  });
  const df = Math.max(0, bins - 1);
  return { statistic, df, pValue: df === 0 ? 1 : chiSquareSurvival(statistic, df) };
}

import { kolmogorovSmirnovExact } from './kolmogorov-smirnov-exact.ts';
import { kolmogorovSurvival } from './kolmogorov-survival.ts';

/** Above it the exact p-value gives way to the limit. */
const EXACT_UP_TO = 1e5;

export type KolmogorovSmirnov = {
  /** Largest gap between the two empirical distribution functions, 0 .. 1. */
  readonly statistic: number;
  readonly pValue: number;
  readonly method: 'exact' | 'asymptotic-stephens';
  /** Whether a value stands twice in the pooled sample: the p-value is then an upper bound. */
  readonly ties: boolean;
};

/**
 * Two-sample, two-sided Kolmogorov-Smirnov test. The p-value is exact for n m <= 1e5 without ties, else Kolmogorov's
 * limit at (s + 0.12 + 0.11 / s) D, s = sqrt(nm / (n + m)) (Stephens, J. R. Statist. Soc. B 32, 1970).
 * @param reference, current ascending, at least one value each.
 * @throws RangeError on an empty sample.
 */
export function kolmogorovSmirnov(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): KolmogorovSmirnov {
  const n = reference.length;
  const m = current.length;
  if (n === 0 || m === 0) throw new RangeError('an empty sample has no distribution function');
  let i = 0;
  let j = 0;
  let distance = 0;
  let ties = false;
  while (i < n && j < m) {
    const value = Math.min(reference[i] ?? 0, current[j] ?? 0);
    const before = i + j;
    while (i < n && reference[i] === value) i++;
    while (j < m && current[j] === value) j++;
    if (i + j - before > 1) ties = true;
    distance = Math.max(distance, Math.abs(i * m - j * n));
  }
  ties ||= holdsTwice(reference, i) || holdsTwice(current, j);
  const statistic = distance / (n * m);
  if (!ties && n * m <= EXACT_UP_TO)
    return { statistic, pValue: kolmogorovSmirnovExact(distance, n, m), method: 'exact', ties };
  const root = Math.sqrt(n / (1 + n / m));
  const pValue = kolmogorovSurvival((root + 0.12 + 0.11 / root) * statistic);
  return { statistic, pValue, method: 'asymptotic-stephens', ties };
}

function holdsTwice(sorted: ArrayLike<number>, from: number): boolean {
  for (let index = from + 1; index < sorted.length; index++)
    if (sorted[index] === sorted[index - 1]) return true;
  return false;
}

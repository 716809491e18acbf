/**
 * P(D >= distance / (n m)) of the two-sided two-sample Kolmogorov-Smirnov statistic for continuous distributions:
 * the share of lattice paths from (0, 0) to (n, m) that touch |i m - j n| >= distance. Sums of positive terms only,
 * so small p-values keep their precision; n m steps.
 * @param distance whole number, n m D.
 */
export function kolmogorovSmirnovExact(distance: number, n: number, m: number): number {
  const touched = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (Math.abs(i * m - j * n) >= distance) touched[j] = 1;
      else if (i > 0 || j > 0) {
        const fromBelow = i > 0 ? (touched[j] ?? 0) * i : 0;
        const fromLeft = j > 0 ? (touched[j - 1] ?? 0) * j : 0;
        touched[j] = (fromBelow + fromLeft) / (i + j);
      }
    }
  }
  return touched[m] ?? Number.NaN;
}

/**
 * Cramer's V of a 2 x bins table from its chi-square, with Bergsma's correction for bias (J. Korean Stat. Soc. 42,
 * 2013), 0 .. 1. 0 when there is one bin or one row.
 * @param chiSquare of the table without continuity correction. @param bins columns that hold a row.
 * @param rows of both sides together.
 */
export function cramersV(chiSquare: number, bins: number, rows: number): number {
  if (bins < 2 || rows < 2) return 0;
  const shrink = 1 / (rows - 1);
  const phiSquared = Math.max(0, chiSquare / rows - (bins - 1) * shrink);
  const columns = bins - 1 - (bins - 1) ** 2 * shrink;
  const sides = 1 - shrink;
  const span = Math.min(columns, sides);
  return span <= 0 ? 0 : Math.min(1, Math.sqrt(phiSquared / span));
}

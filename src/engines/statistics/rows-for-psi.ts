import { chiSquareQuantile } from './chi-square-quantile.ts';

export type RowsForPsi = {
  /** Rows that both sides need when they grow together. */
  readonly eachSide: number;
  /** Rows that the current side needs beside the reference as it is; absent when the reference alone is too small. */
  readonly currentAlone?: number;
};

/**
 * Rows from which noise alone keeps PSI at or below a limit in 95 % of cases: (1/n + 1/m) times the 95 % point of the
 * chi-square with bins - 1 degrees of freedom. Ten bins and 0.1: 339 a side, or 170 beside an endless reference.
 * @param bins at least 2. @param limit above 0. @param referenceRows rows of the reference.
 * @throws RangeError outside these.
 */
export function rowsForPsi(bins: number, limit: number, referenceRows: number): RowsForPsi {
  if (!(bins >= 2 && limit > 0 && referenceRows > 0))
    throw new RangeError(
      `no number of rows for ${bins} bins, limit ${limit}, ${referenceRows} reference rows`,
    );
  const scale = limit / chiSquareQuantile(0.95, bins - 1);
  const eachSide = Math.ceil(2 / scale);
  const spare = scale - 1 / referenceRows;
  return spare > 0 ? { eachSide, currentAlone: Math.ceil(1 / spare) } : { eachSide };
}

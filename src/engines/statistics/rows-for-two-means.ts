import { normalQuantile } from './normal-quantile.ts';

/** Standard deviation over mean of |Z|: the size of normally distributed errors. */
export const HALF_NORMAL_VARIATION = Math.sqrt(Math.PI / 2 - 1);

/**
 * Rows on each side from which a one-sided test of two means sees a relative difference: 2 (z_alpha + z_power)^2 (v / d)^2
 * (Julious, Statistics in Medicine 23, 2004, section 3), the spread being the same on both sides.
 * @param variation standard deviation over mean, above 0. @param difference over the mean, above 0.
 * @param alpha one-sided, below 0.5. @param power above 0.5, below 1.
 * @throws RangeError outside these.
 */
export function rowsForTwoMeans(variation: number, difference: number, alpha: number, power: number): number {
  if (!(variation > 0 && difference > 0 && alpha > 0 && alpha < 0.5 && power > 0.5 && power < 1))
    throw new RangeError(
      `no number of rows for variation ${variation}, difference ${difference} at alpha ${alpha}, power ${power}`,
    );
  return 2 * ((normalQuantile(1 - alpha) + normalQuantile(power)) * (variation / difference)) ** 2;
}

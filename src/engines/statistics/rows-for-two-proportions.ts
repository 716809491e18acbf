import { normalQuantile } from './normal-quantile.ts';

/**
 * Rows on each side from which a one-sided test of two proportions tells `from` and `to` apart (Fleiss, Statistical
 * Methods for Rates and Proportions, section 3.2, without continuity correction; what R's power.prop.test solves).
 * @param from, to two different proportions, 0 to 1. @param alpha chance of a false alarm, one-sided, below 0.5.
 * @param power chance to see the difference, above 0.5 and below 1.
 * @throws RangeError outside these.
 */
export function rowsForTwoProportions(from: number, to: number, alpha: number, power: number): number {
  if (
    !(from >= 0 && from <= 1 && to >= 0 && to <= 1 && from !== to && alpha > 0 && alpha < 0.5) ||
    !(power > 0.5 && power < 1)
  )
    throw new RangeError(`no number of rows for ${from} against ${to} at alpha ${alpha}, power ${power}`);
  const mean = (from + to) / 2;
  const noDifference = normalQuantile(1 - alpha) * Math.sqrt(2 * mean * (1 - mean));
  const difference = normalQuantile(power) * Math.sqrt(from * (1 - from) + to * (1 - to));
  return ((noDifference + difference) / (from - to)) ** 2;
}

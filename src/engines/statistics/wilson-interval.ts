import { normalQuantile } from './normal-quantile.ts';

/**
 * Score interval of a proportion (Wilson, Journal of the American Statistical Association 22, 1927): stays inside 0 to 1
 * and is not empty at 0 or all hits, where the plain one is.
 * @param hits 0 to trials. @param trials above 0. @param confidence two-sided, above 0 and below 1.
 * @throws RangeError outside these.
 */
export function wilsonInterval(
  hits: number,
  trials: number,
  confidence = 0.95,
): { readonly low: number; readonly high: number } {
  if (!(trials > 0 && hits >= 0 && hits <= trials && confidence > 0 && confidence < 1))
    throw new RangeError(`no interval for ${hits} of ${trials} at confidence ${confidence}`);
  const z = normalQuantile((1 + confidence) / 2);
  const share = hits / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return {
    low: hits === 0 ? 0 : (centre - half) / scale,
    high: hits === trials ? 1 : (centre + half) / scale,
  };
}

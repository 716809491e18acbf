/**
 * Sample quantile at numerator/denominator, linear interpolation between order statistics: type 7 of Hyndman and Fan
 * (The American Statistician 50, 1996), the default of numpy and R. Two equal neighbours give back exactly their value.
 * @param sorted ascending, finite, at least one value.
 * @throws RangeError on an empty sample or a fraction outside 0..1.
 */
export function quantileType7(sorted: ArrayLike<number>, numerator: number, denominator: number): number {
  const last = sorted.length - 1;
  if (last < 0) throw new RangeError('an empty sample has no quantiles');
  if (!(numerator >= 0 && numerator <= denominator && denominator > 0))
    throw new RangeError(`${numerator}/${denominator} is not a fraction between 0 and 1`);
  const position = (last * numerator) / denominator;
  const index = Math.floor(position);
  const weight = position - index;
  const below = sorted[index] ?? Number.NaN;
  const above = sorted[Math.min(index + 1, last)] ?? Number.NaN;
  const step = above - below;
  if (step === 0 || weight === 0) return below;
  // the range itself is beyond the largest double
  if (step === Number.POSITIVE_INFINITY) return below * (1 - weight) + above * weight;
  return weight < 0.5 ? below + step * weight : above - step * (1 - weight);
}

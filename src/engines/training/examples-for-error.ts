/**
 * Examples with labels that bring an error down, along a learning curve `error = a m^-b`: `m (now / target)^(1 / b)`. Hestness et
 * al., 2017 (arXiv:1712.00409) measured b from 0.07 to 0.35 between tasks; the curve flattens where the error cannot fall further,
 * so this is the least. @throws RangeError unless 0 < target < now <= 1 and b is above 0.
 */
export function examplesForError(examples: number, now: number, target: number, exponent: number): number {
  if (!(examples > 0 && exponent > 0)) throw new RangeError('examples and exponent must be above 0');
  if (!(target > 0 && target < now && now <= 1))
    throw new RangeError('the target must lie between 0 and the error now');
  return examples * (now / target) ** (1 / exponent);
}

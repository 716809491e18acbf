/**
 * How many later requests must read a cached prefix within its lifetime before writing it has paid: the smallest whole n with
 * write + n read < n + 1, in multiples of the plain input price, so n > (write - 1) / (1 - read). Undefined when reading costs
 * no less than plain input.
 * Convention of Anthropic's price list: writes at 1.25 times (5 minutes) or 2 times (1 hour), reads at 0.1 times plain input.
 * @throws RangeError for a negative multiple.
 */
export function promptCacheReuse(writeMultiple: number, readMultiple: number): number | undefined {
  if (!(writeMultiple >= 0 && readMultiple >= 0)) throw new RangeError('a price is negative');
  if (readMultiple >= 1) return undefined;
  const enough = (writeMultiple - 1) / (1 - readMultiple);
  return enough < 0 ? 0 : Math.floor(enough) + 1;
}

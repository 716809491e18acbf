/**
 * The share of calls that must be in time so that a share of requests is, each of which waits for `calls` independent parallel calls: the
 * k-th root. 99 % over 100 calls needs 99.99 % of each.
 * @param share above 0 and below 1. @param calls whole, at least 1.
 * @throws RangeError outside these.
 */
export function fanOutShare(share: number, calls: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`a share of ${share} is not within 0 and 1`);
  if (!(Number.isInteger(calls) && calls >= 1))
    throw new RangeError(`${calls} calls are not a whole number from 1`);
  return share ** (1 / calls);
}

/**
 * The probability that a request is slow which waits for `calls` independent parallel calls, each slow with a probability: 1 - (1 - p)^k (Dean and
 * Barroso, The Tail at Scale, CACM 56(2), 2013), without cancellation for small ones.
 * @param slow 0 to 1. @param calls whole, at least 1.
 * @throws RangeError outside these.
 */
export function fanOutTail(slow: number, calls: number): number {
  if (!(slow >= 0 && slow <= 1)) throw new RangeError(`a probability of ${slow} is not within 0 and 1`);
  if (!(Number.isInteger(calls) && calls >= 1))
    throw new RangeError(`${calls} calls are not a whole number from 1`);
  return -Math.expm1(calls * Math.log1p(-slow));
}

/**
 * Times of batches of 1 to `maxBatch` where each costs a fixed part and a part an item: s(n) = fixed + n perItem.
 * @throws RangeError unless both are finite, at least 0 and not both 0, and the largest batch is whole and at least 1.
 */
export function linearBatchTimes(fixedTime: number, timePerItem: number, maxBatch: number): number[] {
  if (
    !(
      fixedTime >= 0 &&
      timePerItem >= 0 &&
      fixedTime + timePerItem > 0 &&
      Number.isFinite(fixedTime + timePerItem)
    )
  )
    throw new RangeError(`batch times of ${fixedTime} and ${timePerItem} an item are not finite and above 0`);
  if (!(Number.isInteger(maxBatch) && maxBatch >= 1))
    throw new RangeError(`a batch of ${maxBatch} is not a whole number from 1`);
  return Array.from({ length: maxBatch }, (_, at) => fixedTime + timePerItem * (at + 1));
}

/**
 * Sequences that the free memory holds at full length, so that none is ever evicted; 0 when not even one.
 * @throws RangeError when a sequence takes no memory or less.
 */
export function largestConcurrency(freeBytes: number, bytesPerSequence: number): number {
  if (!(bytesPerSequence > 0)) throw new RangeError('a sequence takes memory above 0');
  return Math.max(0, Math.floor(freeBytes / bytesPerSequence));
}

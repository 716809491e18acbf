/**
 * How many waiting requests a free server is given, by the rule of Triton's dynamic batcher: the largest preferred size that
 * can be filled; without one, all that the largest batch allows, unless the oldest may still be held for more to come
 * (https://github.com/triton-inference-server/server/blob/main/docs/user_guide/batcher.md, 2026-08-19).
 * @param preferred ascending; empty means the largest batch alone.
 * @param mayHold the oldest has not yet waited the queue delay.
 * @returns 0 to hold.
 */
export function batchToSend(
  waiting: number,
  largest: number,
  preferred: readonly number[],
  mayHold: boolean,
): number {
  if (preferred.length === 0) {
    if (waiting >= largest) return largest;
  } else
    for (let index = preferred.length - 1; index >= 0; index--) {
      const size = preferred[index] ?? largest;
      if (size <= waiting) return size;
    }
  return mayHold ? 0 : Math.min(waiting, largest);
}

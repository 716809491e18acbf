/**
 * Longest wait of a frame for its batch to fill, in ms: the others arrive at the rate of all cameras together.
 * A batch may not hold more frames than cameras without holding two frames of one camera, which waits a whole interval.
 * @param batch frames, at least 1. @param framesPerSecond of all cameras that share it, above 0.
 * @throws RangeError outside these.
 */
export function batchFillWait(batch: number, framesPerSecond: number): number {
  if (!(batch >= 1 && framesPerSecond > 0))
    throw new RangeError(`no wait for a batch of ${batch} at ${framesPerSecond} frames a second`);
  return ((batch - 1) * 1000) / framesPerSecond;
}

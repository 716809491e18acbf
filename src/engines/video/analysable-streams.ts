/**
 * Streams that one processor analyses: 1000 ms of it a second over the milliseconds that a stream takes. Time counts at
 * the analysed rate, not at the camera's (utilisation law: Denning and Buzen, The Operational Analysis of Queueing Network
 * Models, 1978).
 * @param msPerFrame of one analysed frame, above 0. @param analysedPerSecond above 0. @param processors at least 1, for cores.
 * @returns streams, not rounded. @throws RangeError outside these.
 */
export function analysableStreams(msPerFrame: number, analysedPerSecond: number, processors = 1): number {
  if (!(msPerFrame > 0 && analysedPerSecond > 0 && processors >= 1))
    throw new RangeError(
      `no streams for ${msPerFrame} ms a frame at ${analysedPerSecond} a second on ${processors}`,
    );
  return (processors * 1000) / (msPerFrame * analysedPerSecond);
}

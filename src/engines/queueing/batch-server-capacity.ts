/**
 * Requests a unit of time that `servers` servers can do in full batches: n / s(n) at the largest batch, which is what a queue that has grown is
 * served in, even where a smaller batch would be faster.
 * @param batchTimes s(1), s(2), ... up to the largest batch: all finite and above 0.
 * @throws RangeError on other times, on none and on servers that are not whole from 1.
 */
export function batchServerCapacity(batchTimes: readonly number[], servers = 1): number {
  const last = batchTimes.at(-1);
  if (last === undefined) throw new RangeError('no batch times');
  batchTimes.forEach((time, at) => {
    if (!(time > 0 && Number.isFinite(time)))
      throw new RangeError(`a batch of ${at + 1} takes ${time}, which is not finite and above 0`);
  });
  if (!(Number.isInteger(servers) && servers >= 1))
    throw new RangeError(`${servers} servers are not a whole number from 1`);
  return (servers * batchTimes.length) / last;
}

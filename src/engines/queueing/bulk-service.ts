/** Batches of up to `maxBatch`, each with an exponential service time of the same mean, whatever its size. */
export type BulkStation = {
  readonly arrivalRate: number;
  readonly batchTime: number;
  readonly maxBatch: number;
};

export type BatchQueue = {
  readonly meanWait: number;
  readonly meanSojourn: number;
  readonly meanBatch: number;
  /** The share of time that the server works. */
  readonly busyShare: number;
};

/**
 * M/M^(1,b)/1: a free server takes what waits, up to b, and starts with the first request when idle. With r in (0, 1) the root of
 * r + r^2 + ... + r^b = lambda / mu, the server is busy with n waiting with probability q r^n, q = 1 / (mu / lambda + 1 / (1 - r)) (Gross and
 * Harris, Fundamentals of Queueing Theory, partial-batch bulk service).
 * @param station arrival rate above 0, time above 0, whole batch from 1; the load must be below b a service time.
 * @throws RangeError outside these.
 */
export function bulkService({ arrivalRate, batchTime, maxBatch }: BulkStation): BatchQueue {
  if (!(arrivalRate > 0 && Number.isFinite(arrivalRate)))
    throw new RangeError(`an arrival rate of ${arrivalRate} is not finite and above 0`);
  if (!(batchTime > 0 && Number.isFinite(batchTime)))
    throw new RangeError(`a batch time of ${batchTime} is not finite and above 0`);
  if (!(Number.isInteger(maxBatch) && maxBatch >= 1))
    throw new RangeError(`a batch of ${maxBatch} is not a whole number from 1`);
  const offered = arrivalRate * batchTime;
  if (!(offered < maxBatch))
    throw new RangeError(
      `${offered} arrivals in the time of a batch of ${maxBatch} at most: the queue grows for ever`,
    );
  const r = root(offered, maxBatch);
  const busyWithNoneWaiting = 1 / (1 / offered + 1 / (1 - r));
  const busyShare = busyWithNoneWaiting / (1 - r);
  const meanWait = (busyWithNoneWaiting * r) / ((1 - r) ** 2 * arrivalRate);
  return { meanWait, meanSojourn: meanWait + batchTime, meanBatch: offered / busyShare, busyShare };
}

/** The r in (0, 1) with r + ... + r^maxBatch = offered, which is below maxBatch. */
function root(offered: number, maxBatch: number): number {
  let below = 0;
  let above = 1;
  for (;;) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) return below;
    let sum = 0;
    for (let power = 0; power < maxBatch; power++) sum = middle * (1 + sum);
    if (sum < offered) below = middle;
    else above = middle;
  }
}

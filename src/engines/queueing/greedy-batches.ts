import { batchDepartureChain } from './batch-departure-chain.ts';
import { batchServerCapacity } from './batch-server-capacity.ts';
import type { BatchQueue } from './bulk-service.ts';

/** A server that takes what waits, up to the largest batch, as soon as it is free, and never waits for more. */
export type GreedyBatchServer = {
  readonly arrivalRate: number;
  /** The time of a batch of 1, 2, ... up to the largest; each is the same every time. */
  readonly batchTimes: readonly number[];
};

/**
 * Greedy dynamic batching with constant batch times and Poisson arrivals, exactly: the count that a departing batch leaves behind is a Markov chain,
 * and over a cycle of q left, a batch in time s (and, if q = 0, a wait for one arrival) the number present integrates to max(q, 1) s + lambda s^2 / 2
 * (renewal reward). With b = 1 it is M/D/1.
 * @param server arrival rate above 0; times finite and above 0, at least one.
 * @throws RangeError outside these, where arrivals reach b / s(b), and where they are so near that the chain is too large to solve.
 */
export function greedyBatches({ arrivalRate, batchTimes }: GreedyBatchServer): BatchQueue {
  if (!(arrivalRate > 0 && Number.isFinite(arrivalRate)))
    throw new RangeError(`an arrival rate of ${arrivalRate} is not finite and above 0`);
  const capacity = batchServerCapacity(batchTimes);
  if (!(arrivalRate < capacity))
    throw new RangeError(
      `${arrivalRate} arrivals against ${capacity} that full batches serve: the queue grows for ever`,
    );
  const maxBatch = batchTimes.length;
  const timeAfter = (left: number): number => batchTimes[Math.min(Math.max(left, 1), maxBatch) - 1] ?? 0;
  const arrivals = Array.from({ length: maxBatch + 1 }, (_, left) => arrivalRate * timeAfter(left));
  const leftBehind = batchDepartureChain(arrivals);
  let batch = 0;
  let busy = 0;
  let present = 0;
  leftBehind.forEach((share, left) => {
    const time = timeAfter(left);
    const atStart = Math.max(left, 1);
    batch += share * Math.min(atStart, maxBatch);
    busy += share * time;
    present += share * (atStart * time + (arrivalRate * time * time) / 2);
  });
  const cycle = busy + (leftBehind[0] ?? 0) / arrivalRate;
  const meanSojourn = present / cycle / arrivalRate;
  return {
    meanWait: meanSojourn - meanService(leftBehind, timeAfter, maxBatch) / batch,
    meanSojourn,
    meanBatch: batch,
    busyShare: busy / cycle,
  };
}

/** The mean over batches of size times time: what requests together spend in service. */
function meanService(
  leftBehind: Float64Array,
  timeAfter: (left: number) => number,
  maxBatch: number,
): number {
  return leftBehind.reduce(
    (sum, share, left) => sum + share * Math.min(Math.max(left, 1), maxBatch) * timeAfter(left),
    0,
  );
}

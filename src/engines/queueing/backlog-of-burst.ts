export type Burst = {
  /** Requests a second on average, and while the burst lasts. */
  readonly meanRate: number;
  readonly burstRate: number;
  readonly burstSeconds: number;
  readonly serviceSeconds: number;
  readonly workers: number;
};

export type Backlog = {
  /** Requests waiting when the burst ends. */
  readonly waiting: number;
  /** How long the last of them waits. */
  readonly waitSeconds: number;
  /** From the end of the burst until nothing waits; infinite where the mean alone fills the workers. */
  readonly drainSeconds: number;
};

/**
 * The queue that a burst leaves, as a fluid (Newell 1971): it grows by `burstRate - workers / service` and drains by
 * `workers / service - meanRate`. What random arrivals add is left out: it is small beside a burst of many service times.
 * @throws RangeError unless the service time is above 0 and workers are whole and at least 1.
 */
export function backlogOfBurst({
  meanRate,
  burstRate,
  burstSeconds,
  serviceSeconds,
  workers,
}: Burst): Backlog {
  if (!(serviceSeconds > 0 && Number.isInteger(workers) && workers >= 1))
    throw new RangeError(`no queue of ${workers} workers with ${serviceSeconds} s a request`);
  const capacity = workers / serviceSeconds;
  const waiting = Math.max(0, burstRate - capacity) * burstSeconds;
  const spare = capacity - meanRate;
  return {
    waiting,
    waitSeconds: waiting / capacity,
    drainSeconds: waiting === 0 ? 0 : spare > 0 ? waiting / spare : Number.POSITIVE_INFINITY,
  };
}

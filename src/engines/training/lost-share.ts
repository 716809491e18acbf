export type FailingRun = {
  /** Seconds of work between checkpoints, above 0. */
  readonly intervalSeconds: number;
  /** Seconds that training stands still for one. */
  readonly writeSeconds: number;
  /** From a failure until work goes on. */
  readonly restartSeconds: number;
  readonly meanSecondsBetweenFailures: number;
};

/**
 * Share of wall time that is not work, for exponential failures: `1 - t / T` with
 * `T = M e^(R / M) (e^((t + C) / M) - 1)`, the expected time for one interval of work and its checkpoint. Daly, 2006 (Future
 * Generation Computer Systems 22, equation 13). 0 to 1; grows with each argument but the interval and the time between failures.
 */
export function lostShare(run: FailingRun): number {
  const { intervalSeconds, writeSeconds, restartSeconds, meanSecondsBetweenFailures } = run;
  if (!(intervalSeconds > 0 && meanSecondsBetweenFailures > 0))
    throw new RangeError('the interval and the time between failures must be above 0');
  if (!(writeSeconds >= 0 && restartSeconds >= 0)) throw new RangeError('times cannot be below 0');
  const mean = meanSecondsBetweenFailures;
  const expected =
    mean * Math.exp(restartSeconds / mean) * Math.expm1((intervalSeconds + writeSeconds) / mean);
  return Number.isFinite(expected) ? 1 - intervalSeconds / expected : 1;
}

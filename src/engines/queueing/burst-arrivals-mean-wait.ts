import { stableUtilisation } from './station-load.ts';

/** Bursts that arrive as a Poisson process, each of a random number of requests at once. */
export type BurstLoad = {
  /** Bursts a unit of time. */
  readonly burstRate: number;
  readonly meanBurst: number;
  /** The mean of the squared size of a burst: the square of the size where all are alike. */
  readonly meanSquaredBurst: number;
  readonly serviceTime: number;
  /** Squared coefficient of variation of the service time: 0 constant, 1 exponential. */
  readonly serviceScv: number;
};

/**
 * Mean time in the queue of M^[X]/G/1, service not included, over all requests: S (rho (1 + s) + E[X^2] / E[X] - 1) / (2 (1 - rho)), with
 * rho = burst rate times E[X] times S (Gross and Harris, Fundamentals of Queueing Theory, M^[X]/M/1 for s = 1).
 * @throws RangeError on what is no number, on bursts below one request or with a variance below 0, on a load that is not below 1.
 */
export function burstArrivalsMeanWait(load: BurstLoad): number {
  const { burstRate, meanBurst, meanSquaredBurst, serviceTime, serviceScv } = load;
  if (!(meanBurst >= 1 && Number.isFinite(meanBurst)))
    throw new RangeError(`a mean burst of ${meanBurst} is not finite and at least 1`);
  if (!(meanSquaredBurst >= meanBurst ** 2 * (1 - 1e-12) && Number.isFinite(meanSquaredBurst)))
    throw new RangeError(`a mean square of ${meanSquaredBurst} is below that of bursts of ${meanBurst}`);
  if (!(serviceScv >= 0 && Number.isFinite(serviceScv)))
    throw new RangeError(`a squared coefficient of variation of ${serviceScv} is not finite and at least 0`);
  const utilisation = stableUtilisation({ arrivalRate: burstRate * meanBurst, serviceTime, servers: 1 });
  const ahead = meanSquaredBurst / meanBurst - 1;
  return (serviceTime * (utilisation * (1 + serviceScv) + ahead)) / (2 * (1 - utilisation));
}

import { erlangC } from './erlang-c.ts';
import { type StationLoad, stableUtilisation } from './station-load.ts';

/**
 * The time in the queue of M/M/c that a share of requests does not exceed, service not included and first come first served: the
 * wait is 0 with probability 1 - C(c, a), else exponential with rate c mu - lambda.
 * @param share above 0 and below 1: 0.99 for P99.
 * @throws RangeError outside that, and on a load that is no number or not below the servers.
 */
export function mmcWaitPercentile(load: StationLoad, share: number): number {
  const utilisation = stableUtilisation(load);
  if (!(share > 0 && share < 1)) throw new RangeError(`a share of ${share} is not within 0 and 1`);
  const { arrivalRate, serviceTime, servers } = load;
  const waits = erlangC(arrivalRate * serviceTime, servers);
  const longer = 1 - share;
  return waits <= longer ? 0 : (Math.log(waits / longer) * serviceTime) / (servers * (1 - utilisation));
}

import { erlangC } from './erlang-c.ts';
import { type StationLoad, stableUtilisation } from './station-load.ts';

/**
 * Mean time in the queue of M/M/c, service not included: C(c, a) / (c mu - lambda).
 * @throws RangeError on a load that is no number or not below the servers.
 */
export function mmcMeanWait(load: StationLoad): number {
  const utilisation = stableUtilisation(load);
  const { arrivalRate, serviceTime, servers } = load;
  return (erlangC(arrivalRate * serviceTime, servers) * serviceTime) / (servers * (1 - utilisation));
}

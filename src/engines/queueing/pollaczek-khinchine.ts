import { type StationLoad, stableUtilisation } from './station-load.ts';

/**
 * Mean time in the queue of M/G/1, service not included: rho S (1 + s) / (2 (1 - rho)) with s the squared coefficient of
 * variation of the service time S (0 constant, 1 exponential). It is the same for every order of service that does not look at service times.
 * @throws RangeError on a negative or infinite variation, and on a load that is no number or not below 1.
 */
export function pollaczekKhinchine(load: Omit<StationLoad, 'servers'>, serviceScv: number): number {
  const utilisation = stableUtilisation({ ...load, servers: 1 });
  if (!(serviceScv >= 0 && Number.isFinite(serviceScv)))
    throw new RangeError(`a squared coefficient of variation of ${serviceScv} is not finite and at least 0`);
  return (utilisation * load.serviceTime * (1 + serviceScv)) / (2 * (1 - utilisation));
}

import { type StationLoad, stableUtilisation } from './station-load.ts';

/**
 * Mean time from arrival to departure in M/G/1 where all requests present share the server equally: S / (1 - rho), whatever the
 * distribution of service; a request of work x takes x / (1 - rho) on average.
 * @throws RangeError on a load that is no number or not below 1.
 */
export function processorSharingSojourn(load: Omit<StationLoad, 'servers'>): number {
  return load.serviceTime / (1 - stableUtilisation({ ...load, servers: 1 }));
}

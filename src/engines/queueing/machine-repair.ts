import type { FiniteQueue } from './finite-queue.ts';

/** Clients that each think, ask, and wait for the answer before they think again. */
export type ClosedLoop = {
  readonly clients: number;
  /** Mean time from an answer to the next request of a client. */
  readonly thinkTime: number;
  readonly serviceTime: number;
  readonly servers: number;
};

/**
 * M/M/c//N, machine repair: throughput and mean times of a closed loop of `clients` before one station with exponential service. Exact for any
 * distribution of the think time.
 * @param loop whole clients and servers from 1, think time at least 0, service time above 0.
 * @throws RangeError outside these.
 */
export function machineRepair(loop: ClosedLoop): Omit<FiniteQueue, 'blocked'> {
  const { clients, thinkTime, serviceTime, servers } = loop;
  for (const [count, what] of [
    [clients, 'clients'],
    [servers, 'servers'],
  ] as const)
    if (!(Number.isInteger(count) && count >= 1))
      throw new RangeError(`${count} ${what} are not a whole number from 1`);
  if (!(thinkTime >= 0 && Number.isFinite(thinkTime)))
    throw new RangeError(`a think time of ${thinkTime} is not finite and at least 0`);
  if (!(serviceTime > 0 && Number.isFinite(serviceTime)))
    throw new RangeError(`a service time of ${serviceTime} is not finite and above 0`);
  // weights from all clients at the station downwards: a factor of thinkTime / serviceTime a client that thinks
  let weight = 1;
  let sum = 0;
  let waiting = 0;
  let busy = 0;
  for (let present = clients; present >= 0; present--) {
    sum += weight;
    waiting += Math.max(0, present - servers) * weight;
    busy += Math.min(present, servers) * weight;
    weight *= (thinkTime * Math.min(present, servers)) / (serviceTime * (clients - present + 1));
    if (sum > 1e200) {
      weight /= 1e200;
      sum /= 1e200;
      waiting /= 1e200;
      busy /= 1e200;
    }
  }
  const throughput = busy / sum / serviceTime;
  const meanWait = waiting / sum / throughput;
  return { meanWait, meanSojourn: meanWait + serviceTime, throughput, utilisation: busy / sum / servers };
}

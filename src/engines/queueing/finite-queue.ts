/** A station that holds at most `capacity` requests, those in service included, and turns away what comes on top. */
export type FiniteStation = {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly servers: number;
  readonly capacity: number;
};

export type FiniteQueue = {
  /** The share of requests turned away. */
  readonly blocked: number;
  /** Mean time in the queue of those accepted. */
  readonly meanWait: number;
  /** Mean time from arrival to departure of those accepted. */
  readonly meanSojourn: number;
  /** Accepted requests a unit of time. */
  readonly throughput: number;
  readonly utilisation: number;
};

/** Beyond it all weights are scaled down, so that none overflows. */
const LARGEST_WEIGHT = 1e200;

/**
 * M/M/c/K: the share turned away, and waits of those accepted, from the birth and death weights a^n / n! up to c and a factor a / c
 * for each further request. Any load, also above what the servers can do.
 * @param station arrival rate at least 0; whole servers from 1; whole capacity from `servers`.
 * @throws RangeError outside these.
 */
export function finiteQueue({ arrivalRate, serviceTime, servers, capacity }: FiniteStation): FiniteQueue {
  if (!(arrivalRate >= 0 && Number.isFinite(arrivalRate)))
    throw new RangeError(`an arrival rate of ${arrivalRate} is not finite and at least 0`);
  if (!(serviceTime > 0 && Number.isFinite(serviceTime)))
    throw new RangeError(`a service time of ${serviceTime} is not finite and above 0`);
  if (!(Number.isInteger(servers) && servers >= 1))
    throw new RangeError(`${servers} servers are not a whole number from 1`);
  if (!(Number.isInteger(capacity) && capacity >= servers))
    throw new RangeError(`a capacity of ${capacity} is not a whole number from the ${servers} servers`);
  const offered = arrivalRate * serviceTime;
  let weight = 1;
  let sum = 1;
  let waiting = 0;
  let busy = 0;
  for (let present = 1; present <= capacity; present++) {
    weight *= offered / Math.min(present, servers);
    sum += weight;
    waiting += Math.max(0, present - servers) * weight;
    busy += Math.min(present, servers) * weight;
    if (sum > LARGEST_WEIGHT) {
      weight /= LARGEST_WEIGHT;
      sum /= LARGEST_WEIGHT;
      waiting /= LARGEST_WEIGHT;
      busy /= LARGEST_WEIGHT;
    }
  }
  const throughput = busy / sum / serviceTime;
  const meanWait = throughput === 0 ? 0 : waiting / sum / throughput;
  return {
    blocked: weight / sum,
    meanWait,
    meanSojourn: meanWait + serviceTime,
    throughput,
    utilisation: busy / sum / servers,
  };
}

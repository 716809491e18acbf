/** What one queue sees. Rates are per any one unit of time, and times are in it: seconds with requests a second. */
export type StationLoad = {
  readonly arrivalRate: number;
  /** The mean time that one server needs for a request. */
  readonly serviceTime: number;
  readonly servers: number;
};

/**
 * Offered load over servers, the share of time that each is busy if nothing is lost.
 * @throws RangeError unless the arrival rate is finite and not negative, the service time finite and above 0 and servers
 * are whole and at least 1; unless the result is below 1, since no steady state exists otherwise.
 */
export function stableUtilisation({ arrivalRate, serviceTime, servers }: StationLoad): number {
  if (!(arrivalRate >= 0 && Number.isFinite(arrivalRate)))
    throw new RangeError(`an arrival rate of ${arrivalRate} is not finite and at least 0`);
  if (!(serviceTime > 0 && Number.isFinite(serviceTime)))
    throw new RangeError(`a service time of ${serviceTime} is not finite and above 0`);
  if (!(Number.isInteger(servers) && servers >= 1))
    throw new RangeError(`${servers} servers are not a whole number from 1`);
  const utilisation = (arrivalRate * serviceTime) / servers;
  if (!(utilisation < 1))
    throw new RangeError(
      `${arrivalRate} arrivals of ${serviceTime} each are ${utilisation} of what ${servers} servers can do: the queue grows for ever`,
    );
  return utilisation;
}

import { erlangC } from './erlang-c.ts';
import { type StationLoad, stableUtilisation } from './station-load.ts';
import { survivalPercentile } from './survival-percentile.ts';

/**
 * The time from arrival to departure in M/M/c, first come first served, that a share of requests does not exceed. With
 * d = c - 1 - a and t in service times, P(T > t) = e^-t (1 + C (1 - e^-dt) / d), whose limit at d = 0 is e^-t (1 + C t).
 * @param share above 0 and below 1.
 * @throws RangeError outside that, and on a load that is no number or not below the servers.
 */
export function mmcSojournPercentile(load: StationLoad, share: number): number {
  stableUtilisation(load);
  const { arrivalRate, serviceTime, servers } = load;
  const offered = arrivalRate * serviceTime;
  const waits = erlangC(offered, servers);
  const drift = servers - 1 - offered;
  const longer = (t: number): number => {
    const served = Math.exp(-t);
    if (Math.abs(drift * t) > 0.5) return served + (waits * (served - Math.exp(-(1 + drift) * t))) / drift;
    return served * (1 + waits * (drift === 0 ? t : -Math.expm1(-drift * t) / drift));
  };
  return serviceTime * survivalPercentile(longer, share, 1);
}

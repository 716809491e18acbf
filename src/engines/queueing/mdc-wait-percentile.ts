import { mdcQueue } from './mdc-queue.ts';
import type { StationLoad } from './station-load.ts';
import { survivalPercentile } from './survival-percentile.ts';

/**
 * The time in the queue of M/D/c, one server included, that a share of requests does not exceed, service not included and first come first served.
 * @param share above 0 and below 1.
 * @throws RangeError outside that, and where `mdcQueue` does.
 */
export function mdcWaitPercentile(load: StationLoad, share: number): number {
  return survivalPercentile(mdcQueue(load).waitExceeds, share, load.serviceTime);
}

import { exponential } from '../random/exponential.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { eventHeap } from './event-heap.ts';

export type ScaleToZero = {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  /** From a request that finds no worker to the worker that takes it. */
  readonly coldStart: number;
  /** A worker without work stays up, and is paid for, so long. */
  readonly idleWindow: number;
};

export type ScaledToZero = {
  /** Share of requests that started a worker and waited for it. */
  readonly coldShare: number;
  /** Workers paid for at a time, on average: starting, working and idle. */
  readonly paidWorkers: number;
};

/** Workers that are up when the clock starts, in standard deviations above the mean of those busy: no crowd of first cold starts. */
const WARM = 4;

/** Half a per cent of cold starts is then told from one per cent with certainty. */
const REQUESTS = 60_000;
const SEED = 20_261_125;
/** Workers are alike: an event says when, and needs no code to say whose. */
const WORKER = 0;

/**
 * Workers that start with the requests and rest at zero: Poisson arrivals, fixed service; each request takes the worker that became idle
 * last, or else starts one (M/G/infinity with an idle window). It begins with as many idle workers as a steady state may have. Simulated with a fixed seed, the same for every call. Exact cases: no
 * window, every request is cold and `arrivalRate (coldStart + serviceTime)` workers are paid; few requests, a share of
 * `exp(-arrivalRate (idleWindow + serviceTime + ...))` is cold.
 * @throws RangeError unless rate and service time are above 0 and the others are not negative.
 */
export function simulateScaleToZero({
  arrivalRate,
  serviceTime,
  coldStart,
  idleWindow,
}: ScaleToZero): ScaledToZero {
  if (!(arrivalRate > 0 && serviceTime > 0 && coldStart >= 0 && idleWindow >= 0))
    throw new RangeError(
      `no workers for ${arrivalRate} requests of ${serviceTime} with ${coldStart} to start and ${idleWindow} idle`,
    );
  const random = seededRandom(SEED);
  /** When each worker became idle, oldest first: those beyond the window are gone. */
  const busy = arrivalRate * serviceTime;
  const idleSince = new Array<number>(Math.ceil(busy + WARM * Math.sqrt(busy))).fill(0);
  /** When busy workers become idle, soonest first. */
  const busyUntil = eventHeap();
  let now = 0;
  let cold = 0;
  let paid = 0;
  for (let request = 0; request < REQUESTS; request++) {
    now += exponential(1 / arrivalRate, random());
    while (busyUntil.next() <= now) {
      idleSince.push(busyUntil.next());
      busyUntil.pop();
    }
    const gone = idleSince.findIndex((since) => since + idleWindow > now);
    const stopped = gone === -1 ? idleSince.length : gone;
    paid += stopped * idleWindow;
    idleSince.splice(0, stopped);
    const since = idleSince.pop();
    if (since === undefined) {
      cold += 1;
      paid += coldStart + serviceTime;
      busyUntil.push(now + coldStart + serviceTime, WORKER);
    } else {
      paid += now - since + serviceTime;
      busyUntil.push(now + serviceTime, WORKER);
    }
  }
  paid += idleSince.reduce((sum, since) => sum + Math.min(idleWindow, now - since), 0);
  return { coldShare: cold / REQUESTS, paidWorkers: paid / now };
}

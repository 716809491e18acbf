import { seededRandom } from '../random/seeded-random.ts';
import { type ArrivalProcess, arrivalProcess } from './arrival-process.ts';
import { eventHeap } from './event-heap.ts';
import { type ServiceSpread, serviceFactor } from './service-factor.ts';
import type { SimulationRun } from './simulate-batch-server.ts';
import { simulationLog } from './simulation-log.ts';

export type SharedProcessor = {
  readonly arrivals: ArrivalProcess;
  /** Mean seconds of a request that is alone. */
  readonly serviceSeconds: number;
  readonly spread: ServiceSpread;
  /** Most requests at once; more wait first come, first served. */
  readonly places?: number | undefined;
  readonly seed: number;
};

const RELATIVE_ROUNDING = 1e-7;

/**
 * One processor that works on all requests at once, each at an equal share of its speed: a model server whose requests are
 * threads, or (with `places`) limited processor sharing. Kept in virtual time, in which a request needs its own work and no
 * more, so an event costs the logarithm of those present. Checks Little's law as the batch server does.
 */
export function simulateProcessorSharing(server: SharedProcessor): SimulationRun {
  const { places = Number.POSITIVE_INFINITY, serviceSeconds } = server;
  if (!(serviceSeconds > 0)) throw new RangeError(`a service of ${serviceSeconds} s is not above 0`);
  if (!(places >= 1)) throw new RangeError(`${places} places: at least 1 is needed`);
  const factor = serviceFactor(server.spread, seededRandom(server.seed * 8 + 1));
  const arrival = arrivalProcess(server.arrivals, seededRandom(server.seed * 8));
  const log = simulationLog();
  const present = eventHeap();
  let arrived = new Float64Array(1024);
  let started = new Float64Array(1024);
  const free: number[] = [];
  const queue: number[] = [];
  let head = 0;
  let slots = 0;
  let [now, virtual, finished, attempts] = [0, 0, 0, 0];
  let [numberArea, queueArea, busyArea, residence] = [0, 0, 0, 0];
  let arrivalAt = arrival();
  const start = (slot: number): void => {
    started[slot] = now;
    present.push(virtual + serviceSeconds * factor(), slot);
  };
  const mark = (): void =>
    log.mark([now, 0, numberArea, queueArea, busyArea, now, finished, finished, 0, attempts, 0]);
  mark();
  return {
    observed: log.observed,
    advance(until) {
      while (finished < until) {
        const sharing = present.size();
        const completionAt =
          sharing === 0 ? Number.POSITIVE_INFINITY : now + (present.next() - virtual) * sharing;
        const at = Math.min(completionAt, arrivalAt);
        if (at === Number.POSITIVE_INFINITY) break;
        const passed = at - now;
        const waiting = queue.length - head;
        numberArea += (sharing + waiting) * passed;
        queueArea += waiting * passed;
        if (sharing > 0) busyArea += passed;
        now = at;
        if (completionAt <= arrivalAt) {
          virtual = present.next();
          const slot = present.pop();
          const came = arrived[slot] ?? 0;
          residence += now - came;
          log.record(now - came, (started[slot] ?? 0) - came, 0);
          free.push(slot);
          const next = queue[head];
          if (next !== undefined) {
            head += 1;
            start(next);
          }
          if (head > 1024 && 2 * head > queue.length) {
            queue.splice(0, head);
            head = 0;
          }
          finished += 1;
          if (log.due(finished)) mark();
          continue;
        }
        virtual += sharing === 0 ? 0 : passed / sharing;
        attempts += 1;
        const slot = free.pop() ?? slots++;
        if (slot >= arrived.length) {
          const [more, later] = [new Float64Array(2 * slot), new Float64Array(2 * slot)];
          more.set(arrived);
          later.set(started);
          [arrived, started] = [more, later];
        }
        arrived[slot] = now;
        if (present.size() < places) start(slot);
        else queue.push(slot);
        arrivalAt = arrival();
      }
      let times = residence;
      for (const slot of present.codes()) times += now - (arrived[slot] ?? 0);
      for (const slot of queue.slice(head)) times += now - (arrived[slot] ?? 0);
      if (Math.abs(times - numberArea) > RELATIVE_ROUNDING * Math.max(times, numberArea))
        throw new Error(
          `the simulator broke Little's law: ${numberArea} request-seconds by the clock, ${times} by the requests`,
        );
      return finished >= until;
    },
  };
}

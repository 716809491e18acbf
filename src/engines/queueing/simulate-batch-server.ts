import { exponential } from '../random/exponential.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { type ArrivalProcess, arrivalProcess } from './arrival-process.ts';
import { batchToSend } from './batch-to-send.ts';
import { eventHeap } from './event-heap.ts';
import { replicaController, SCALING_DEFAULTS, type ScalingRule } from './replica-controller.ts';
import { type ServiceSpread, serviceFactor } from './service-factor.ts';
import { type Observations, simulationLog } from './simulation-log.ts';
import { slotQueue } from './slot-queue.ts';

/** So many clients instead of arrivals: each thinks, sends one request, waits for its answer. */
export type Clients = {
  readonly kind: 'clients';
  readonly clients: number;
  readonly thinkSeconds: number;
  readonly thinking: 'exponential' | 'deterministic';
};

export type RequestClass = {
  /** Of the requests; all together 1. */
  readonly share: number;
  /** Its service times over `serviceSeconds`, 1 unless said; a batch lasts as long as its slowest class. */
  readonly times?: number | undefined;
  /** The spread of its service times where it differs; of a batch, that of its first request's class. */
  readonly spread?: ServiceSpread | undefined;
};

export type BatchServer = {
  readonly arrivals: ArrivalProcess | Clients;
  readonly servers: number;
  /** Mean seconds of a batch of n at index n; index 0 is not used, the last index is the largest batch. */
  readonly serviceSeconds: ArrayLike<number>;
  readonly spread?: ServiceSpread | undefined;
  /** How long the oldest request may be held for a fuller batch. */
  readonly delaySeconds?: number | undefined;
  /** Ascending; none means the largest batch alone. */
  readonly preferred?: readonly number[] | undefined;
  /** Most requests that wait; more are turned away. */
  readonly queueLimit?: number | undefined;
  /** Requests that waited so long are turned away, or served after the others of their class. */
  readonly timeout?: { readonly seconds: number; readonly action: 'reject' | 'defer' } | undefined;
  /** The one that goes first in front; none means one class. */
  readonly classes?: readonly RequestClass[] | undefined;
  /** Arrivals are turned away while the oldest waits longer. */
  readonly shedAboveSeconds?: number | undefined;
  /** Requests that were turned away come again after a uniform time up to `backoffSeconds * 2^attempt` ("full jitter"). */
  readonly retries?: { readonly most: number; readonly backoffSeconds: number } | undefined;
  /** Each way between client and server, lognormal about a mean. */
  readonly network?: { readonly meanSeconds: number; readonly coefficientOfVariation: number } | undefined;
  readonly scaling?: ScalingRule | undefined;
  readonly seed: number;
};

export type SimulationRun = {
  /** Goes on until so many requests since the beginning are finished: answered or given up. False when none is left. */
  advance(finished: number): boolean;
  observed(): Observations;
};

const RELATIVE_ROUNDING = 1e-7;

/**
 * A service with a queue and servers that take batches, event by event: Triton's dynamic batcher, or with a largest batch of 1
 * any queue with several servers. Deterministic in its seed. Little's law is checked at each pause: the integral of the number in
 * the system against the sum of the times in it, request by request; a gap is a defect of the simulator and throws.
 * @throws RangeError when a parameter is outside its range; Error when the law does not hold.
 */
export function simulateBatchServer(server: BatchServer): SimulationRun {
  const { arrivals, serviceSeconds, delaySeconds = 0, preferred = [], scaling } = server;
  const largest = serviceSeconds.length - 1;
  const queueLimit = server.queueLimit ?? Number.POSITIVE_INFINITY;
  const timeout = server.timeout?.seconds ?? Number.POSITIVE_INFINITY;
  const defers = server.timeout?.action === 'defer';
  const shedAbove = server.shedAboveSeconds ?? Number.POSITIVE_INFINITY;
  const classes = server.classes ?? [{ share: 1 }];
  const retries = server.retries;
  requirePositive(server, largest, queueLimit, delaySeconds);

  // streams of their own, so that another policy meets the same arrivals
  const stream = (use: number) => seededRandom(server.seed * 8 + use);
  const serviceUniform = stream(1);
  const factors = classes.map(({ spread }) =>
    serviceFactor(spread ?? server.spread ?? { kind: 'deterministic' }, serviceUniform),
  );
  const factor = factors[0] ?? (() => 1);
  const classUniform = stream(2);
  const thinkUniform = stream(3);
  const retryUniform = stream(4);
  const networkFactor = serviceFactor(
    { kind: 'lognormal', coefficientOfVariation: server.network?.coefficientOfVariation ?? 0 },
    stream(5),
  );
  const burstUniform = stream(6);
  const hop = (): number => (server.network === undefined ? 0 : server.network.meanSeconds * networkFactor());
  const closed = arrivals.kind === 'clients' ? arrivals : undefined;
  const nextArrival = arrivals.kind === 'clients' ? undefined : arrivalProcess(arrivals, stream(0));
  const burst = arrivals.kind === 'clients' || arrivals.kind === 'trace' ? undefined : arrivals.burst;

  const log = simulationLog();
  const most = scaling?.most ?? server.servers;
  /** Codes of `later`: a request's slot comes to the server, or -1 - server: it has started. */
  const later = eventHeap();
  const completions = eventHeap(most + 1);
  const queues = classes.map(() => slotQueue());
  const deferred = classes.map(() => slotQueue());
  const held = new Int32Array(most * largest);
  const heldCount = new Int32Array(most);
  const idle: number[] = [];
  const off: number[] = [];
  const leaving = new Uint8Array(most);

  let capacity = 1024;
  let created = new Float64Array(capacity);
  let arrived = new Float64Array(capacity);
  let waited = new Float64Array(capacity);
  let attempt = new Uint8Array(capacity);
  let priority = new Uint8Array(capacity);
  const free: number[] = [];
  let slots = 0;

  let now = 0;
  let finished = 0;
  let failed = 0;
  let attempts = 0;
  let refused = 0;
  let batches = 0;
  let batched = 0;
  let inSystem = 0;
  let waiting = 0;
  let busy = 0;
  let ready = 0;
  let starting = 0;
  let stopping = 0;
  let lastActive = 0;
  let [numberArea, queueArea, busyArea, paidArea, readyArea, residence] = [0, 0, 0, 0, 0, 0];
  let timer = Number.POSITIVE_INFINITY;
  let arrivalAt = nextArrival?.() ?? Number.POSITIVE_INFINITY;
  const controller = scaling === undefined ? undefined : replicaController(scaling);
  const period = scaling?.periodSeconds ?? SCALING_DEFAULTS.periodSeconds;
  let look = scaling === undefined ? Number.POSITIVE_INFINITY : period;
  let [lastNumber, lastBusy, lastReady] = [0, 0, 0];

  const slotFor = (at: number): number => {
    let slot = free.pop();
    if (slot === undefined) {
      slot = slots;
      slots += 1;
      if (slots > capacity) {
        capacity *= 2;
        created = grown(created, new Float64Array(capacity));
        arrived = grown(arrived, new Float64Array(capacity));
        waited = grown(waited, new Float64Array(capacity));
        attempt = grown(attempt, new Uint8Array(capacity));
        priority = grown(priority, new Uint8Array(capacity));
      }
    }
    created[slot] = at;
    attempt[slot] = 0;
    if (classes.length > 1) {
      let left = classUniform();
      let level = 0;
      while (level < classes.length - 1 && left >= (classes[level]?.share ?? 0)) {
        left -= classes[level]?.share ?? 0;
        level += 1;
      }
      priority[slot] = level;
    }
    return slot;
  };
  const think = (): number =>
    closed === undefined || closed.thinkSeconds === 0
      ? 0
      : closed.thinking === 'deterministic'
        ? closed.thinkSeconds
        : exponential(closed.thinkSeconds, thinkUniform());
  const send = (slot: number, at: number): void => {
    created[slot] = at;
    attempt[slot] = 0;
    later.push(at + hop(), slot);
  };
  const mark = (): void =>
    log.mark([
      now,
      0,
      numberArea,
      queueArea,
      busyArea,
      paidArea,
      batches,
      batched,
      failed,
      attempts,
      refused,
    ]);
  const finish = (slot: number, at: number): void => {
    finished += 1;
    if (closed === undefined) free.push(slot);
    else send(slot, at + think());
    if (log.due(finished)) mark();
  };
  const turnAway = (slot: number): void => {
    refused += 1;
    const tried = attempt[slot] ?? 0;
    if (retries !== undefined && tried < retries.most) {
      attempt[slot] = tried + 1;
      later.push(now + retries.backoffSeconds * 2 ** tried * retryUniform() + hop(), slot);
      return;
    }
    failed += 1;
    finish(slot, now + hop());
  };
  const oldest = (): number => {
    let first = Number.POSITIVE_INFINITY;
    for (let level = 0; level < queues.length; level++) {
      const [queue, late] = [queues[level], deferred[level]];
      if (queue !== undefined && queue.size() > 0) first = Math.min(first, arrived[queue.first()] ?? 0);
      if (late !== undefined && late.size() > 0) first = Math.min(first, arrived[late.first()] ?? 0);
    }
    return first;
  };
  const enter = (slot: number): void => {
    attempts += 1;
    lastActive = now;
    const room = queueLimit + (delaySeconds === 0 ? idle.length * largest : 0);
    if (waiting >= room || (shedAbove < Number.POSITIVE_INFINITY && now - oldest() > shedAbove)) {
      turnAway(slot);
      return;
    }
    arrived[slot] = now;
    inSystem += 1;
    waiting += 1;
    queues[priority[slot] ?? 0]?.push(slot);
  };
  const leave = (slot: number): void => {
    inSystem -= 1;
    residence += now - (arrived[slot] ?? 0);
  };
  const take = (): number => {
    for (let level = 0; level < queues.length; level++) {
      const [queue, late] = [queues[level], deferred[level]];
      if (queue !== undefined && queue.size() > 0) return queue.shift();
      if (late !== undefined && late.size() > 0) return late.shift();
    }
    throw new Error('a batch was formed of more requests than wait');
  };
  const classFactor = (on: number, size: number): number => {
    let slowest = 0;
    for (let place = 0; place < size; place++) {
      const of = classes[priority[held[on * largest + place] ?? 0] ?? 0];
      slowest = Math.max(slowest, of?.times ?? 1);
    }
    const first = priority[held[on * largest] ?? 0] ?? 0;
    return slowest * (factors[first] ?? factor)();
  };
  const dispatch = (): void => {
    timer = Number.POSITIVE_INFINITY;
    while (waiting > 0 && idle.length > 0) {
      const until = delaySeconds === 0 ? now : oldest() + delaySeconds;
      const size = batchToSend(waiting, largest, preferred, now < until);
      if (size === 0) {
        timer = until;
        return;
      }
      const on = idle.pop() ?? 0;
      for (let place = 0; place < size; place++) {
        const slot = take();
        waited[slot] = now - (arrived[slot] ?? 0);
        held[on * largest + place] = slot;
      }
      heldCount[on] = size;
      waiting -= size;
      busy += 1;
      batches += 1;
      batched += size;
      const drawn = classes.length === 1 ? factor() : classFactor(on, size);
      completions.push(now + (serviceSeconds[size] ?? 0) * drawn, on);
    }
  };
  const complete = (on: number): void => {
    busy -= 1;
    const size = heldCount[on] ?? 0;
    for (let place = 0; place < size; place++) {
      const slot = held[on * largest + place] ?? 0;
      leave(slot);
      const back = now + hop();
      log.record(back - (created[slot] ?? 0), waited[slot] ?? 0, priority[slot] ?? 0);
      finish(slot, back);
    }
    heldCount[on] = 0;
    lastActive = now;
    if (leaving[on] === 1) {
      leaving[on] = 0;
      stopping -= 1;
      off.push(on);
    } else idle.push(on);
  };
  const expire = (): void => {
    for (let level = 0; level < queues.length; level++) {
      const queue = queues[level];
      while (queue !== undefined && queue.size() > 0 && (arrived[queue.first()] ?? 0) + timeout <= now) {
        const slot = queue.shift();
        if (defers) deferred[level]?.push(slot);
        else {
          waiting -= 1;
          leave(slot);
          turnAway(slot);
        }
      }
    }
  };
  const expiry = (): number => {
    let first = Number.POSITIVE_INFINITY;
    for (const queue of queues)
      if (queue.size() > 0) first = Math.min(first, (arrived[queue.first()] ?? 0) + timeout);
    return first;
  };
  const scale = (): void => {
    if (controller === undefined || scaling === undefined) return;
    look = now + period;
    const meanReady = (readyArea - lastReady) / period;
    const metricSum =
      (scaling.metric === 'requests' ? numberArea - lastNumber : busyArea - lastBusy) / period;
    [lastNumber, lastBusy, lastReady] = [numberArea, busyArea, readyArea];
    const wanted = controller(now, {
      ready,
      starting,
      // per ready replica over the period, times those ready now
      metricSum: meanReady === 0 ? 0 : (metricSum / meanReady) * ready,
      inSystem,
      lastActive,
    });
    for (let more = ready + starting; more < wanted; more++) {
      const on = off.pop();
      if (on === undefined) return;
      starting += 1;
      later.push(now + scaling.coldStartSeconds, -1 - on);
    }
    // replicas that start are not stopped again before they are ready
    while (ready > 0 && ready + starting > wanted) {
      ready -= 1;
      const on = idle.pop();
      if (on !== undefined) off.push(on);
      else {
        leaving[busyServer()] = 1;
        stopping += 1;
      }
    }
  };
  const busyServer = (): number => {
    for (const on of completions.codes()) if (leaving[on] === 0) return on;
    throw new Error('more replicas are to stop than there are');
  };
  const checkLittlesLaw = (): void => {
    let times = residence;
    for (const queue of [...queues, ...deferred])
      for (let place = 0; place < queue.size(); place++) times += now - (arrived[queue.at(place)] ?? 0);
    for (const on of completions.codes())
      for (let place = 0; place < (heldCount[on] ?? 0); place++)
        times += now - (arrived[held[on * largest + place] ?? 0] ?? 0);
    if (Math.abs(times - numberArea) > RELATIVE_ROUNDING * Math.max(times, numberArea))
      throw new Error(
        `the simulator broke Little's law: ${numberArea} request-seconds by the clock, ${times} by the requests`,
      );
  };

  const first = scaling === undefined ? server.servers : Math.max(scaling.fewest, 0);
  for (let on = most - 1; on >= 0; on--) (on < first ? idle : off).push(on);
  ready = first;
  if (closed !== undefined) for (let client = 0; client < closed.clients; client++) send(slotFor(0), think());
  mark();

  return {
    observed: log.observed,
    advance(until) {
      const expires = timeout < Number.POSITIVE_INFINITY;
      while (finished < until) {
        const expiresAt = expires ? expiry() : Number.POSITIVE_INFINITY;
        const [completionAt, laterAt] = [completions.next(), later.next()];
        let at = completionAt;
        if (arrivalAt < at) at = arrivalAt;
        if (laterAt < at) at = laterAt;
        if (timer < at) at = timer;
        if (expiresAt < at) at = expiresAt;
        // looks go on for ever: they are no reason to
        if (at === Number.POSITIVE_INFINITY && (inSystem === 0 || scaling === undefined)) {
          if (!log.due(finished)) mark();
          break;
        }
        if (look < at) at = look;
        const passed = at - now;
        numberArea += inSystem * passed;
        queueArea += waiting * passed;
        busyArea += busy * passed;
        paidArea += (ready + starting + stopping) * passed;
        readyArea += ready * passed;
        now = at;
        if (at === completionAt) complete(completions.pop());
        else if (at === expiresAt) expire();
        else if (at === laterAt) {
          const code = later.pop();
          if (code >= 0) enter(code);
          else {
            starting -= 1;
            ready += 1;
            idle.push(-1 - code);
          }
        } else if (at === arrivalAt) {
          const size = burst === undefined ? 1 : burstSize(burst, burstUniform);
          for (let one = 0; one < size; one++) {
            const slot = slotFor(now);
            if (server.network === undefined) enter(slot);
            else send(slot, now);
          }
          arrivalAt = nextArrival?.() ?? Number.POSITIVE_INFINITY;
        } else if (at === look) scale();
        if (waiting > 0) dispatch();
        else timer = Number.POSITIVE_INFINITY;
      }
      checkLittlesLaw();
      return finished >= until;
    },
  };
}

function burstSize(
  { kind, mean }: { kind: 'fixed' | 'geometric'; mean: number },
  uniform: () => number,
): number {
  if (kind === 'fixed' || mean === 1) return mean;
  return 1 + Math.floor(Math.log1p(-uniform()) / Math.log1p(-1 / mean));
}

function grown<Numbers extends Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  from: Numbers,
  to: Numbers,
): Numbers {
  to.set(from);
  return to;
}

function requirePositive(server: BatchServer, largest: number, queueLimit: number, delay: number): void {
  if (largest < 1) throw new RangeError('no service time is given');
  for (let size = 1; size <= largest; size++)
    if (!((server.serviceSeconds[size] ?? 0) > 0))
      throw new RangeError(`a batch of ${size} takes ${server.serviceSeconds[size]} s, which is not above 0`);
  if (!(Number.isInteger(server.servers) && server.servers >= 1))
    throw new RangeError(`${server.servers} servers: a whole number from 1 is needed`);
  if (!(delay >= 0)) throw new RangeError(`a queue delay of ${delay} s is below 0`);
  if (delay > 0 && queueLimit < largest)
    throw new RangeError(`a queue of ${queueLimit} can never fill a batch of ${largest} that is held for`);
  if (!(queueLimit >= 0)) throw new RangeError(`a queue limit of ${queueLimit} is below 0`);
  const shares = (server.classes ?? [{ share: 1 }]).reduce((sum, { share }) => sum + share, 0);
  if (!(Math.abs(shares - 1) < 1e-9))
    throw new RangeError(`the classes have ${shares} of the requests, not 1`);
  for (const size of server.preferred ?? [])
    if (!(size >= 1 && size <= largest))
      throw new RangeError(`a preferred size of ${size} is not between 1 and ${largest}`);
}

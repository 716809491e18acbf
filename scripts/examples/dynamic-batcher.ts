/** Why a batch was sent: it was full, its oldest request had waited long enough, nothing was to be waited for, or the batcher closes. */
export type FlushReason = 'full' | 'timer' | 'idle' | 'drain';

/** Why a request was not run. A server answers 429 or 503 to the first three, 413 to `too-large`, 504 to `expired`. */
export type RefusalReason = 'queue-full' | 'queue-old' | 'closed' | 'too-large' | 'expired';

export class RequestRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.name = 'RequestRefused';
    this.reason = reason;
  }
}

/** What happened to one batch, for metrics and logs. */
export type BatchReport = {
  readonly key: string;
  readonly size: number;
  readonly cost: number;
  readonly reason: FlushReason;
  /** How long its oldest request was queued. */
  readonly queuedMs: number;
  readonly ranMs: number;
  readonly failed: number;
};

export type Clock = {
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** Calls back once, when `now` has reached a time; the result cancels that. */
  readonly at: (ms: number, callback: () => void) => () => void;
};

const realClock: Clock = {
  now: () => performance.now(),
  at: (ms, callback) => {
    let timer: NodeJS.Timeout;
    // setTimeout rounds and may be early: look again
    const look = (): void => {
      const left = ms - performance.now();
      if (left <= 0) callback();
      else timer = setTimeout(look, left);
    };
    timer = setTimeout(look, Math.max(0, ms - performance.now()));
    return () => clearTimeout(timer);
  },
};

export type BatcherOptions<Item, Result> = {
  /** Runs a batch; one result an item, in their order. The signal is raised when nobody waits for any of them any more. */
  readonly run: (items: readonly Item[], signal: AbortSignal) => Promise<readonly Result[]>;
  /** The most that the items of one batch may cost together; with the cost of 1 each, their number. */
  readonly maxBatchCost: number;
  /** How long the oldest request may wait for company. 0 sends at once whatever waits when a slot is free. */
  readonly maxWaitMs: number;
  /** Requests that wait; more are refused. */
  readonly maxQueued: number;
  /** Batches at once: what the device can hold, 1 for one model on one GPU. */
  readonly maxConcurrentBatches: number;
  /** Refuse while the oldest request has waited longer: it would be late anyway. */
  readonly maxQueueAgeMs?: number;
  /** Tokens, pixels, nodes: what memory and time follow. */
  readonly costOf?: (item: Item) => number;
  /** Only items of one key share a batch: model version, shape bucket, sampling parameters. */
  readonly keyOf?: (item: Item) => string;
  /** Throws on an item that would fail a batch, before it is queued. */
  readonly validate?: (item: Item) => void;
  /** Runs a failed batch again in halves, so that one bad item fails alone. Only where running twice does no harm. */
  readonly splitOnError?: boolean;
  readonly onBatch?: (report: BatchReport) => void;
  readonly clock?: Clock;
};

export type RequestOptions = {
  /** Smaller goes first. A flood of a class starves those behind it: bound it at the door. */
  readonly priority?: number;
  /** Not run when it still waits after so long. */
  readonly deadlineMs?: number;
  /** Leaves the queue, or the answer of a running batch, at once. */
  readonly signal?: AbortSignal;
};

type Pending<Item, Result> = {
  readonly item: Item;
  readonly key: string;
  readonly cost: number;
  readonly priority: number;
  readonly arrivedMs: number;
  readonly expiresMs: number;
  readonly settle: (outcome: { readonly result: Result } | { readonly error: unknown }) => void;
  settled: boolean;
  /** While its batch runs: called when its caller leaves. */
  whenGone?: () => void;
};

/** Requests of one key in the order of arrival, and what they cost together. */
type Lane<Item, Result> = { readonly waiting: Set<Pending<Item, Result>>; cost: number };

/**
 * Joins single requests to batches. Each request owns a promise that is settled once, by whatever takes it out of the queue; one timer,
 * armed for the oldest request, serves all; slots bound the batches at once.
 */
export class DynamicBatcher<Item, Result> {
  readonly #options: BatcherOptions<Item, Result>;
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane<Item, Result>>();
  readonly #inFlight = new Set<Pending<Item, Result>>();
  #queued = 0;
  #running = 0;
  #closed = false;
  #cancelTimer: (() => void) | undefined;
  #idle: (() => void)[] = [];

  constructor(options: BatcherOptions<Item, Result>) {
    for (const name of ['maxBatchCost', 'maxQueued', 'maxConcurrentBatches'] as const)
      if (!(options[name] >= 1)) throw new RangeError(`${name} is ${options[name]}, not at least 1`);
    if (!(options.maxWaitMs >= 0)) throw new RangeError(`maxWaitMs is ${options.maxWaitMs}, not at least 0`);
    this.#options = options;
    this.#clock = options.clock ?? realClock;
  }

  /** Requests that wait, and batches that run. */
  get load(): { readonly queued: number; readonly running: number } {
    return { queued: this.#queued, running: this.#running };
  }

  /** The result of this one item. Rejects with RequestRefused, the signal's reason, or the error of its batch. */
  submit(item: Item, { priority = 0, deadlineMs, signal }: RequestOptions = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      this.#options.validate?.(item);
      const cost = this.#options.costOf?.(item) ?? 1;
      this.#admit(cost);
      const arrivedMs = this.#clock.now();
      const leave = (): void => {
        if (lane.waiting.has(pending)) this.#remove(lane, pending);
        pending.settle({ error: signal?.reason });
        pending.whenGone?.();
        this.#pump();
      };
      const pending: Pending<Item, Result> = {
        item,
        key: this.#options.keyOf?.(item) ?? '',
        cost,
        priority,
        arrivedMs,
        expiresMs: arrivedMs + (deadlineMs ?? Number.POSITIVE_INFINITY),
        settled: false,
        settle: (outcome) => {
          if (pending.settled) return;
          pending.settled = true;
          signal?.removeEventListener('abort', leave);
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.result);
        },
      };
      const lane = this.#lane(pending.key);
      signal?.addEventListener('abort', leave, { once: true });
      lane.waiting.add(pending);
      lane.cost += cost;
      this.#queued += 1;
      this.#pump();
    });
  }

  /** Accepts nothing more and runs what waits; after `graceMs` what is not answered is refused. Resolves when all are settled. */
  async close(graceMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#closed = true;
    const stop = Number.isFinite(graceMs)
      ? this.#clock.at(this.#clock.now() + graceMs, () => this.#refuseAll())
      : undefined;
    this.#pump();
    if (this.#queued + this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
    stop?.();
  }

  #refuseAll(): void {
    const waiting = [...this.#lanes.values()].flatMap((lane) => [...lane.waiting]);
    for (const pending of waiting) this.#remove(this.#lane(pending.key), pending);
    for (const pending of [...waiting, ...this.#inFlight]) {
      pending.settle({ error: new RequestRefused('closed', 'the batcher closed before its answer') });
      pending.whenGone?.();
    }
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #admit(cost: number): void {
    const { maxBatchCost, maxQueued, maxQueueAgeMs = Number.POSITIVE_INFINITY } = this.#options;
    if (this.#closed) throw new RequestRefused('closed', 'the batcher closes');
    if (!(cost >= 0)) throw new RangeError(`an item costs ${cost}, which is no cost`);
    if (cost > maxBatchCost)
      throw new RequestRefused('too-large', `an item costs ${cost}, a batch holds ${maxBatchCost}`);
    if (this.#queued >= maxQueued) throw new RequestRefused('queue-full', `${this.#queued} requests wait`);
    const age = this.#clock.now() - this.#oldestArrival();
    if (age > maxQueueAgeMs) throw new RequestRefused('queue-old', `the oldest request has waited ${age} ms`);
  }

  #lane(key: string): Lane<Item, Result> {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { waiting: new Set(), cost: 0 };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #remove(lane: Lane<Item, Result>, pending: Pending<Item, Result>): void {
    lane.waiting.delete(pending);
    lane.cost -= pending.cost;
    this.#queued -= 1;
    if (lane.waiting.size === 0) this.#lanes.delete(pending.key);
  }

  /** Infinity when nothing waits. */
  #oldestArrival(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { waiting } of this.#lanes.values())
      for (const { arrivedMs } of waiting) {
        oldest = Math.min(oldest, arrivedMs);
        break;
      }
    return oldest;
  }

  /** Sends batches while there is a slot and one is due; arms the timer for the next. */
  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    while (this.#running < this.#options.maxConcurrentBatches) {
      this.#dropExpired();
      const due = this.#dueLane();
      if (due === undefined) break;
      void this.#send(this.#take(due.lane), due.reason);
    }
    if (this.#queued > 0 && this.#running < this.#options.maxConcurrentBatches) {
      const due = this.#oldestArrival() + this.#options.maxWaitMs;
      this.#cancelTimer = this.#clock.at(due, () => this.#pump());
    }
    if (this.#queued + this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #dropExpired(): void {
    const now = this.#clock.now();
    for (const lane of [...this.#lanes.values()])
      for (const pending of [...lane.waiting])
        if (pending.expiresMs <= now) {
          this.#remove(lane, pending);
          pending.settle({ error: new RequestRefused('expired', `waited ${now - pending.arrivedMs} ms`) });
        }
  }

  /** Of the lanes that need wait no longer, the one with the most urgent request, the oldest first. */
  #dueLane(): { readonly lane: Lane<Item, Result>; readonly reason: FlushReason } | undefined {
    const { maxBatchCost, maxWaitMs } = this.#options;
    const now = this.#clock.now();
    let best: { lane: Lane<Item, Result>; reason: FlushReason; priority: number; since: number } | undefined;
    for (const lane of this.#lanes.values()) {
      const [oldest] = lane.waiting;
      if (oldest === undefined) continue;
      const since = oldest.arrivedMs;
      const reason = this.#closed
        ? 'drain'
        : lane.cost >= maxBatchCost
          ? 'full'
          : maxWaitMs === 0
            ? 'idle'
            : now >= since + maxWaitMs
              ? 'timer'
              : undefined;
      if (reason === undefined) continue;
      let priority = Number.POSITIVE_INFINITY;
      for (const pending of lane.waiting) priority = Math.min(priority, pending.priority);
      if (
        best === undefined ||
        priority < best.priority ||
        (priority === best.priority && since < best.since)
      )
        best = { lane, reason, priority, since };
    }
    return best;
  }

  /** The most urgent requests in the order of arrival, as many as one batch holds; the rest keeps its place and its age. */
  #take(lane: Lane<Item, Result>): Pending<Item, Result>[] {
    const batch: Pending<Item, Result>[] = [];
    let cost = 0;
    for (const pending of [...lane.waiting].sort((a, b) => a.priority - b.priority)) {
      if (batch.length > 0 && cost + pending.cost > this.#options.maxBatchCost) break;
      cost += pending.cost;
      batch.push(pending);
      this.#remove(lane, pending);
    }
    return batch;
  }

  async #send(batch: readonly Pending<Item, Result>[], reason: FlushReason): Promise<void> {
    this.#running += 1;
    const started = this.#clock.now();
    for (const pending of batch) this.#inFlight.add(pending);
    const failed = await this.#runAndSettle(batch);
    for (const pending of batch) this.#inFlight.delete(pending);
    this.#running -= 1;
    this.#pump();
    this.#options.onBatch?.({
      key: batch[0]?.key ?? '',
      size: batch.length,
      cost: batch.reduce((sum, { cost }) => sum + cost, 0),
      reason,
      queuedMs: started - Math.min(...batch.map(({ arrivedMs }) => arrivedMs)),
      ranMs: this.#clock.now() - started,
      failed,
    });
  }

  /** Never rejects: every request of the batch is settled. Returns how many failed. */
  async #runAndSettle(batch: readonly Pending<Item, Result>[]): Promise<number> {
    const live = batch.filter(({ settled }) => !settled);
    if (live.length === 0) return 0;
    const abort = new AbortController();
    for (const pending of live)
      pending.whenGone = () => {
        if (live.every(({ settled }) => settled)) abort.abort();
      };
    const fail = (error: unknown): number => {
      for (const pending of live) pending.settle({ error });
      return live.length;
    };
    let results: readonly Result[];
    try {
      results = await this.#options.run(
        live.map(({ item }) => item),
        abort.signal,
      );
    } catch (error) {
      if (!this.#options.splitOnError || live.length === 1) return fail(error);
      const half = Math.ceil(live.length / 2);
      return (await this.#runAndSettle(live.slice(0, half))) + (await this.#runAndSettle(live.slice(half)));
    }
    if (results.length !== live.length)
      return fail(new RangeError(`a batch of ${live.length} gave ${results.length} results`));
    results.forEach((result, at) => {
      live[at]?.settle({ result });
    });
    return 0;
  }
}

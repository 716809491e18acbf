/**
 * A dynamic batcher as it is often sketched, and wrong in each line that matters: it shows what to avoid, and is measured by
 * `npm run demo:batcher`. Every request sleeps for itself, so that timers fire at the rate of arrivals; the one that wakes first takes what
 * waits and gets all results; the others find an empty queue. Do not use it.
 */
export class SeedBatcher<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #sleep: (ms: number) => Promise<void>;
  readonly #maxBatch: number;
  readonly #maxWaitMs: number;
  #queue: Item[] = [];

  constructor(options: {
    readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
    readonly sleep: (ms: number) => Promise<void>;
    readonly maxBatch: number;
    readonly maxWaitMs: number;
  }) {
    this.#run = options.run;
    this.#sleep = options.sleep;
    this.#maxBatch = options.maxBatch;
    this.#maxWaitMs = options.maxWaitMs;
  }

  async addRequest(item: Item): Promise<readonly Result[]> {
    this.#queue.push(item);
    if (this.#queue.length >= this.#maxBatch) return await this.#processBatch();
    await this.#sleep(this.#maxWaitMs);
    return await this.#processBatch();
  }

  async #processBatch(): Promise<readonly Result[]> {
    const batch = this.#queue.slice(0, this.#maxBatch);
    this.#queue = this.#queue.slice(this.#maxBatch);
    return await this.#run(batch);
  }
}

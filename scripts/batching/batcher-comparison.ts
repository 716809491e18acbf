import { exponential } from '../../src/engines/random/exponential.ts';
import { seededRandom } from '../../src/engines/random/seeded-random.ts';
import { DynamicBatcher } from '../examples/dynamic-batcher.ts';
import { SeedBatcher } from './seed-batcher.ts';
import { virtualClock } from './virtual-clock.ts';

export type BatcherLoad = {
  readonly requestsPerSecond: number;
  readonly maxBatch: number;
  readonly maxWaitMs: number;
  readonly requests: number;
  readonly seed: number;
};

export type BatcherFigures = {
  /** Requests over batches that held any. */
  readonly meanBatch: number;
  /** Requests that ran an empty batch, over all. */
  readonly emptyShare: number;
  /** Requests that got their own result and nothing else, over all. */
  readonly answeredShare: number;
};

/**
 * Poisson arrivals to both batchers on a virtual clock, before a model that takes no time, so that nothing but their own timers forms
 * batches. Each request is its number, and the model returns what it is given.
 */
export async function compareBatchers(
  load: BatcherLoad,
): Promise<{ readonly seed: BatcherFigures; readonly right: BatcherFigures }> {
  return { seed: await runSeed(load), right: await runRight(load) };
}

/** Calls back for each request at its time of arrival. */
function schedule(
  load: BatcherLoad,
  callAt: (ms: number, callback: () => void) => void,
  arrive: (request: number) => void,
): void {
  const uniform = seededRandom(load.seed);
  let at = 0;
  for (let request = 0; request < load.requests; request++) {
    at += exponential(1000 / load.requestsPerSecond, uniform());
    callAt(at, () => arrive(request));
  }
}

async function runSeed(load: BatcherLoad): Promise<BatcherFigures> {
  const clock = virtualClock();
  const sizes: number[] = [];
  let empty = 0;
  let answered = 0;
  const batcher = new SeedBatcher<number, number>({
    run: async (items) => {
      if (items.length > 0) sizes.push(items.length);
      return items;
    },
    sleep: (ms) => new Promise((resolve) => clock.at(clock.now() + ms, resolve)),
    maxBatch: load.maxBatch,
    maxWaitMs: load.maxWaitMs,
  });
  schedule(load, clock.at, (request) => {
    void batcher.addRequest(request).then((results) => {
      if (results.length === 0) empty += 1;
      if (results.length === 1 && results[0] === request) answered += 1;
    });
  });
  await clock.runAll();
  return figures(load, sizes, empty, answered);
}

async function runRight(load: BatcherLoad): Promise<BatcherFigures> {
  const clock = virtualClock();
  const sizes: number[] = [];
  let empty = 0;
  let answered = 0;
  const batcher = new DynamicBatcher<number, number>({
    run: async (items) => {
      sizes.push(items.length);
      if (items.length === 0) empty += 1;
      return items;
    },
    maxBatchCost: load.maxBatch,
    maxWaitMs: load.maxWaitMs,
    maxQueued: load.requests,
    maxConcurrentBatches: 1,
    clock,
  });
  schedule(load, clock.at, (request) => {
    void batcher.submit(request).then((result) => {
      if (result === request) answered += 1;
    });
  });
  await clock.runAll();
  return figures(load, sizes, empty, answered);
}

function figures(
  load: BatcherLoad,
  sizes: readonly number[],
  empty: number,
  answered: number,
): BatcherFigures {
  return {
    meanBatch: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    emptyShare: empty / load.requests,
    answeredShare: answered / load.requests,
  };
}

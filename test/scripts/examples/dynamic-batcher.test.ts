import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../../scripts/batching/virtual-clock.ts';
import {
  type BatcherOptions,
  type BatchReport,
  DynamicBatcher,
  RequestRefused,
} from '../../../scripts/examples/dynamic-batcher.ts';

type Settings = Partial<BatcherOptions<string, string>>;

/** A batcher on a virtual clock before a model that takes `modelMs` and answers in capitals. */
function bench(settings: Settings = {}, modelMs = 10) {
  const clock = virtualClock();
  const batches: string[][] = [];
  const reports: BatchReport[] = [];
  const outcomes = new Map<string, string>();
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));
  const batcher = new DynamicBatcher<string, string>({
    run: async (items) => {
      batches.push([...items]);
      await sleep(modelMs);
      return items.map((item) => item.toUpperCase());
    },
    maxBatchCost: 4,
    maxWaitMs: 0,
    maxQueued: 100,
    maxConcurrentBatches: 1,
    onBatch: (report) => reports.push(report),
    clock,
    ...settings,
  });
  /** Submits at a time and notes what comes back, and when. */
  const at = (ms: number, item: string, options?: Parameters<typeof batcher.submit>[1]): void => {
    clock.at(ms, () => {
      batcher.submit(item, options).then(
        (result) => outcomes.set(item, `${result} at ${clock.now()}`),
        (error: Error) =>
          outcomes.set(
            item,
            `${error instanceof RequestRefused ? error.reason : error.message} at ${clock.now()}`,
          ),
      );
    });
  };
  return { clock, batches, reports, outcomes, batcher, at, sleep };
}

describe('a right dynamic batcher', () => {
  test('arms one timer with the first request and sends all that came in its time together', async () => {
    const { clock, batches, outcomes, at, reports } = bench({ maxWaitMs: 20, maxBatchCost: 8 });
    at(0, 'a');
    at(5, 'b');
    at(19, 'c');
    at(25, 'd');
    await clock.runAll();
    expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'A at 30', b: 'B at 30', c: 'C at 30', d: 'D at 55' });
    expect(reports.map(({ reason, queuedMs }) => [reason, queuedMs])).toEqual([
      ['timer', 20],
      ['timer', 20],
    ]);
  });

  test('sends a full batch at once, cancels its timer and arms it anew from the oldest that is left', async () => {
    const { clock, batches, at, reports } = bench({ maxWaitMs: 50, maxConcurrentBatches: 2 });
    for (const [ms, item] of ['a', 'b', 'c', 'd', 'e'].entries()) at(ms, item);
    await clock.runAll();
    expect(batches).toEqual([['a', 'b', 'c', 'd'], ['e']]);
    expect(reports.map(({ reason, queuedMs }) => [reason, queuedMs])).toEqual([
      ['full', 3],
      ['timer', 50],
    ]);
  });

  test('without a delay sends what waits as soon as a slot is free', async () => {
    const { clock, batches, outcomes, at, reports } = bench();
    at(0, 'a');
    at(3, 'b');
    at(4, 'c');
    await clock.runAll();
    expect(batches).toEqual([['a'], ['b', 'c']]);
    expect(outcomes.get('b')).toBe('B at 20');
    expect(reports.map(({ reason }) => reason)).toEqual(['idle', 'idle']);
  });

  test('never exceeds a batch, nor the batches at once, and loses no request', async () => {
    let most = 0;
    let running = 0;
    const { clock, outcomes, at, batcher } = bench({
      maxConcurrentBatches: 2,
      run: async (items) => {
        running += 1;
        most = Math.max(most, running);
        expect(items.length).toBeLessThanOrEqual(4);
        await new Promise<void>((resolve) => clock.at(clock.now() + 7, resolve));
        running -= 1;
        return items.map((item) => item.toUpperCase());
      },
    });
    const names = Array.from({ length: 61 }, (_, at) => `r${at}`);
    names.forEach((name, index) => {
      at(Math.floor(index / 3), name);
    });
    await clock.runAll();
    expect(most).toBe(2);
    expect(names.every((name) => outcomes.get(name)?.startsWith(name.toUpperCase()))).toBe(true);
    expect(batcher.load).toEqual({ queued: 0, running: 0 });
  });

  test('rejects every request of a batch that fails', async () => {
    const { clock, outcomes, at } = bench({ run: () => Promise.reject(new Error('out of memory')) });
    at(0, 'a');
    at(0, 'b');
    at(0, 'c');
    await clock.runAll();
    expect([...outcomes.values()]).toEqual(Array(3).fill('out of memory at 0'));
  });

  test('halves a batch that fails until the bad item fails alone', async () => {
    const ran: string[] = [];
    const { clock, outcomes, at, reports } = bench({
      splitOnError: true,
      maxWaitMs: 1,
      run: async (items) => {
        ran.push(items.join(''));
        if (items.includes('bad')) throw new Error('bad item');
        return items.map((item) => item.toUpperCase());
      },
    });
    for (const item of ['a', 'b', 'bad', 'd']) at(0, item);
    await clock.runAll();
    expect(Object.fromEntries(outcomes)).toEqual({
      a: 'A at 0',
      b: 'B at 0',
      bad: 'bad item at 0',
      d: 'D at 0',
    });
    expect(ran).toEqual(['abbadd', 'ab', 'badd', 'bad', 'd']);
    expect(reports.map(({ size, failed }) => [size, failed])).toEqual([[4, 1]]);
  });

  test('a model that gives too few results fails the batch instead of mixing answers up', async () => {
    const { clock, outcomes, at } = bench({ splitOnError: true, maxWaitMs: 1, run: async () => ['X'] });
    at(0, 'a');
    at(0, 'b');
    await clock.runAll();
    expect(outcomes.get('a')).toBe('a batch of 2 gave 1 results at 1');
    expect(outcomes.get('b')).toBe('a batch of 2 gave 1 results at 1');
  });

  test('refuses an item that its check throws on before it can harm others', async () => {
    const { clock, batches, outcomes, at } = bench({
      maxWaitMs: 5,
      validate: (item) => {
        if (item === 'bad') throw new TypeError('no image');
      },
    });
    at(0, 'a');
    at(1, 'bad');
    await clock.runAll();
    expect(batches).toEqual([['a']]);
    expect(outcomes.get('bad')).toBe('no image at 1');
  });

  test('an aborted request leaves the queue, or its running batch, at once', async () => {
    const [queued, running] = [new AbortController(), new AbortController()];
    const { clock, batches, outcomes, at } = bench();
    at(0, 'a', { signal: running.signal });
    at(1, 'b', { signal: queued.signal });
    at(2, 'c');
    clock.at(4, () => {
      queued.abort(new Error('left'));
      running.abort(new Error('gone'));
    });
    await clock.runAll();
    expect(batches).toEqual([['a'], ['c']]);
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'gone at 4', b: 'left at 4', c: 'C at 20' });
  });

  test('tells the model when nobody waits for its batch any more, and not before', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const aborted: number[] = [];
    const { clock, at } = bench({
      maxWaitMs: 1,
      run: async (items, signal) => {
        signal.addEventListener('abort', () => aborted.push(clock.now()));
        await new Promise<void>((resolve) => clock.at(clock.now() + 10, resolve));
        return items;
      },
    });
    at(0, 'a', { signal: one.signal });
    at(0, 'b', { signal: other.signal });
    clock.at(3, () => one.abort());
    clock.at(6, () => other.abort());
    await clock.runAll();
    expect(aborted).toEqual([6]);
  });

  test('a signal that is aborted already never enters', async () => {
    const { batcher } = bench();
    await expect(batcher.submit('a', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
    expect(batcher.load).toEqual({ queued: 0, running: 0 });
  });

  test('skips what expired in the queue', async () => {
    const { clock, batches, outcomes, at } = bench();
    at(0, 'a');
    at(1, 'b', { deadlineMs: 5 });
    at(2, 'c', { deadlineMs: 50 });
    await clock.runAll();
    expect(batches).toEqual([['a'], ['c']]);
    expect(outcomes.get('b')).toBe('expired at 10');
  });

  test('refuses what is more than the queue holds, and what would wait behind a queue that is old', async () => {
    const full = bench({ maxQueued: 2 });
    for (const item of ['a', 'b', 'c', 'd']) full.at(0, item);
    await full.clock.runAll();
    expect(full.outcomes.get('d')).toBe('queue-full at 0');
    expect(full.outcomes.get('c')).toBe('C at 20');
    const old = bench({ maxQueueAgeMs: 6 });
    old.at(0, 'a');
    old.at(1, 'b');
    old.at(8, 'c');
    await old.clock.runAll();
    expect(old.outcomes.get('c')).toBe('queue-old at 8');
  });

  test('counts what items cost, and refuses one that no batch holds', async () => {
    const { clock, batches, outcomes, at } = bench({
      maxBatchCost: 10,
      maxWaitMs: 5,
      maxConcurrentBatches: 3,
      costOf: (text) => text.length,
    });
    at(0, 'aaaa');
    at(0, 'bbbbbb');
    at(0, 'cc');
    at(0, 'dddddddddd');
    at(0, 'eeeeeeeeeee');
    await clock.runAll();
    expect(batches).toEqual([['aaaa', 'bbbbbb'], ['cc'], ['dddddddddd']]);
    expect(outcomes.get('eeeeeeeeeee')).toBe('too-large at 0');
  });

  test('joins only what is compatible', async () => {
    const { clock, batches, at } = bench({
      maxWaitMs: 5,
      maxConcurrentBatches: 2,
      keyOf: (item) => item.slice(0, 2),
    });
    at(0, 'v1a');
    at(1, 'v2a');
    at(2, 'v1b');
    at(3, 'v2b');
    await clock.runAll();
    expect(batches).toEqual([
      ['v1a', 'v1b'],
      ['v2a', 'v2b'],
    ]);
  });

  test('takes the urgent first, then the oldest, across keys too', async () => {
    const one = bench({ maxBatchCost: 2 });
    one.at(0, 'a');
    one.at(1, 'b', { priority: 2 });
    one.at(2, 'c', { priority: 1 });
    one.at(3, 'd', { priority: 1 });
    await one.clock.runAll();
    expect(one.batches).toEqual([['a'], ['c', 'd'], ['b']]);
    const keys = bench({ keyOf: (item) => item });
    keys.at(0, 'a');
    keys.at(1, 'slow', { priority: 5 });
    keys.at(2, 'later');
    keys.at(3, 'latest');
    await keys.clock.runAll();
    expect(keys.batches).toEqual([['a'], ['later'], ['latest'], ['slow']]);
  });

  test('drains when it closes, and refuses what comes then', async () => {
    const { clock, batches, outcomes, batcher, at, reports } = bench({ maxWaitMs: 1000 });
    at(0, 'a');
    at(0, 'b');
    let closed = Number.NaN;
    clock.at(5, () => {
      void batcher.close().then(() => {
        closed = clock.now();
      });
    });
    at(6, 'late');
    await clock.runAll();
    expect(batches).toEqual([['a', 'b']]);
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'A at 15', b: 'B at 15', late: 'closed at 6' });
    expect(closed).toBe(15);
    expect(reports.map(({ reason }) => reason)).toEqual(['drain']);
  });

  test('refuses what is not answered within the grace of its closing, though the model hangs', async () => {
    const { clock, outcomes, batcher, at } = bench({ run: () => new Promise(() => {}) });
    at(0, 'hangs');
    at(1, 'waits');
    let closed = Number.NaN;
    clock.at(2, () => {
      void batcher.close(30).then(() => {
        closed = clock.now();
      });
    });
    await clock.runAll();
    expect(Object.fromEntries(outcomes)).toEqual({ hangs: 'closed at 32', waits: 'closed at 32' });
    expect(closed).toBe(32);
  });

  test('reports each batch: size, cost, reason, age, time, failures', async () => {
    const { clock, reports, at } = bench({ maxWaitMs: 4, costOf: (text) => text.length });
    at(0, 'a');
    at(1, 'bb');
    await clock.runAll();
    expect(reports).toEqual([
      { key: '', size: 2, cost: 3, reason: 'timer', queuedMs: 4, ranMs: 10, failed: 0 },
    ]);
  });

  test('runs on the real clock too', async () => {
    const sizes: number[] = [];
    const batcher = new DynamicBatcher<number, number>({
      run: async (items) => {
        sizes.push(items.length);
        return items.map((item) => item * item);
      },
      maxBatchCost: 8,
      maxWaitMs: 20,
      maxQueued: 10,
      maxConcurrentBatches: 1,
    });
    const began = performance.now();
    expect(await Promise.all([batcher.submit(2), batcher.submit(3), batcher.submit(4)])).toEqual([4, 9, 16]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(20);
    expect(sizes).toEqual([3]);
    await batcher.close(1000);
  });

  test.each([
    [{ maxBatchCost: 0 }, 'maxBatchCost is 0, not at least 1'],
    [{ maxQueued: 0 }, 'maxQueued is 0, not at least 1'],
    [{ maxConcurrentBatches: Number.NaN }, 'maxConcurrentBatches is NaN, not at least 1'],
    [{ maxWaitMs: -1 }, 'maxWaitMs is -1, not at least 0'],
  ])('refuses settings of %o', (settings, message) => {
    expect(() => bench(settings)).toThrow(new RangeError(message));
  });

  test('refuses an item whose cost is no number', async () => {
    const { batcher } = bench({ costOf: () => Number.NaN });
    await expect(batcher.submit('a')).rejects.toThrow('an item costs NaN, which is no cost');
  });
});

import { describe, expect, test } from 'vitest';
import { compareBatchers } from '../../../scripts/batching/batcher-comparison.ts';
import { SeedBatcher } from '../../../scripts/batching/seed-batcher.ts';
import { virtualClock } from '../../../scripts/batching/virtual-clock.ts';

describe('the batcher in which every request sleeps for itself', () => {
  test('loses a request between two that come close together, and hands its answer to the other', async () => {
    const clock = virtualClock();
    const batches: (readonly string[])[] = [];
    const batcher = new SeedBatcher<string, string>({
      run: async (items) => {
        batches.push(items);
        return items.map((item) => item.toUpperCase());
      },
      sleep: (ms) => new Promise((resolve) => clock.at(clock.now() + ms, resolve)),
      maxBatch: 32,
      maxWaitMs: 50,
    });
    const answers = new Map<string, readonly string[]>();
    for (const [ms, item] of [
      [0, 'alice'],
      [10, 'bob'],
      [20, 'carol'],
    ] as const)
      clock.at(ms, () => {
        void batcher.addRequest(item).then((results) => answers.set(item, results));
      });
    await clock.runAll();
    // the first timer takes all three; the two others then run the model on nothing
    expect(batches).toEqual([['alice', 'bob', 'carol'], [], []]);
    expect(answers.get('alice')).toEqual(['ALICE', 'BOB', 'CAROL']);
    expect(answers.get('bob')).toEqual([]);
    expect(answers.get('carol')).toEqual([]);
  });

  test('flushes more often than it fills: batches of two whatever the wait, half of the requests with nothing', async () => {
    for (const [requestsPerSecond, maxBatch, maxWaitMs] of [
      [1000, 32, 10],
      [1000, 32, 20],
      [2000, 64, 50],
    ] as const) {
      const load = { requestsPerSecond, maxBatch, maxWaitMs, requests: 20_000, seed: 1 };
      const { seed, right } = await compareBatchers(load);
      // between two wake-ups lies one exponential gap: none arrives in it with probability 1/2, and 2 on average if any does
      expect(seed.emptyShare, `${maxWaitMs} ms`).toBeCloseTo(0.5, 1);
      expect(seed.meanBatch, `${maxWaitMs} ms`).toBeCloseTo(2, 1);
      expect(seed.answeredShare, `${maxWaitMs} ms`).toBeLessThan(0.001);
      expect(right.answeredShare).toBe(1);
      expect(right.emptyShare).toBe(0);
      const expected = Math.min(maxBatch, 1 + (requestsPerSecond * maxWaitMs) / 1000);
      expect(right.meanBatch / expected, `${maxWaitMs} ms`).toBeGreaterThan(0.97);
      expect(right.meanBatch / expected, `${maxWaitMs} ms`).toBeLessThan(1.03);
    }
  });
});

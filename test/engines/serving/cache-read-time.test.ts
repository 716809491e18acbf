import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheReadTime } from '../../../src/engines/serving/cache-read-time.ts';
import { deepseekV3, glm5, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { b200, h100, one, ranks, rates, serving, wide } from './published-devices.ts';

const shapes = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b, glm5);

describe('cacheReadTime', () => {
  it('is 131,072 bytes a token of Llama-3.1-8B over the rate of the cache', () => {
    // 2 x 8 heads x 128 x 2 bytes x 32 layers; 64 sequences of 1,280 tokens are the 4.006 ms of an earlier fit
    const workload = serving(llama8b, 'bf16', 1024, 512);
    const time = cacheReadTime(workload, one, rates(workload, h100), 64, 1280);
    expect(time).toBeCloseTo((64 * 1280 * 131_072) / (3350e9 * 0.8), 9);
    expect(time * 1000).toBeCloseTo(4.006, 2);
  });

  it('does not shrink a latent cache by tensor parallelism (576 values a layer, on every card)', () => {
    const workload = serving(deepseekV3, 'fp8');
    const time = (n: number) => cacheReadTime(workload, wide(n), rates(workload, b200, wide(n)), 16, 8000);
    expect(time(8)).toBe(time(1));
    expect(time(8)).toBeCloseTo((16 * 8000 * 61 * 576) / (8000e9 * 0.8), 9);
  });

  it('repeats grouped heads where they are fewer than the cards', () => {
    const workload = serving(llama70b, 'fp8');
    const time = (n: number) => cacheReadTime(workload, wide(n), rates(workload, h100, wide(n)), 16, 8000);
    expect(time(8) / time(1)).toBeCloseTo(1 / 8, 12);
    expect(time(16)).toBe(time(8));
  });

  it('reads only the keys that an indexer picked, and the whole index', () => {
    const workload = serving(glm5, 'fp8Block');
    const own = rates(workload, b200);
    const time = (tokens: number) => cacheReadTime(workload, one, own, 1, tokens);
    const index = 78 * 132;
    const latent = 78 * 656;
    expect(time(2048) * 8000e9 * 0.8).toBeCloseTo(2048 * (index + latent), -2);
    expect((time(100_000) - time(50_000)) * 8000e9 * 0.8).toBeCloseTo(50_000 * index, -2);
    expect(published['cache-read-share']).toBe(0.8);
  });

  it('never takes less for more tokens or sequences, and halves with twice the bandwidth', () => {
    const count = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(shapes, count, fc.nat(200_000), fc.nat(10_000), (shape, running, tokens, more) => {
        const workload = serving(shape, 'fp8');
        const time = (device: typeof h100, n: number, length: number) =>
          cacheReadTime(workload, one, rates(workload, device), n, length);
        const now = time(h100, running, tokens);
        expect(time(h100, running, tokens + more)).toBeGreaterThanOrEqual(now);
        expect(time(h100, running + more, tokens)).toBeGreaterThanOrEqual(now);
        const fast = { ...h100, bandwidthGbPerSecond: 2 * h100.bandwidthGbPerSecond };
        expect(time(fast, running, tokens)).toBeCloseTo(now / 2, 12);
      }),
    );
  });

  it('leaves each rank of attention-data parallelism its own sequences, undivided', () => {
    const workload = serving(deepseekV3, 'fp8');
    expect(cacheReadTime(workload, ranks(8), rates(workload, b200, ranks(8)), 4, 1000)).toBe(
      cacheReadTime(workload, one, rates(workload, b200), 4, 1000),
    );
  });
});

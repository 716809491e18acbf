import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptTime } from '../../../src/engines/serving/prompt-time.ts';
import { deepseekV3, glm5, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { ideal } from './published-constants.ts';
import { b200, h100, one, rates, serving, wide } from './published-devices.ts';

const shapes = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b, glm5);
const tokens = fc.integer({ min: 1, max: 100_000 });

describe('promptTime', () => {
  it('is 2 operations a parameter a token plus the causal half of attention', () => {
    const workload = serving(llama8b, 'bf16', 4096);
    const layers = 8.03e9 - 2 * 0.525e9;
    const operations = 2 * 4096 * layers + (4 * 32 * 32 * 128 * 4096 ** 2) / 2;
    const moved = (4096 * 4 * 4096 * 2 * 32) / 3350e9;
    expect(promptTime(workload, one, rates(workload, h100, one, ideal), 4096)).toBeCloseTo(
      operations / 989e12 + moved,
      4,
    );
  });

  it('agrees with what B200 took for 8,192 tokens of Llama-3.1-70B in FP4: about 330 ms (InferenceX) on one card', () => {
    const workload = serving(llama70b, 'nvfp4', 8192);
    const seconds = promptTime(workload, one, rates(workload, b200), 8192);
    expect(seconds).toBeGreaterThan(0.33 * 0.8);
    expect(seconds).toBeLessThan(0.33 * 1.25);
  });

  it('grows faster than the prompt with full attention, and linearly behind an indexer', () => {
    const ratio = (shape: typeof llama8b) => {
      const workload = serving(shape, 'bf16');
      const own = rates(workload, h100);
      return promptTime(workload, one, own, 128_000) / promptTime(workload, one, own, 64_000);
    };
    expect(ratio(llama8b)).toBeGreaterThan(2.4);
    expect(ratio(glm5)).toBeCloseTo(2, 6);
  });

  it('spares sliding layers what lies beyond their window', () => {
    const full = { ...gptOss120b, fullLayers: 36, slidingLayers: 0 };
    const time = (shape: typeof full): number => {
      const workload = serving(shape, 'mxfp4', 32_000);
      return promptTime(workload, one, rates(workload, h100), 32_000);
    };
    expect(time(gptOss120b)).toBeLessThan(time(full));
  });

  it('never takes less for more tokens, less bandwidth, a lower peak or a slower link', () => {
    fc.assert(
      fc.property(shapes, tokens, tokens, fc.constantFrom(1, 2, 8), (shape, length, more, n) => {
        const workload = serving(shape, 'fp8');
        const layout = wide(n);
        const time = (device: typeof b200, count: number) =>
          promptTime(workload, layout, rates(workload, device, layout), count);
        const now = time(h100, length);
        expect(time(h100, length + more)).toBeGreaterThanOrEqual(now);
        expect(time({ ...h100, bandwidthGbPerSecond: 6700 }, length)).toBeLessThanOrEqual(now);
        expect(time({ ...h100, fp8Tflops: 4000 }, length)).toBeLessThanOrEqual(now);
        expect(time({ ...h100, linkGbPerSecond: 900 }, length)).toBeLessThanOrEqual(now);
      }),
    );
  });
});

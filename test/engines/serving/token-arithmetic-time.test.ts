import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenArithmeticTime } from '../../../src/engines/serving/token-arithmetic-time.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { ideal } from './published-constants.ts';
import { type b200, h100, one, rates, serving, wide } from './published-devices.ts';

const shapes = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b);

describe('tokenArithmeticTime', () => {
  it('is 2 operations a working parameter a token (Kaplan et al., 2020, arXiv:2001.08361)', () => {
    const workload = serving(llama8b, 'bf16');
    const own = rates(workload, h100, one, ideal);
    const time = tokenArithmeticTime(workload, one, own, 1000, true);
    expect(time).toBeCloseTo((2 * 1000 * (8.03e9 - 0.525e9)) / 989e12, 5);
  });

  it('works with the 37 billion published active parameters of DeepSeek-V3, not with its 671', () => {
    const workload = serving(deepseekV3, 'bf16');
    const own = rates(workload, h100, one, ideal);
    const active = (tokenArithmeticTime(workload, one, own, 1, true) * 989e12) / 2;
    // 37 B count the embedding; 0.93 B
    expect((active + 0.93e9) / 37e9).toBeCloseTo(1, 1);
  });

  it('leaves the head out of prompts', () => {
    const workload = serving(llama8b, 'bf16');
    const own = rates(workload, h100, one, ideal);
    const head =
      tokenArithmeticTime(workload, one, own, 1, true) - tokenArithmeticTime(workload, one, own, 1, false);
    expect((head * 989e12) / 2).toBeCloseTo(128256 * 4096, -2);
  });

  it('is linear in tokens, divided by the cards, and never slower with a higher peak', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.integer({ min: 1, max: 4096 }),
        fc.constantFrom(2, 4, 8),
        fc.integer({ min: 1000, max: 20_000 }),
        (shape, tokens, n, tflops) => {
          const workload = serving(shape, 'fp8');
          const time = (device: typeof b200, layout: typeof one, count: number) =>
            tokenArithmeticTime(workload, layout, rates(workload, device, layout), count, true);
          const now = time(h100, one, tokens);
          expect(time(h100, one, 2 * tokens) / now).toBeCloseTo(2, 9);
          expect((time(h100, wide(n), tokens) * n) / now).toBeCloseTo(1, 9);
          const slow = { ...h100, fp8Tflops: tflops };
          const fast = { ...h100, fp8Tflops: 2 * tflops };
          expect(time(fast, one, tokens)).toBeLessThanOrEqual(time(slow, one, tokens));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movementTime } from '../../../src/engines/serving/movement-time.ts';
import { deepseekV3, gptOss120b, llama70b } from '../memory/published-shapes.ts';
import { ideal } from './published-constants.ts';
import { h100, one, ranks, rates, serving, wide } from './published-devices.ts';

describe('movementTime', () => {
  it('passes four 16-bit hidden vectors a layer', () => {
    const workload = serving(llama70b, 'fp8');
    expect(movementTime(workload, one, rates(workload, h100, one, ideal), 32)).toBeCloseTo(
      (32 * 4 * 8192 * 2 * 80) / 3350e9,
      12,
    );
  });

  it('adds six a chosen expert in the 58 routed layers of DeepSeek-V3', () => {
    const workload = serving(deepseekV3, 'fp8');
    const bytes = movementTime(workload, one, rates(workload, h100), 1) * 3350e9;
    expect(bytes).toBeCloseTo(4 * 7168 * 2 * 61 + 6 * 8 * 7168 * 2 * 58, -1);
  });

  it('is not divided by tensor parallelism, but by the ranks of attention-data parallelism', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama70b, deepseekV3, gptOss120b),
        fc.constantFrom(2, 4, 8),
        fc.integer({ min: 1, max: 4096 }),
        (shape, n, tokens) => {
          const workload = serving(shape, 'fp8');
          const own = rates(workload, h100);
          const alone = movementTime(workload, one, own, tokens);
          expect(movementTime(workload, wide(n), own, tokens)).toBe(alone);
          expect(movementTime(workload, ranks(n), own, tokens) * n).toBeCloseTo(alone, 12);
        },
      ),
    );
  });
});

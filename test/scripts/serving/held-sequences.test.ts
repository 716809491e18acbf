import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldSaturated, heldSequences } from '../../../scripts/serving/held-sequences.ts';
import { deepseekV3, llama8b, llama70b } from '../../engines/memory/published-shapes.ts';
import { b200, h100, one, ranks, serving, wide } from '../../engines/serving/published-devices.ts';

describe('held sequences', () => {
  it('are near what vLLM printed for Llama-3.1-8B on one H100: 51.38 GiB of cache, 420 thousand tokens', () => {
    // llm-d-benchmark, 2026-01-26; 131,072 bytes a token
    const workload = serving(llama8b, 'bf16', 1000, 0.001);
    const tokens = heldSequences(workload, h100, one, 'vllm') * 1000;
    expect(tokens / ((51.38 * 1024 ** 3) / 131_072)).toBeGreaterThan(0.95);
    expect(tokens / ((51.38 * 1024 ** 3) / 131_072)).toBeLessThan(1.15);
  });

  it('are never under one, and never fewer on more cards or for shorter requests', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(50_000),
        fc.constantFrom(2, 4, 8),
        (input, more, n) => {
          const held = (tokens: number, layout = one) => [
            heldSequences(serving(llama70b, 'fp8', tokens), h100, layout, 'tensorrt-llm'),
            heldSaturated(serving(llama70b, 'fp8', tokens), h100, layout),
          ];
          const [paged = 0, saturated = 0] = held(input);
          expect(paged).toBeGreaterThanOrEqual(1);
          for (const [index, now] of [paged, saturated].entries()) {
            expect(held(input + more)[index]).toBeLessThanOrEqual(now);
            expect(held(input, wide(n))[index]).toBeGreaterThanOrEqual(now);
          }
        },
      ),
    );
  });

  it('multiply with the ranks that attend for themselves', () => {
    const workload = serving(deepseekV3, 'nvfp4', 8000);
    expect(heldSaturated(workload, b200, ranks(8))).toBeGreaterThan(
      3 * heldSaturated(workload, b200, wide(8)),
    );
  });
});

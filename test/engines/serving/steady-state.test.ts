import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyState } from '../../../src/engines/serving/steady-state.ts';
import { deepseekV3, glm5, gptOss120b, llama8b, llama70b, qwen35 } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { b200, h100, h200, one, ranks, rates, runtime, serving, wide } from './published-devices.ts';

const shapes = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b, glm5, qwen35);
const layouts = fc.constantFrom(one, wide(2), wide(8), ranks(8), { tensorParallel: 8, pipelineStages: 2 });
const lengths = fc.tuple(fc.integer({ min: 1, max: 32_000 }), fc.integer({ min: 1, max: 8000 }));
const running = fc.integer({ min: 1, max: 2000 });
const eager = { ...published, 'eager-launch-us': 30 };

describe('steadyState', () => {
  it.each([
    // Llama-3.1-70B FP8, two H200, TensorRT-LLM, 1,024 in and 1,024 out, 2025-10-29: aiconfigurator's serving sample
    [4, 12.02],
    [8, 12.43],
    [16, 13.39],
    [32, 15.43],
  ])(
    'meets what %i sequences of Llama-3.1-70B took on two H200, %d ms, off by less than 0.15',
    (sequences, measured) => {
      const workload = serving(llama70b, 'fp8', 1024, 1024);
      const own = rates(workload, h200, wide(2), published, runtime('tensorrt-llm', -2));
      const { timePerOutputToken } = steadyState(workload, wide(2), own, sequences);
      expect(Math.abs((timePerOutputToken * 1000) / measured - 1)).toBeLessThan(0.15);
    },
  );

  it('has a time per output token that never falls with running sequences, and a throughput that rises', () => {
    fc.assert(
      fc.property(
        shapes,
        layouts,
        lengths,
        running,
        fc.integer({ min: 1, max: 500 }),
        (shape, layout, [input, output], count, more) => {
          const workload = serving(shape, 'fp8', input, output);
          const own = rates(workload, b200, layout);
          const [now, then] = [count, count + more].map((n) => steadyState(workload, layout, own, n));
          expect(then?.timePerOutputToken).toBeGreaterThanOrEqual(
            (now?.timePerOutputToken ?? 0) * (1 - 1e-9),
          );
          expect(then?.outputTokensPerSecond).toBeGreaterThanOrEqual(
            (now?.outputTokensPerSecond ?? 0) * (1 - 1e-9),
          );
        },
      ),
    );
  });

  it('keeps both where steps that read prompts run outside the graph', () => {
    fc.assert(
      fc.property(
        shapes,
        lengths,
        running,
        fc.integer({ min: 1, max: 500 }),
        (shape, [input, output], count, more) => {
          const workload = serving(shape, 'fp8', input, output);
          const own = rates(workload, b200, wide(8), eager);
          const [now, then] = [count, count + more].map((n) => steadyState(workload, wide(8), own, n));
          expect(then?.timePerOutputToken).toBeGreaterThanOrEqual(
            (now?.timePerOutputToken ?? 0) * (1 - 1e-9),
          );
          expect(then?.outputTokensPerSecond).toBeGreaterThanOrEqual(
            (now?.outputTokensPerSecond ?? 0) * (1 - 1e-9),
          );
        },
      ),
    );
  });

  it('never gets slower from a shared prefix, nor faster from longer prompts', () => {
    fc.assert(
      fc.property(
        shapes,
        lengths,
        running,
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        (shape, [input, output], count, share) => {
          const workload = serving(shape, 'fp8', input, output);
          const own = rates(workload, h100, wide(8));
          const plain = steadyState(workload, wide(8), own, count).timePerOutputToken;
          const shared = steadyState({ ...workload, sharedPrefix: share }, wide(8), own, count);
          expect(shared.timePerOutputToken).toBeLessThanOrEqual(plain * (1 + 1e-9));
          const longer = steadyState({ ...workload, inputTokens: input + 1000 }, wide(8), own, count);
          expect(longer.timePerOutputToken).toBeGreaterThanOrEqual(plain * (1 - 1e-9));
        },
      ),
    );
  });

  it('cannot beat the arithmetic of its prompts', () => {
    const workload = serving(llama70b, 'fp8', 8000, 100);
    const own = rates(workload, h100, wide(4));
    const { outputTokensPerSecond, prompt, bound } = steadyState(workload, wide(4), own, 256);
    expect(outputTokensPerSecond / 100).toBeLessThan(1 / prompt);
    expect(bound).toBe('prompts');
  });

  it('names what binds: bandwidth alone, launches for small experts on fast memory', () => {
    const dense = serving(llama70b, 'bf16', 100, 1000);
    expect(steadyState(dense, wide(2), rates(dense, h200, wide(2)), 1).bound).toBe('memory bandwidth');
    const mixture = serving(qwen35, 'fp8Block', 100, 1000);
    expect(steadyState(mixture, wide(8), rates(mixture, b200, wide(8)), 1).bound).toBe('kernel launches');
  });

  it('leaves a pipeline no faster for one sequence than its stages in a row', () => {
    const workload = serving(llama70b, 'fp8');
    const two = { tensorParallel: 4, pipelineStages: 2 };
    const alone = steadyState(workload, wide(4), rates(workload, h100, wide(4)), 1).timePerOutputToken;
    expect(steadyState(workload, two, rates(workload, h100, two), 1).timePerOutputToken).toBeGreaterThan(
      alone * 0.95,
    );
  });
});

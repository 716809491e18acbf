import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import type { MemoryReserve } from '../../../src/engines/serving/memory-reserve.ts';
import { acceleratorsOf } from '../../../src/engines/serving/parallel-layouts.ts';
import {
  isLocal,
  missedTarget,
  planService,
  type ServiceRequest,
  servicePlans,
} from '../../../src/engines/serving/plan-service.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { b200, type FormatName, h100, h200, ranks, runtime, serving, wide } from './published-devices.ts';

const gib = 1024 ** 3;
/** What vLLM sets aside on one H100 (llm-d-benchmark, 2026-01-26: up to 5.64 GiB of activations dense). */
const reserve: MemoryReserve = {
  utilisation: 0.9,
  activationBytes: 5.64 * gib,
  runtimeBytes: 0.5 * gib,
  mostRunning: 1024,
  promptTokensPerStep: 8192,
};

function ask(
  shape: ModelShape,
  format: FormatName,
  given: Partial<ServiceRequest> & { readonly input?: number; readonly output?: number } = {},
): ServiceRequest {
  const { input = 1000, output = 500, ...rest } = given;
  return {
    workload: serving(shape, format, input, output),
    device: h100,
    reserve,
    runtime: runtime(),
    constants: published,
    demand: { concurrency: 1 },
    targets: {},
    most: 64,
    ...rest,
  };
}

describe('planService', () => {
  it('does not start Llama-3.3-70B FP8 on one H100, as vLLM did not: 1.44 GiB short', () => {
    // llm-d-benchmark, empirical-vllm-memory-results.md, 2026-01-26
    const plan = planService(ask(llama70b, 'fp8', { count: 1 }));
    expect(plan).toMatchObject({ carries: false, largestConcurrency: 0, accelerators: 1 });
    expect(plan.memory.freeBytes / gib).toBeLessThan(-1.4);
    expect(planService(ask(llama70b, 'fp8')).accelerators).toBe(2);
  });

  it('holds its weights where TensorRT-LLM 0.17 ran them: Llama-3.1-70B FP8 on one H100, with 97 % of the card', () => {
    const lean = { ...reserve, utilisation: 0.97, activationBytes: gib, runtimeBytes: 0.5 * gib };
    const plan = planService(ask(llama70b, 'fp8', { count: 1, reserve: lean, input: 128, output: 128 }));
    expect(plan.largestConcurrency).toBeGreaterThan(0);
  });

  it('never fits Llama 70B on one A100 of 40 GB in 16 or 8 bits', () => {
    const a100 = { ...h100, memoryGb: 40, reportedMib: undefined, bandwidthGbPerSecond: 1555 };
    for (const format of ['bf16', 'fp8'] as const)
      expect(planService(ask(llama70b, format, { device: a100, count: 1 })).largestConcurrency).toBe(0);
  });

  it('takes the fewest cards that hold the weights: four H100 for 141 GB of Llama-3.1-70B', () => {
    expect(planService(ask(llama70b, 'bf16'))).toMatchObject({
      accelerators: 4,
      copies: 1,
      carries: true,
      binds: 'weights',
    });
  });

  it('goes to several nodes by pipeline: DeepSeek-V3 does not fit eight cards of 80 GB, and fits eight of 141', () => {
    // DeepSeek-V3 repository, how to run locally: 671 GB of FP8 weights, two nodes of H100 or one of H200
    const plan = planService(ask(deepseekV3, 'fp8Block'));
    expect(plan.layout).toMatchObject({ tensorParallel: 8, pipelineStages: 2 });
    expect(planService(ask(deepseekV3, 'fp8Block', { device: h200 })).accelerators).toBe(8);
  });

  it('holds gpt-oss-120b on one H100, as published', () => {
    expect(
      planService(ask(gptOss120b, 'mxfp4', { reserve: { ...reserve, activationBytes: 7.38 * gib } })),
    ).toMatchObject({
      accelerators: 1,
      carries: true,
    });
  });

  it('takes more when the cache needs them, and says so', () => {
    const plan = planService(
      ask(llama8b, 'bf16', { input: 8000, output: 1000, demand: { concurrency: 200 } }),
    );
    expect(plan.accelerators).toBeGreaterThan(1);
    expect(plan.binds).toBe('cache');
    expect(plan.copies * plan.largestConcurrency).toBeGreaterThanOrEqual(200);
  });

  it('sizes for a rate by throughput', () => {
    const plan = planService(ask(llama8b, 'fp8', { demand: { requestsPerSecond: 100, targetLoad: 1 } }));
    expect(plan.binds).toBe('throughput');
    expect(plan.copies * plan.requestsPerSecondPerCopy).toBeGreaterThanOrEqual(100);
  });

  it('leaves as much of a copy free as its load may not take', () => {
    const at = (targetLoad: number) =>
      planService(ask(llama8b, 'fp8', { demand: { requestsPerSecond: 100, targetLoad } }));
    const { copies, requestsPerSecondPerCopy } = at(0.5);
    expect(copies * 0.5 * requestsPerSecondPerCopy).toBeGreaterThanOrEqual(100);
    expect(copies).toBeGreaterThanOrEqual(2 * at(1).copies - 1);
  });

  it('names the target that even one request misses, and carries nothing then', () => {
    const plan = planService(ask(llama70b, 'bf16', { targets: { timePerOutputToken: 0.001 } }));
    expect(plan).toMatchObject({ carries: false, missed: 'timePerOutputToken', binds: 'target' });
    expect(plan.idle.timePerOutputToken).toBeGreaterThan(0.001);
  });

  it('spreads a latent cache by attention-data parallelism, which holds more than tensor parallelism does', () => {
    const held = (layout: ServiceRequest['layout']) =>
      planService(ask(deepseekV3, 'nvfp4', { device: b200, layout, input: 8000, output: 1000 }))
        .largestConcurrency;
    expect(held(ranks(8))).toBeGreaterThan(2 * held(wide(8)));
  });

  it('keeps the bytes of the weights over the cards of a copy, whatever the tensor parallelism', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, llama70b, gptOss120b, deepseekV3),
        fc.constantFrom(1, 2, 4, 8),
        (shape, n) => {
          const request = ask(shape, 'fp8', { layout: wide(n) });
          const [plan] = servicePlans(request);
          expect((plan?.memory.weightBytes ?? 0) * n).toBeCloseTo(request.workload.weights.total, -2);
          const [data] = servicePlans({ ...request, layout: ranks(n) });
          const { weights } = request.workload;
          const own = (data?.memory.weightBytes ?? 0) - (weights.total - weights.experts);
          expect(own * n).toBeCloseTo(weights.experts, -2);
        },
      ),
    );
  });

  it('never needs fewer cards for more at once, more a second, longer requests or tighter targets', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(300),
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0.005, max: 0.1, noNaN: true }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (concurrency, more, input, target, tighter) => {
          const cards = (given: Parameters<typeof ask>[2]) => {
            const plan = planService(ask(llama70b, 'fp8', { input, most: 1024, ...given }));
            return plan.carries ? plan.accelerators : Number.POSITIVE_INFINITY;
          };
          const now = cards({ demand: { concurrency } });
          expect(cards({ demand: { concurrency: concurrency + more } })).toBeGreaterThanOrEqual(now);
          expect(cards({ demand: { concurrency }, input: input + 2000 })).toBeGreaterThanOrEqual(now);
          const targeted = (timePerOutputToken: number) =>
            cards({ demand: { concurrency }, targets: { timePerOutputToken } });
          expect(targeted(target)).toBeGreaterThanOrEqual(now);
          expect(targeted(target * tighter)).toBeGreaterThanOrEqual(targeted(target));
          const rated = (requestsPerSecond: number) =>
            cards({ demand: { requestsPerSecond, targetLoad: 1 } });
          expect(rated(concurrency + more)).toBeGreaterThanOrEqual(rated(concurrency));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('never holds more of longer requests, or on less memory', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, gptOss120b),
        fc.integer({ min: 1, max: 60_000 }),
        fc.nat(20_000),
        fc.integer({ min: 0, max: 15 }),
        (shape, input, more, less) => {
          const held = (tokens: number, device = h100) =>
            planService(ask(shape, 'mxfp4', { input: tokens, count: 1, device })).largestConcurrency;
          expect(held(input + more)).toBeLessThanOrEqual(held(input));
          const smaller = { ...h100, reportedMib: 81559 - less * 1024 };
          expect(held(input, smaller)).toBeLessThanOrEqual(held(input));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('uses exactly the cards at hand when they are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), (count) => {
        const plan = planService(ask(llama8b, 'bf16', { count }));
        expect(plan.accelerators).toBeLessThanOrEqual(count);
        expect(acceleratorsOf(plan.layout) * plan.copies).toBe(plan.accelerators);
      }),
    );
  });

  it('multiplies its times by what was measured over modelled', () => {
    const plain = planService(ask(llama8b, 'bf16', { layout: wide(1), demand: { concurrency: 8 } }));
    const slower = planService(
      ask(llama8b, 'bf16', { layout: wide(1), demand: { concurrency: 8 }, timeFactor: 1.25 }),
    );
    expect(slower.operation.timePerOutputToken / plain.operation.timePerOutputToken).toBeCloseTo(1.25, 9);
    expect(slower.operation.outputTokensPerSecond / plain.operation.outputTokensPerSecond).toBeCloseTo(
      0.8,
      9,
    );
  });

  it('serves one user on shared memory, at the speed of a local runtime', () => {
    const mac = {
      memoryGb: 192,
      bandwidthGbPerSecond: 800,
      fp16Tflops: 54,
      generation: 'other' as const,
      memoryKind: 'apple' as const,
    };
    expect([isLocal(mac), isLocal(h100)]).toEqual([true, false]);
    const plan = planService(ask(llama8b, 'bf16', { device: mac, most: 1 }));
    expect(plan.largestConcurrency).toBe(1);
    // XiongjieDai: 36.25 tokens/s of Llama-3-8B F16 on an M2 Ultra
    expect(1 / plan.operation.timePerOutputToken / 36.25).toBeGreaterThan(0.85);
    expect(1 / plan.operation.timePerOutputToken / 36.25).toBeLessThan(1.15);
  });

  it('has nothing to say without room for a layout', () => {
    expect(() => planService(ask(llama8b, 'bf16', { layout: wide(8), most: 4 }))).toThrow(
      'no layout fits the accelerators at hand',
    );
  });
});

describe('missedTarget', () => {
  const operation = { timeToFirstToken: 0.3, timePerOutputToken: 0.02 };

  it('names the first that is missed: first token, each token, the whole answer', () => {
    expect(missedTarget(operation, { timeToFirstToken: 0.2, timePerOutputToken: 0.01 }, 100)).toBe(
      'timeToFirstToken',
    );
    expect(missedTarget(operation, { timePerOutputToken: 0.01 }, 100)).toBe('timePerOutputToken');
    expect(missedTarget(operation, { endToEnd: 2.27 }, 100)).toBe('endToEnd');
  });

  it('is content where all are kept or none is set', () => {
    expect(missedTarget(operation, { endToEnd: 2.29 }, 100)).toBeUndefined();
    expect(missedTarget(operation, {}, 100)).toBeUndefined();
  });
});

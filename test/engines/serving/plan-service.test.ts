import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planService } from '../../../src/engines/serving/plan-service.ts';
import { deepseekV3, llama8b, llama70b } from '../memory/published-shapes.ts';
import { h100, real, serving } from './published-devices.ts';

const base = { device: h100, settings: real, tflops: 1979, most: 64 };

describe('planService', () => {
  it('takes the fewest cards that hold the weights', () => {
    const plan = planService({ ...base, workload: serving(llama70b, 16), demand: { concurrency: 1 } });
    expect(plan).toMatchObject({ accelerators: 4, copies: 1, carries: true, binds: 'weights' });
  });

  it('takes more when the cache needs them', () => {
    const plan = planService({
      ...base,
      workload: serving(llama8b, 16, 8000, 1000),
      demand: { concurrency: 200 },
    });
    expect(plan.accelerators).toBeGreaterThan(1);
    expect(plan.binds).toBe('cache');
    expect(plan.copies * plan.largestConcurrency).toBeGreaterThanOrEqual(200);
  });

  it('sizes for a rate by throughput', () => {
    const plan = planService({ ...base, workload: serving(llama8b, 8), demand: { requestsPerSecond: 100 } });
    expect(plan.binds).toBe('throughput');
    expect((plan.steady.outputTokensPerSecond / 1000) * plan.copies).toBeGreaterThanOrEqual(100 * 0.99);
  });

  it('goes to several nodes by pipeline: DeepSeek-V3 does not fit eight cards of 80 GB', () => {
    const plan = planService({ ...base, workload: serving(deepseekV3, 8), demand: { concurrency: 1 } });
    expect(plan.layout).toEqual({ tensorParallel: 8, pipelineStages: 2 });
  });

  it('says what is lacking when a count does not do', () => {
    const plan = planService({
      ...base,
      workload: serving(llama70b, 16),
      demand: { concurrency: 1 },
      count: 1,
    });
    expect(plan).toMatchObject({ carries: false, largestConcurrency: 0, accelerators: 1 });
    expect(plan.memory.freeBytes).toBeLessThan(0);
  });

  it('keeps the weights whole however they are divided, and never needs fewer cards for more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(300),
        fc.integer({ min: 1, max: 30_000 }),
        (concurrency, more, tokens) => {
          const workload = serving(llama70b, 8, tokens);
          const plan = planService({ ...base, workload, demand: { concurrency } });
          const cards = plan.layout.tensorParallel * plan.layout.pipelineStages;
          expect(plan.memory.weightBytes * cards).toBeCloseTo(workload.weights.total, 0);
          expect(
            planService({ ...base, workload, demand: { concurrency: concurrency + more } }).accelerators,
          ).toBeGreaterThanOrEqual(plan.accelerators);
        },
      ),
      { numRuns: 40 },
    );
  });
});

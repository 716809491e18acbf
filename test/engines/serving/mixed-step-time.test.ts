import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStep } from '../../../src/engines/serving/decode-step.ts';
import { mixedStepTime, pipelineWaiting } from '../../../src/engines/serving/mixed-step-time.ts';
import { promptTime } from '../../../src/engines/serving/prompt-time.ts';
import { weightReadTime } from '../../../src/engines/serving/weight-read-time.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { h100, one, rates, serving, wide } from './published-devices.ts';

const eager = { ...published, 'eager-launch-us': 30 };
const quiet = { ...published, 'host-sequence-us': 0 };

describe('mixedStepTime', () => {
  it('is a decode step where no prompt is read, and adds a prompt where one is', () => {
    const workload = serving(llama70b, 'fp8');
    const own = rates(workload, h100, wide(4), quiet);
    const decoding = decodeStep(workload, wide(4), own, 32, 1536).total;
    expect(mixedStepTime(workload, wide(4), own, 32, 1536, 0)).toBeCloseTo(decoding, 12);
    expect(mixedStepTime(workload, wide(4), own, 32, 1536, 1024)).toBeCloseTo(
      decoding + promptTime(workload, wide(4), own, 1024),
      9,
    );
  });

  it('is no shorter than its launches outside a graph when it reads prompts: 320 of 15 us for Llama-3.1-8B', () => {
    const workload = serving(llama8b, 'bf16', 16, 100);
    const own = rates(workload, { ...h100, bandwidthGbPerSecond: 1e6 }, one, {
      ...eager,
      'eager-share-vllm': 0.5,
    });
    expect(mixedStepTime(workload, one, own, 1, 16, 16)).toBeCloseTo((320 * 15) / 1e6, 6);
    expect(mixedStepTime(workload, one, own, 1, 16, 0)).toBeLessThan((320 * 15) / 1e6);
  });

  it('reads the weights also for a prompt alone: no pass is shorter than that', () => {
    const workload = serving(llama70b, 'fp8', 8, 100);
    const own = rates(workload, h100, wide(4), quiet);
    expect(mixedStepTime(workload, wide(4), own, 0, 0, 8)).toBeCloseTo(
      weightReadTime(workload, wide(4), own, 8),
      9,
    );
    expect(mixedStepTime(workload, wide(4), own, 0, 0, 8)).toBeLessThanOrEqual(
      mixedStepTime(workload, wide(4), own, 1, 8, 8),
    );
  });

  it('shows the host where a small model on a fast card runs a thousand sequences', () => {
    const workload = serving(llama8b, 'fp8', 10, 10);
    const busy = mixedStepTime(workload, one, rates(workload, h100), 1000, 15, 0);
    const free = mixedStepTime(workload, one, rates(workload, h100, one, quiet), 1000, 15, 0);
    expect(busy).toBeGreaterThan(free);
    expect(busy).toBeGreaterThan(1000 * 12.2e-6);
  });

  it('never takes less for more sequences, longer contexts or more prompt tokens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 1, max: 8192 }),
        fc.nat(1000),
        (shape, count, context, prompt, more) => {
          const workload = serving(shape, 'fp8');
          const own = rates(workload, h100, wide(8), eager);
          const time = (n: number, length: number, tokens: number) =>
            mixedStepTime(workload, wide(8), own, n, length, tokens);
          const now = time(count, context, prompt);
          const least = now * (1 - 1e-9);
          expect(time(count + more, context, prompt)).toBeGreaterThanOrEqual(least);
          expect(time(count, context + more, prompt)).toBeGreaterThanOrEqual(least);
          expect(time(count, context, prompt + more)).toBeGreaterThanOrEqual(least);
          expect(time(count, context, 0)).toBeLessThanOrEqual(now * (1 + 1e-9));
        },
      ),
    );
  });
});

describe('pipelineWaiting', () => {
  it('is nothing for one stage, 3 % for two and 9 % for eight', () => {
    expect([1, 2, 8].map(pipelineWaiting).map((factor) => Number(factor.toFixed(3)))).toEqual([
      1, 1.031, 1.096,
    ]);
  });
});

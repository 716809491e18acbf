import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptTime } from '../../../src/engines/serving/prompt-time.ts';
import { timeToFirstToken } from '../../../src/engines/serving/time-to-first-token.ts';
import { weightReadTime } from '../../../src/engines/serving/weight-read-time.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { ideal, published } from './published-constants.ts';
import { h100, one, rates, runtime, serving, wide } from './published-devices.ts';

describe('timeToFirstToken', () => {
  it('is the prompt and one step on an ideal card, or reading the weights where the prompt is short', () => {
    const first = (input: number) => {
      const workload = serving(llama70b, 'fp8', input);
      const own = rates(workload, h100, one, ideal);
      return {
        time: timeToFirstToken(workload, one, own, runtime(), ideal, 0.01),
        prompt: promptTime(workload, one, own, input) + 0.01,
        reading: weightReadTime(workload, one, own, input) + 0.01,
      };
    };
    const long = first(8000);
    expect(long.time).toBeCloseTo(long.prompt, 12);
    const short = first(8);
    expect(short.time).toBeCloseTo(short.reading, 12);
  });

  it('is of the size that vLLM 0.8.5 showed for 206 tokens of Llama-3.1-8B on an H100 PCIe: 20 to 25 ms', () => {
    // IOG Foundation, llm-inference-benchmarks, one to sixteen arrivals a second
    const device = { ...h100, bandwidthGbPerSecond: 2000, bf16Tflops: 756, linkGbPerSecond: 64 };
    const workload = serving(llama8b, 'bf16', 206, 212);
    const constants = { ...published, 'eager-launch-us': 30 };
    const own = rates(workload, device, one, constants);
    const ms = 1000 * timeToFirstToken(workload, one, own, runtime(), constants, 0);
    expect(ms).toBeGreaterThan(15);
    expect(ms).toBeLessThan(35);
  });

  it('never falls with the prompt, the prompts ahead or a lower peak, and never rises with a shared prefix', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b),
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(50_000),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (shape, input, more, share) => {
          const workload = serving(shape, 'fp8', input);
          const time = (load: typeof workload, device = h100, ahead = 0) =>
            timeToFirstToken(load, wide(8), rates(load, device, wide(8)), runtime(), published, 0.01, ahead);
          const now = time(workload);
          expect(time({ ...workload, inputTokens: input + more })).toBeGreaterThanOrEqual(now);
          expect(time(workload, h100, 3)).toBeGreaterThan(now);
          expect(time({ ...workload, sharedPrefix: share })).toBeLessThanOrEqual(now * (1 + 1e-12));
          expect(time(workload, { ...h100, fp8Tflops: 1000 })).toBeGreaterThanOrEqual(now);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStepTime } from '../../../src/engines/serving/decode-step-time.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { h100, ideal, one, real, serving } from './published-devices.ts';

const shape = fc.constantFrom(llama8b, llama70b, deepseekV3, gptOss120b);
const layout = fc.constantFrom(
  one,
  { tensorParallel: 4, pipelineStages: 1 },
  { tensorParallel: 8, pipelineStages: 2 },
);
const running = fc.integer({ min: 1, max: 1000 });

describe('decodeStepTime', () => {
  it('is bytes over bandwidth for one sequence on an ideal card', () => {
    const workload = serving(llama8b, 16, 1, 1);
    const { seconds, bound } = decodeStepTime(workload, h100, one, ideal, 989, 1);
    expect(seconds * 1000).toBeCloseTo((16.06 - 1.05) / 3.35, 2);
    expect(bound).toBe('bandwidth');
  });

  it('is near the fitted reference: Llama-3.1-70B FP8, 4 H200, 32 sequences, 12.4 ms with prompts', () => {
    const h200 = { ...h100, memoryGb: 141, bandwidthGbPerSecond: 4800 };
    const step = decodeStepTime(
      serving(llama70b, 8, 1024, 1024),
      h200,
      { tensorParallel: 4, pipelineStages: 1 },
      real,
      1979,
      32,
    );
    expect(step.seconds * 1000).toBeGreaterThan(9);
    expect(step.seconds * 1000).toBeLessThan(14);
  });

  it('is never slower with more bandwidth, nor faster with longer requests or more sequences', () => {
    fc.assert(
      fc.property(
        shape,
        layout,
        running,
        fc.integer({ min: 100, max: 8000 }),
        fc.integer({ min: 0, max: 4000 }),
        (model, laid, batch, bandwidth, more) => {
          const time = (device: typeof h100, tokens: number, count: number): number =>
            decodeStepTime(serving(model, 8, tokens), device, laid, real, 989, count).seconds;
          const slow = time({ ...h100, bandwidthGbPerSecond: bandwidth }, 1000, batch);
          expect(time({ ...h100, bandwidthGbPerSecond: bandwidth + more }, 1000, batch)).toBeLessThanOrEqual(
            slow,
          );
          expect(
            time({ ...h100, bandwidthGbPerSecond: bandwidth }, 1000 + more, batch),
          ).toBeGreaterThanOrEqual(slow);
          expect(
            time({ ...h100, bandwidthGbPerSecond: bandwidth }, 1000, batch + more),
          ).toBeGreaterThanOrEqual(slow);
        },
      ),
    );
  });

  it('turns from bandwidth to compute as the batch grows', () => {
    const bound = (batch: number) =>
      decodeStepTime(serving(llama8b, 16, 10, 10), h100, one, ideal, 100, batch).bound;
    expect([bound(1), bound(1000)]).toEqual(['bandwidth', 'compute']);
  });

  it('refuses an empty batch', () => {
    expect(() => decodeStepTime(serving(llama8b, 16), h100, one, real, 989, 0)).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { allReduceTime } from '../../../src/engines/serving/all-reduce-time.ts';
import { llama70b } from '../memory/published-shapes.ts';
import { h100, ideal, one, real, serving } from './published-devices.ts';

const workload = serving(llama70b, 8);
const two = { tensorParallel: 2, pipelineStages: 1 };

describe('allReduceTime', () => {
  it('is nothing on one accelerator', () => {
    expect(allReduceTime(workload, h100, one, real, 100)).toBe(0);
  });

  it('moves 2 (n-1)/n of the activations twice a layer', () => {
    const bytes = 2 * 80 * 2 * (1 / 2) * 16 * 8192 * 2;
    expect(allReduceTime(workload, h100, two, ideal, 16)).toBeCloseTo(bytes / 450e9, 12);
  });

  it('is latency alone where the link is not known', () => {
    const { linkGbPerSecond: _, ...unlinked } = h100;
    expect(allReduceTime(workload, unlinked, two, real, 16)).toBeCloseTo(160 * 2e-6, 12);
  });
});

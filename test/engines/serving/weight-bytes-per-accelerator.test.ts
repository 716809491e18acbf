import { describe, expect, it } from 'vitest';
import { weightBytesPerAccelerator } from '../../../src/engines/serving/weight-bytes-per-accelerator.ts';
import { deepseekV3, llama70b } from '../memory/published-shapes.ts';
import { one, ranks, serving, wide } from './published-devices.ts';

const GIB = 1024 ** 3;

describe('weightBytesPerAccelerator', () => {
  it('is near what vLLM printed for Llama-3.3-70B FP8: 67.72 GiB on one H100, 33.88 on each of two', () => {
    // llm-d-benchmark, empirical-vllm-memory-results.md, 2026-01-26
    const llama = serving(llama70b, 'fp8', 1000);
    expect(weightBytesPerAccelerator(llama, one) / GIB / 67.72).toBeCloseTo(1, 1);
    expect(weightBytesPerAccelerator(llama, wide(2)) / GIB / 33.88).toBeCloseTo(1, 1);
  });

  it('keeps all but the experts whole on each rank that attends to its own requests', () => {
    const deepseek = serving(deepseekV3, 'fp8', 1000);
    const { total, experts } = deepseek.weights;
    expect(weightBytesPerAccelerator(deepseek, wide(8))).toBeCloseTo(total / 8, -1);
    expect(weightBytesPerAccelerator(deepseek, ranks(8))).toBeCloseTo(total - experts + experts / 8, -1);
  });

  it('is halved by a second stage', () => {
    const deepseek = serving(deepseekV3, 'fp8', 1000);
    for (const layout of [wide(8), ranks(8)])
      expect(weightBytesPerAccelerator(deepseek, { ...layout, pipelineStages: 2 })).toBe(
        weightBytesPerAccelerator(deepseek, layout) / 2,
      );
  });
});

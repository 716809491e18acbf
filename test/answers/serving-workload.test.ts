import { describe, expect, it } from 'vitest';
import { servingWorkload } from '../../src/answers/serving-workload.ts';
import { weightFormats } from '../../src/catalog/tables/weight-formats.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../engines/memory/published-shapes.ts';
import { realContext } from '../support/read-catalog.ts';

const formats = realContext().catalog.rows(weightFormats);
const workload = (shape: typeof llama8b, id: string) => {
  const format = formats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return servingWorkload({
    shape,
    parameters: undefined,
    format,
    kvElementBytes: 2,
    inputTokens: 1000,
    outputTokens: 200,
  });
};

describe('servingWorkload', () => {
  it('weighs what vLLM loaded: 14.99 GiB of Llama-3.1-8B in BF16, 67.72 GiB of 70B in FP8, within 1 %', () => {
    // llm-d-benchmark, empirical-vllm-memory-results.md, 2026-01-26
    expect(workload(llama8b, 'bf16').weights.total / 1024 ** 3 / 14.99).toBeCloseTo(1, 2);
    expect(workload(llama70b, 'fp8').weights.total / 1024 ** 3 / 67.72).toBeCloseTo(1, 2);
  });

  it('computes attention where its weights are stored: 16 bits in gpt-oss and in NVFP4 checkpoints of DeepSeek-V3', () => {
    expect(workload(gptOss120b, 'mxfp4').arithmetic).toEqual({ attention: 'bf16', feedForward: 'mxfp4' });
    expect(workload(deepseekV3, 'nvfp4').arithmetic).toEqual({ attention: 'bf16', feedForward: 'fp4' });
    expect(workload(llama70b, 'nvfp4').arithmetic).toEqual({ attention: 'fp4', feedForward: 'fp4' });
  });

  it('carries lengths, cache and scaling through', () => {
    expect(workload(llama8b, 'fp8-dynamic')).toMatchObject({
      kvElementBytes: 2,
      inputTokens: 1000,
      outputTokens: 200,
      activationScaling: 'dynamic',
    });
  });
});

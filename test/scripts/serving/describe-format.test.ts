import { describe, expect, it } from 'vitest';
import { formatOf, kvElementBytes } from '../../../scripts/serving/describe-format.ts';
import { deepseekV3, gptOss120b, llama8b, qwen35 } from '../../engines/memory/published-shapes.ts';
import { b200, h100 } from '../../engines/serving/published-devices.ts';
import { row } from './published-row.ts';

const plain = { shape: llama8b, nativeFormat: 'bf16' };
const t4 = { ...h100, fp8Tflops: undefined };

describe('formatOf', () => {
  it.each([
    ['fp8', 'fp8'],
    ['FP8', 'fp8'],
    ['nvfp4', 'nvfp4'],
    ['fp4', 'nvfp4'],
    ['fp8_block', 'fp8-block'],
    ['mxfp8', 'fp8-block'],
    ['int4-awq', 'awq-int4-g128'],
    ['w4', 'awq-int4-g128'],
    ['int8', 'int8-weight-only'],
    ['Q4_K_M', 'gguf-q4_k_m'],
    ['F16', 'gguf-f16'],
    ['q8', 'gguf-q8_0'],
    ['bf16', 'bf16'],
  ])('reads %s as %s', (precision_weights, format) => {
    expect(formatOf(row({ precision_weights }), plain, h100)).toBe(format);
  });

  it('knows how makers publish: FP8 by blocks for latent and linear attention, gpt-oss in MXFP4 whatever the label', () => {
    expect(formatOf(row(), { shape: deepseekV3, nativeFormat: 'fp8-block' }, h100)).toBe('fp8-block');
    expect(formatOf(row(), { shape: qwen35, nativeFormat: 'bf16' }, h100)).toBe('fp8-block');
    for (const precision_weights of ['fp8', 'nvfp4', 'mxfp4'])
      expect(formatOf(row({ precision_weights }), { shape: gptOss120b, nativeFormat: 'mxfp4' }, b200)).toBe(
        'mxfp4',
      );
  });

  it('takes 16 bits where nothing is said, but the narrowest arithmetic for MLPerf', () => {
    const blank = { precision_weights: '' };
    expect(formatOf(row(blank), plain, b200)).toBe('bf16');
    const mlperf = row({ ...blank, source: 'MLPerf Inference v5.1' });
    expect([b200, h100, t4].map((device) => formatOf(mlperf, plain, device))).toEqual([
      'nvfp4',
      'fp8',
      'fp16',
    ]);
  });
});

describe('kvElementBytes', () => {
  it('is as stated; else 2 with 16-bit weights, 1 with quantised ones, 2 again under SGLang but for latent caches', () => {
    expect(kvElementBytes(row({ precision_kv: 'fp8' }), llama8b, 16, 'vllm')).toBe(1);
    expect(kvElementBytes(row({ precision_kv: 'bf16' }), llama8b, 8, 'vllm')).toBe(2);
    expect(kvElementBytes(row(), llama8b, 16, 'vllm')).toBe(2);
    expect(kvElementBytes(row(), llama8b, 8, 'tensorrt-llm')).toBe(1);
    expect(kvElementBytes(row(), llama8b, 8, 'sglang')).toBe(2);
    expect(kvElementBytes(row(), deepseekV3, 8, 'sglang')).toBe(1);
  });
});

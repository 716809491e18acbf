import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightBytes } from '../../../src/engines/memory/weight-bytes.ts';
import { singleStreamPromptTime } from '../../../src/engines/serving/single-stream-prompt-time.ts';
import { singleStreamTokenTime } from '../../../src/engines/serving/single-stream-token-time.ts';
import type { Device, Workload } from '../../../src/engines/serving/workload.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { h100, serving } from './published-devices.ts';

/** A whole GGUF file at so many bits a weight. */
function gguf(shape: typeof llama8b, bits: number): Workload {
  const workload = serving(shape, 'bf16', 512, 128);
  return {
    ...workload,
    weights: weightBytes({ bitsPerWeight: bits, embeddingBits: bits, otherBits: bits }, workload.parameters),
    arithmetic: { attention: 'any', feedForward: 'any' },
    kvElementBytes: 2,
  };
}
const Q4_K_M = 4.8944;
const rtx3090: Device = {
  memoryGb: 24,
  bandwidthGbPerSecond: 936,
  fp16Tflops: 71,
  generation: 'ampere',
  memoryKind: 'gddr',
  consumer: true,
};
const rtx4090: Device = { ...rtx3090, bandwidthGbPerSecond: 1008, fp16Tflops: 165, generation: 'ada' };
const m2Ultra: Device = {
  memoryGb: 192,
  bandwidthGbPerSecond: 800,
  fp16Tflops: 54,
  generation: 'other',
  memoryKind: 'apple',
};

describe('single stream', () => {
  it.each([
    // XiongjieDai, GPU-Benchmarks-on-LLM-Inference: llama.cpp, Llama-3-8B, 1,024 tokens generated
    ['RTX 3090, Q4_K_M', 111.74, rtx3090, Q4_K_M],
    ['RTX 4090, Q4_K_M', 127.74, rtx4090, Q4_K_M],
    ['two RTX 4090, which split layers and add no speed, Q4_K_M', 122.56, rtx4090, Q4_K_M],
    ['RTX 4090, F16', 54.34, rtx4090, 16],
    ['M2 Ultra, F16', 36.25, m2Ultra, 16],
  ] as const)(
    'meets what llama.cpp generated on %s, %d tokens a second, off by less than 0.15',
    (_, measured, device, bits) => {
      const seconds = singleStreamTokenTime(gguf(llama8b, bits), device, published, 512);
      expect(Math.abs(1 / seconds / measured - 1)).toBeLessThan(0.15);
    },
  );

  it('reads the active weights of a mixture alone', () => {
    const time = (shape: typeof llama8b) =>
      singleStreamTokenTime(gguf(shape, Q4_K_M), rtx4090, published, 512);
    expect(time(gptOss120b)).toBeLessThan(time(llama70b));
    expect(time(deepseekV3)).toBeLessThan(time({ ...deepseekV3, expertsPerToken: 16 }));
  });

  it('reads a prompt with the 16-bit accumulation of gaming cards, and not at all without a listed peak', () => {
    const prompt = (device: Device) => singleStreamPromptTime(gguf(llama8b, Q4_K_M), device, published, 512);
    expect(prompt(rtx4090)).toBeCloseTo((prompt({ ...rtx4090, consumer: false }) ?? 0) / 2, 9);
    expect(prompt({ ...rtx4090, fp16Tflops: undefined })).toBeUndefined();
    // the same page: 6,898.71 tokens/s for prompts of Q4_K_M on an RTX 4090
    expect(512 / (prompt(rtx4090) ?? 0) / 6898.71).toBeGreaterThan(0.7);
    expect(512 / (prompt(rtx4090) ?? 0) / 6898.71).toBeLessThan(1.4);
  });

  it('is never slower with more bandwidth, nor faster with a longer context or wider weights', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, llama70b, gptOss120b),
        fc.integer({ min: 0, max: 100_000 }),
        fc.nat(10_000),
        fc.double({ min: 8, max: 15, noNaN: true }),
        (shape, context, more, bits) => {
          const time = (width: number, device: Device, tokens: number) =>
            singleStreamTokenTime(gguf(shape, width), device, published, tokens);
          const now = time(bits, rtx3090, context);
          expect(time(bits, { ...rtx3090, bandwidthGbPerSecond: 936 + more }, context)).toBeLessThanOrEqual(
            now,
          );
          expect(time(bits, rtx3090, context + more)).toBeGreaterThanOrEqual(now);
          expect(time(bits + 1, rtx3090, context)).toBeGreaterThanOrEqual(now);
        },
      ),
    );
  });

  it('runs on HBM at half its bandwidth, as one-stream kernels do', () => {
    const seconds = singleStreamTokenTime(gguf(llama8b, 16), h100, published, 0);
    expect(seconds).toBeGreaterThan((2 * 7.5e9) / (3350e9 * 0.51));
  });
});

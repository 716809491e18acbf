import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightBytes } from '../../../src/engines/memory/weight-bytes.ts';
import { singleStreamPromptTime } from '../../../src/engines/serving/single-stream-prompt-time.ts';
import type { Device } from '../../../src/engines/serving/workload.ts';
import { gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import { serving } from './published-devices.ts';

const rtx4090: Device = {
  memoryGb: 24,
  bandwidthGbPerSecond: 1008,
  fp16Tflops: 165,
  generation: 'ada',
  memoryKind: 'gddr',
  consumer: true,
};
function prompt(shape: typeof llama8b, tokens: number, device = rtx4090, bits = 4.8944): number | undefined {
  const workload = serving(shape, 'bf16', tokens, 1);
  const weights = weightBytes({ bitsPerWeight: bits, embeddingBits: bits }, workload.parameters);
  return singleStreamPromptTime({ ...workload, weights }, device, published, tokens);
}

describe('singleStreamPromptTime', () => {
  it('meets the 6,898.71 tokens a second that llama.cpp read of a Llama-3-8B Q4_K_M prompt on one RTX 4090 within 30 %', () => {
    // XiongjieDai, GPU-Benchmarks-on-LLM-Inference, prompt of 1,024 tokens
    const rate = 1024 / (prompt(llama8b, 1024) ?? 0);
    expect(Math.abs(rate / 6898.71 - 1)).toBeLessThan(0.3);
  });

  it('is linear in the prompt, and never longer on a higher peak', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(llama8b, llama70b, gptOss120b),
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 1, max: 1000 }),
        (shape, tokens, more) => {
          const now = prompt(shape, tokens) ?? Number.NaN;
          expect((prompt(shape, 2 * tokens) ?? Number.NaN) / now).toBeCloseTo(2, 9);
          expect(prompt(shape, tokens, { ...rtx4090, fp16Tflops: 165 + more })).toBeLessThan(now);
        },
      ),
    );
  });

  it('is not known without a listed peak', () => {
    expect(prompt(llama8b, 100, { ...rtx4090, fp16Tflops: undefined })).toBeUndefined();
  });
});

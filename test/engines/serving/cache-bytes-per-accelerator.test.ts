import { describe, expect, it } from 'vitest';
import { cacheBytesPerAccelerator } from '../../../src/engines/serving/cache-bytes-per-accelerator.ts';
import { deepseekV3, llama70b } from '../memory/published-shapes.ts';
import { one, ranks, serving, wide } from './published-devices.ts';

describe('cacheBytesPerAccelerator', () => {
  it('divides the heads of Llama 70B, 327,680 bytes a token at 16 bits: no further than its 8 heads go', () => {
    const llama = serving(llama70b, 'bf16', 1000);
    const at = (n: number) => cacheBytesPerAccelerator(llama, wide(n), 1000);
    expect([1, 2, 8, 16].map(at)).toEqual([327_680e3, 163_840e3, 40_960e3, 40_960e3]);
  });

  it('keeps a sequence whole on the rank that attends to it, and the latent cache of DeepSeek on every rank', () => {
    const llama = serving(llama70b, 'bf16', 1000);
    const deepseek = serving(deepseekV3, 'fp8', 1000);
    expect(cacheBytesPerAccelerator(llama, ranks(8), 1000)).toBe(327_680e3);
    expect(cacheBytesPerAccelerator(deepseek, wide(8), 1000)).toBe(
      cacheBytesPerAccelerator(deepseek, one, 1000),
    );
  });

  it('is halved by a second stage', () => {
    const llama = serving(llama70b, 'bf16', 1000);
    expect(cacheBytesPerAccelerator(llama, { ...one, pipelineStages: 2 }, 1000)).toBe(163_840e3);
  });
});

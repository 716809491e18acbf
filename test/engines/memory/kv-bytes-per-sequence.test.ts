import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kvBytesPerSequence } from '../../../src/engines/memory/kv-bytes-per-sequence.ts';
import { deepseekV3, gptOss120b, llama8b } from './published-shapes.ts';

const tokens = fc.integer({ min: 0, max: 200_000 });
const shape = fc.constantFrom(llama8b, deepseekV3, gptOss120b);

describe('kvBytesPerSequence', () => {
  it('holds 8,192 tokens of DeepSeek-V3 in 0.29 GB at FP8', () => {
    expect(kvBytesPerSequence(deepseekV3, 1, 8192) / 1e9).toBeCloseTo(0.288, 3);
  });

  it('stops growing in sliding layers once the window is full', () => {
    const step = kvBytesPerSequence(gptOss120b, 2, 4097) - kvBytesPerSequence(gptOss120b, 2, 4096);
    expect(step).toBe(36_864);
    expect(kvBytesPerSequence(gptOss120b, 2, 128)).toBe(128 * 73_728);
  });

  it('divides heads, and repeats them where there are too few', () => {
    expect(kvBytesPerSequence(llama8b, 2, 1000, 8)).toBe(131_072_000 / 8);
    expect(kvBytesPerSequence(llama8b, 2, 1000, 16)).toBe(131_072_000 / 8);
  });

  it('repeats a latent cache on each accelerator', () => {
    expect(kvBytesPerSequence(deepseekV3, 2, 1000, 8)).toBe(70_272_000);
  });

  it('adds the fixed state of linear layers, divided', () => {
    const linearAttention = { keyHeads: 16, valueHeads: 32, keyHeadDim: 128, valueHeadDim: 128 };
    const hybrid = { ...llama8b, fullLayers: 8, linearAttention };
    const state = 24 * (4 * 128 * 4096 + 2 * 3 * 8192);
    expect(kvBytesPerSequence(hybrid, 2, 0, 2)).toBe(state / 2);
  });

  it('never takes less memory for a longer context, nor less in all on more accelerators', () => {
    fc.assert(
      fc.property(
        shape,
        tokens,
        fc.nat(5000),
        fc.constantFrom(1, 2, 4, 8, 16),
        (model, length, more, cards) => {
          const short = kvBytesPerSequence(model, 2, length, cards);
          expect(kvBytesPerSequence(model, 2, length + more, cards)).toBeGreaterThanOrEqual(short);
          expect(short * cards).toBeGreaterThanOrEqual(kvBytesPerSequence(model, 2, length) * (1 - 1e-12));
          expect(kvBytesPerSequence(model, 1, length, cards) * 2).toBeCloseTo(short, 3);
        },
      ),
    );
  });

  it('refuses a negative length and no accelerator', () => {
    expect(() => kvBytesPerSequence(llama8b, 2, -1)).toThrow(RangeError);
    expect(() => kvBytesPerSequence(llama8b, 2, 1, 0)).toThrow(RangeError);
  });
});

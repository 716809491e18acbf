import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionArithmetic } from '../../../src/engines/serving/attention-arithmetic.ts';
import { deepseekV3, gptOss120b, llama8b, llama70b } from '../memory/published-shapes.ts';

describe('attentionArithmetic', () => {
  it('is 4 operations a layer, head and dimension (two products, multiply and add) for grouped attention', () => {
    // PaLM, arXiv:2204.02311, appendix B: 12 L H Q T a token forward and backward, a third of it forward
    expect(attentionArithmetic(llama8b, 'decode')).toEqual({ full: 4 * 32 * 32 * 128, sliding: 0 });
    expect(attentionArithmetic(llama70b, 'prompt').full).toBe((12 / 3) * 80 * 64 * 128);
  });

  it('works on rank 512 and rotary 64 when it decodes latent attention, on whole heads in prompts', () => {
    // FlashMLA counts 2 (576 + 512) operations a head and key while decoding; prompts have heads of 192 and 128
    expect(attentionArithmetic(deepseekV3, 'decode').full).toBe(61 * 128 * 2 * (576 + 512));
    expect(attentionArithmetic(deepseekV3, 'prompt').full).toBe(61 * 128 * 2 * (192 + 128));
  });

  it('divides layers by what they remember', () => {
    expect(attentionArithmetic(gptOss120b, 'decode')).toEqual({
      full: 4 * 18 * 64 * 64,
      sliding: 4 * 18 * 64 * 64,
    });
  });

  it('counts one entry in so many tokens of compressed attention', () => {
    const compressors = [{ ratio: 4, layers: 20, overlapping: true }];
    const shape = { ...llama8b, compressedAttention: { outputGroups: 8, outputRank: 1024, compressors } };
    expect(attentionArithmetic(shape, 'decode').full).toBe((20 / 4) * 4 * 32 * 128);
  });

  it('grows with layers and heads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 128 }), (layers, heads) => {
        const of = (l: number, h: number) =>
          attentionArithmetic({ ...llama8b, fullLayers: l, heads: h }, 'decode').full;
        expect(of(2 * layers, heads)).toBe(2 * of(layers, heads));
        expect(of(layers, 2 * heads)).toBe(2 * of(layers, heads));
      }),
    );
  });
});

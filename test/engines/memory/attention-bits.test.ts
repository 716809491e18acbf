import { describe, expect, it } from 'vitest';
import { attentionBits } from '../../../src/engines/memory/attention-bits.ts';
import { deepseekV3, gptOss120b, llama8b } from './published-shapes.ts';

describe('attentionBits', () => {
  it('leaves attention wide where published checkpoints do', () => {
    expect(attentionBits({ id: 'mxfp4', bitsPerWeight: 4.25, embeddingBits: 16 }, gptOss120b)).toBe(16);
    expect(attentionBits({ id: 'nvfp4', bitsPerWeight: 4.5, embeddingBits: 16 }, deepseekV3)).toBe(16);
    expect(attentionBits({ id: 'nvfp4', bitsPerWeight: 4.5, embeddingBits: 16 }, llama8b)).toBe(4.5);
    expect(attentionBits({ id: 'q4', bitsPerWeight: 4.9, embeddingBits: 4.9 }, deepseekV3)).toBe(4.9);
    expect(attentionBits({ id: 'fp8', bitsPerWeight: 8, embeddingBits: 16 }, deepseekV3)).toBe(8);
  });
});

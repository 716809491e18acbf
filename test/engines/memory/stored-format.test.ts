import { describe, expect, it } from 'vitest';
import { storedFormat, type WeightFormat } from '../../../src/engines/memory/stored-format.ts';
import { deepseekV3, gptOss120b, llama8b } from './published-shapes.ts';

const wide = { embeddingBits: 16, restBits: 16 };
const nvfp4: WeightFormat = { id: 'nvfp4', bitsPerWeight: 4.5, covers: 'linear', ...wide };
const mxfp4: WeightFormat = { id: 'mxfp4', bitsPerWeight: 4.25, covers: 'experts', ...wide };

describe('storedFormat', () => {
  it('leaves all but the experts wide where a format covers experts alone', () => {
    expect(storedFormat(mxfp4, gptOss120b)).toMatchObject({ attentionBits: 16, denseBits: 16 });
    expect(storedFormat({ ...mxfp4, restBits: 8 }, deepseekV3)).toMatchObject({
      attentionBits: 8,
      denseBits: 8,
    });
    expect(storedFormat(mxfp4, llama8b)).toMatchObject({ attentionBits: 4.25, denseBits: 4.25 });
  });

  it('leaves latent attention wide in narrow formats of linear layers, as the NVFP4 releases do', () => {
    expect(storedFormat(nvfp4, deepseekV3).attentionBits).toBe(16);
    expect(storedFormat(nvfp4, llama8b).attentionBits).toBe(4.5);
    expect(storedFormat({ ...nvfp4, id: 'fp8', bitsPerWeight: 8 }, deepseekV3).attentionBits).toBe(8);
  });

  it('narrows everything in a whole-file format, except what the shape does not explain', () => {
    const q4: WeightFormat = {
      id: 'gguf-q4',
      bitsPerWeight: 4.9,
      embeddingBits: 4.9,
      covers: 'file',
      restBits: 4.9,
    };
    expect(storedFormat(q4, deepseekV3)).toMatchObject({ attentionBits: 4.9, denseBits: 4.9, otherBits: 16 });
  });

  it('pads experts in memory and not on disk', () => {
    expect(storedFormat(mxfp4, gptOss120b).expertPadding).toBeCloseTo(3072 / 2880, 12);
    expect(storedFormat(mxfp4, gptOss120b, false).expertPadding).toBe(1);
  });
});

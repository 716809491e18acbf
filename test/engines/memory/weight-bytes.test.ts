import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expertPadding } from '../../../src/engines/memory/expert-padding.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { weightBytes } from '../../../src/engines/memory/weight-bytes.ts';
import { gptOss120b, llama8b, llama70b } from './published-shapes.ts';

const GIB_IN_GB = 1.073741824;
const gb = (bytes: number): number => bytes / 1e9;

describe('weightBytes', () => {
  it('gives the size of published checkpoints within 2 %', () => {
    const sixteen = { bitsPerWeight: 16, embeddingBits: 16 };
    const published = (found: number, size: number): void =>
      expect(Math.abs(found / size - 1)).toBeLessThan(0.02);
    published(gb(weightBytes(sixteen, parametersByPart(llama8b)).total), 16.06);
    published(gb(weightBytes(sixteen, parametersByPart(llama70b)).total), 141.1);
    // llama.cpp, tools/quantize/README.md: Q4_K_M of 8B and 70B
    const q4km = { bitsPerWeight: 4.8944, embeddingBits: 4.8944 };
    published(gb(weightBytes(q4km, parametersByPart(llama8b)).total), 4.9);
    published(gb(weightBytes(q4km, parametersByPart(llama70b)).total), 43.1);
    // gpt-oss model card (arXiv:2508.10925): 60.8 GiB; vLLM's start-up took 64.38 GiB of it
    const mxfp4 = { bitsPerWeight: 4.25, embeddingBits: 16, attentionBits: 16 };
    const parts = parametersByPart(gptOss120b);
    published(gb(weightBytes(mxfp4, parts).total), 60.8 * GIB_IN_GB);
    const expertPaddingThere = expertPadding('mxfp4', gptOss120b.hiddenSize);
    published(
      gb(weightBytes({ ...mxfp4, expertPadding: expertPaddingThere }, parts).total),
      64.38 * GIB_IN_GB,
    );
  });

  it('keeps embedding and head wide', () => {
    const bytes = weightBytes({ bitsPerWeight: 4.16, embeddingBits: 16 }, parametersByPart(llama8b));
    expect(bytes.embedding + bytes.head).toBe(2 * 2 * 128256 * 4096);
  });

  it('grows with the width, part by part', () => {
    const parts = parametersByPart(llama8b);
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 16, noNaN: true }),
        fc.double({ min: 1.01, max: 2, noNaN: true }),
        (bits, factor) => {
          const narrow = weightBytes({ bitsPerWeight: bits, embeddingBits: bits }, parts).total;
          const wide = weightBytes(
            { bitsPerWeight: bits * factor, embeddingBits: bits * factor },
            parts,
          ).total;
          expect(wide / narrow).toBeCloseTo(factor, 9);
        },
      ),
    );
  });

  it.each([0, -4, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s bits', (bits) => {
    expect(() => weightBytes({ bitsPerWeight: bits, embeddingBits: 16 }, parametersByPart(llama8b))).toThrow(
      RangeError,
    );
  });
});

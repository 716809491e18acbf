import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logitBytes } from '../../../src/engines/training/logit-bytes.ts';

describe('logitBytes', () => {
  it('holds the 4 b s V that stas00 counts: 16.8 GB for 32,768 tokens of 128,256 entries', () => {
    const fp32 = 4 * 32_768 * 128_256;
    expect(fp32 / 1e9).toBeCloseTo(16.8, 1);
    expect(logitBytes(32_768, 128_256, { chunks: 1, fused: false, headGradient: 0 })).toBe(3.5 * fp32);
  });

  it('saves what torchtune measured within a gibibyte by eight chunks: 8.1 GiB of 51.0', () => {
    const whole = logitBytes(8192, 128_256, { chunks: 1, fused: true, headGradient: 0 });
    const chunked = logitBytes(8192, 128_256, { chunks: 8, fused: true, headGradient: 0 });
    expect(Math.abs((whole - chunked) / 1024 ** 3 - 8.1)).toBeLessThan(1);
  });

  it('holds three gradients of a trained output layer in chunks, as the allocator of PyTorch 2.5.1 counts them', () => {
    const [vocabulary, hidden] = [16_032, 512];
    const gradient = 2 * vocabulary * hidden;
    const measured = [
      { chunks: 2, tokens: 256, gradients: 3.05 },
      { chunks: 4, tokens: 1024, gradients: 4.19 },
      { chunks: 8, tokens: 256, gradients: 3.42 },
      { chunks: 8, tokens: 1024, gradients: 4.69 },
      { chunks: 16, tokens: 1024, gradients: 4.94 },
    ];
    for (const { chunks, tokens, gradients } of measured) {
      const inputs = (3 * 2 * tokens * hidden) / gradient;
      const computed = logitBytes(tokens, vocabulary, { chunks, fused: true, headGradient: gradient });
      expect(Math.abs(computed / gradient + inputs - gradients)).toBeLessThan(0.02);
    }
  });

  it('never needs less for a trained output layer than for a frozen one', () => {
    const counts = fc.record({
      tokens: fc.integer({ min: 1, max: 1e6 }),
      vocabulary: fc.integer({ min: 1, max: 3e5 }),
      chunks: fc.integer({ min: 1, max: 64 }),
      headGradient: fc.integer({ min: 0, max: 1e11 }),
    });
    fc.assert(
      fc.property(counts, fc.boolean(), ({ tokens, vocabulary, chunks, headGradient }, fused) => {
        const frozen = logitBytes(tokens, vocabulary, { chunks, fused, headGradient: 0 });
        expect(logitBytes(tokens, vocabulary, { chunks, fused, headGradient })).toBeGreaterThanOrEqual(
          frozen,
        );
      }),
    );
  });

  it('refuses half a chunk', () => {
    expect(() => logitBytes(1, 1, { chunks: 0.5, fused: true, headGradient: 0 })).toThrow(RangeError);
  });
});

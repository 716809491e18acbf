import { describe, expect, it } from 'vitest';
import { logitBytes } from '../../../src/engines/training/logit-bytes.ts';

describe('logitBytes', () => {
  it('holds the 4 b s V that stas00 counts: 16.8 GB for 32,768 tokens of 128,256 entries', () => {
    const fp32 = 4 * 32_768 * 128_256;
    expect(fp32 / 1e9).toBeCloseTo(16.8, 1);
    expect(logitBytes(32_768, 128_256, { chunks: 1, fused: false })).toBe(3.5 * fp32);
  });

  it('saves what torchtune measured within a gibibyte by eight chunks: 8.1 GiB of 51.0', () => {
    const whole = logitBytes(8192, 128_256, { chunks: 1, fused: true });
    const chunked = logitBytes(8192, 128_256, { chunks: 8, fused: true });
    expect(Math.abs((whole - chunked) / 1024 ** 3 - 8.1)).toBeLessThan(1);
  });

  it('refuses half a chunk', () => {
    expect(() => logitBytes(1, 1, { chunks: 0.5, fused: true })).toThrow(RangeError);
  });
});

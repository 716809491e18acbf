import { describe, expect, it } from 'vitest';
import { quantisedBaseBits } from '../../../src/engines/training/quantised-base-bits.ts';

describe('quantisedBaseBits', () => {
  it('is 4.5 bits for blocks of 64 and saves 0.373 by double quantisation, as QLoRA states', () => {
    expect(quantisedBaseBits(4, 64)).toBe(4.5);
    expect(quantisedBaseBits(4, 64) - quantisedBaseBits(4, 64, 256)).toBeCloseTo(0.373, 3);
  });

  it('refuses a block of 0', () => {
    expect(() => quantisedBaseBits(4, 0)).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { deepSpeedBuffers } from '../../../src/engines/training/deepspeed-buffers.ts';

const GIB = 1024 ** 3;

describe('deepSpeedBuffers', () => {
  it('explains why 8,192 tokens of an 8B model need 16.3 GiB on eight cards (stas00): the whole model comes first', () => {
    const { atStart } = deepSpeedBuffers(8_030_261_248);
    expect(Math.abs(atStart / GIB / 16.3 - 1)).toBeLessThan(0.1);
  });

  it('keeps at most a billion parameters live and half a billion gradients in the bucket (configuration JSON)', () => {
    expect(deepSpeedBuffers(7e10)).toEqual({ gathered: 2e9, bucket: 1e9, atStart: 1.4e11 });
    expect(deepSpeedBuffers(3e8).gathered).toBe(6e8);
  });

  it('refuses a model without parameters', () => {
    expect(() => deepSpeedBuffers(0)).toThrow(RangeError);
  });
});

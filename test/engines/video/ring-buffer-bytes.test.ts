import { describe, expect, it } from 'vitest';
import { ringBufferBytes } from '../../../src/engines/video/ring-buffer-bytes.ts';

const HD = { pixels: 1920 * 1080, framesPerSecond: 30, bitsPerSecond: 4e6 };

describe('a ring buffer', () => {
  it('holds a decoded 1080p frame in 3,110,400 bytes of NV12 (the size that V4L2 documents for 1920x1080)', () => {
    expect(ringBufferBytes(HD, 1 / 30).decodedBytes).toBeCloseTo(3_110_400, 6);
  });

  it('takes 187 times less as received: ten seconds at 4 Mbit/s are 5 MB, decoded 933 MB', () => {
    const ten = ringBufferBytes(HD, 10);
    expect(ten.encodedBytes).toBe(5e6);
    expect(ten.decodedBytes).toBe(933_120_000);
  });

  it.each([[-1], [Number.NaN]])('refuses %d seconds', (seconds) => {
    expect(() => ringBufferBytes(HD, seconds)).toThrow(RangeError);
  });

  it.each([['pixels'], ['framesPerSecond'], ['bitsPerSecond']])('refuses %s of 0', (field) => {
    expect(() => ringBufferBytes({ ...HD, [field]: 0 }, 1)).toThrow(RangeError);
  });
});

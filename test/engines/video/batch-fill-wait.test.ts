import { describe, expect, it } from 'vitest';
import { batchFillWait } from '../../../src/engines/video/batch-fill-wait.ts';

describe('the wait for a batch to fill', () => {
  it('is nothing for one frame, and 23.3 ms for 8 of ten cameras at 30 frames/s', () => {
    expect(batchFillWait(1, 300)).toBe(0);
    expect(batchFillWait(8, 300)).toBeCloseTo(23.333, 3);
  });

  it('of as many frames as cameras stays below one interval of a camera (the push time that DeepStream sets: 1 / rate)', () => {
    for (const cameras of [1, 4, 16, 64]) expect(batchFillWait(cameras, cameras * 25)).toBeLessThan(40);
  });

  it.each([
    [0, 30],
    [4, 0],
  ])('refuses %d frames at %d a second', (batch, rate) => {
    expect(() => batchFillWait(batch, rate)).toThrow(RangeError);
  });
});

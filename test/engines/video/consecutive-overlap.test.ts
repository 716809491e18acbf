import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consecutiveOverlap } from '../../../src/engines/video/consecutive-overlap.ts';

describe('the overlap of a box with itself, shifted', () => {
  it('is a third at half its width (the textbook case: boxes that share half have an IoU of 1/3)', () => {
    expect(consecutiveOverlap(0.25, 0.5)).toBeCloseTo(1 / 3, 12);
    expect(consecutiveOverlap(0, 1)).toBe(1);
    expect(consecutiveOverlap(1, 1)).toBe(0);
    expect(consecutiveOverlap(3, 1)).toBe(0);
  });

  it('falls with the shift and lies between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (s, w) => {
          const overlap = consecutiveOverlap(s, w);
          expect(overlap).toBeGreaterThanOrEqual(0);
          expect(overlap).toBeLessThanOrEqual(1);
          expect(consecutiveOverlap(s + 0.1, w)).toBeLessThanOrEqual(overlap);
        },
      ),
    );
  });

  it.each([
    [-1, 1],
    [1, 0],
  ])('refuses a shift of %d over %d', (shift, width) => {
    expect(() => consecutiveOverlap(shift, width)).toThrow(RangeError);
  });
});

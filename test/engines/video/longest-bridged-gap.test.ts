import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consecutiveOverlap } from '../../../src/engines/video/consecutive-overlap.ts';
import { longestBridgedGap } from '../../../src/engines/video/longest-bridged-gap.ts';

describe('the longest gap that a tracker bridges', () => {
  it('ends where the overlap falls to the threshold: SORT matches from 0.3 (its published default)', () => {
    const gap = longestBridgedGap({ widthM: 0.5, speedMps: 1.4 }, 0.3);
    expect(consecutiveOverlap(1.4 * gap, 0.5)).toBeCloseTo(0.3, 12);
    expect(gap).toBeCloseTo(0.1923, 4);
  });

  it('with prediction ends when the change of velocity has moved the box off', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        (width, acceleration, overlap) => {
          const gap = longestBridgedGap({ widthM: width, accelerationMps2: acceleration }, overlap);
          expect(consecutiveOverlap((acceleration * gap * gap) / 2, width)).toBeCloseTo(overlap, 9);
        },
      ),
    );
  });

  it('with speed and acceleration is shorter than with either', () => {
    const both = longestBridgedGap({ widthM: 1, speedMps: 2, accelerationMps2: 3 }, 0.2);
    expect(both).toBeLessThan(longestBridgedGap({ widthM: 1, speedMps: 2 }, 0.2));
    expect(both).toBeLessThan(longestBridgedGap({ widthM: 1, accelerationMps2: 3 }, 0.2));
  });

  it.each([
    [{ widthM: 0, speedMps: 1 }, 0.3],
    [{ widthM: 1, speedMps: -1 }, 0.3],
    [{ widthM: 1, speedMps: 1 }, 1],
    [{ widthM: 1 }, 0.3],
  ])('refuses %o at %d', (box, overlap) => {
    expect(() => longestBridgedGap(box, overlap)).toThrow(RangeError);
  });
});

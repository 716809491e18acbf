import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront } from '../../../src/engines/selection/pareto-front.ts';

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 1,
  maxLength: 30,
});

describe('paretoFront', () => {
  it('keeps what nothing dominates', () => {
    // accuracy and frames a second of published detectors: RF-DETR-N, RF-DETR-S, YOLO11-N, YOLO26-N on one T4
    expect(
      paretoFront([
        [48.4, 1000 / 2.3],
        [53.0, 1000 / 3.5],
        [37.4, 1000 / 2.5],
        [40.3, 1000 / 1.7],
      ]),
    ).toEqual([true, true, false, true]);
  });

  it('keeps equal points and counts an unknown value as worst', () => {
    expect(
      paretoFront([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([true, true]);
    expect(
      paretoFront([
        [1, undefined],
        [1, 0],
      ]),
    ).toEqual([false, true]);
  });

  it('is never empty, and no member dominates another', () => {
    fc.assert(
      fc.property(points, (set) => {
        const front = paretoFront(set);
        const members = set.filter((_, index) => front[index]);
        expect(members.length).toBeGreaterThan(0);
        for (const [a, b] of members)
          expect(members.some(([c, d]) => c >= a && d >= b && (c > a || d > b))).toBe(false);
      }),
    );
  });

  it('does not depend on the order of the points', () => {
    fc.assert(
      fc.property(points, (set) => {
        expect(paretoFront(set.toReversed()).toReversed()).toEqual(paretoFront(set));
      }),
    );
  });
});

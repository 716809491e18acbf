import { expect, test } from 'vitest';
import { halfCountPsi } from '../../../src/engines/statistics/half-count-psi.ts';

test('half a row is added to every bin', () => {
  const p = [9.5 / 20, 10.5 / 20] as const;
  const q = [0.5 / 20, 19.5 / 20] as const;
  const byHand = (q[0] - p[0]) * Math.log(q[0] / p[0]) + (q[1] - p[1]) * Math.log(q[1] / p[1]);
  expect(halfCountPsi([9, 10], [0, 19])).toBeCloseTo(byHand, 14);
});

test('a bin that is empty on both sides changes nothing', () => {
  expect(halfCountPsi([9, 0, 10], [3, 0, 40])).toBe(halfCountPsi([9, 10], [3, 40]));
});

test('histograms of unequal length are refused', () => {
  expect(() => halfCountPsi([1], [1, 2])).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { quantileType7 } from '../../../src/engines/statistics/quantile-type7.ts';

test("the quartiles of 1..4 are R's documented default: 1.75, 2.5, 3.25", () => {
  expect([1, 2, 3].map((k) => quantileType7([1, 2, 3, 4], k, 4))).toEqual([1.75, 2.5, 3.25]);
});

test('equal neighbours give back exactly their value', () => {
  expect(quantileType7([0.1, 0.1, 0.1, 0.3], 1, 3)).toBe(0.1);
  expect(quantileType7([0.1, 0.1, 0.7], 1, 10)).toBe(0.1);
});

test('the ends are the extremes, and one value is every quantile', () => {
  expect(quantileType7([2, 5, 9], 0, 10)).toBe(2);
  expect(quantileType7([2, 5, 9], 10, 10)).toBe(9);
  expect(quantileType7([7], 3, 10)).toBe(7);
});

test('an empty sample and a fraction outside 0..1 are refused', () => {
  expect(() => quantileType7([], 1, 2)).toThrow(RangeError);
  expect(() => quantileType7([1], 3, 2)).toThrow(RangeError);
});

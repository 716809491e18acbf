import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chiSquareHomogeneity } from '../../../src/engines/statistics/chi-square-homogeneity.ts';
import { histogramPairs } from './histograms.ts';

// The documentation of scipy.stats.chi2_contingency: [[10, 10, 20], [20, 20, 20]]
test("scipy's documented example", () => {
  const { statistic, df, pValue } = chiSquareHomogeneity([10, 10, 20], [20, 20, 20]);
  expect(statistic).toBeCloseTo(2.7777777777777777, 13);
  expect(df).toBe(2);
  expect(pValue).toBeCloseTo(0.2493522087772962, 13);
});

test('bins that are empty on both sides are dropped', () => {
  expect(chiSquareHomogeneity([10, 0, 10, 20], [20, 0, 20, 20])).toEqual(
    chiSquareHomogeneity([10, 10, 20], [20, 20, 20]),
  );
});

test('one bin cannot be tested', () => {
  expect(chiSquareHomogeneity([10], [20])).toEqual({ statistic: 0, df: 0, pValue: 1 });
});

test('it is symmetric, and 0 for equal shares', () => {
  fc.assert(
    fc.property(histogramPairs, ({ reference, current }) => {
      const there = chiSquareHomogeneity(reference, current).statistic;
      expect(chiSquareHomogeneity(current, reference).statistic).toBeCloseTo(there, 8);
      expect(chiSquareHomogeneity(reference, reference).statistic).toBeCloseTo(0, 10);
    }),
  );
});

test('histograms without rows or of unequal length are refused', () => {
  expect(() => chiSquareHomogeneity([0], [1])).toThrow(RangeError);
  expect(() => chiSquareHomogeneity([1], [1, 2])).toThrow(RangeError);
});

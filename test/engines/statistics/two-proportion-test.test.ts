import { expect, test } from 'vitest';
import { chiSquareHomogeneity } from '../../../src/engines/statistics/chi-square-homogeneity.ts';
import { twoProportionTest } from '../../../src/engines/statistics/two-proportion-test.ts';

test('z squared is the chi-square of the 2 x 2 table, and the p-values agree', () => {
  const { z, pValue } = twoProportionTest(30, 200, 50, 180);
  const table = chiSquareHomogeneity([30, 170], [50, 130]);
  expect(z ** 2).toBeCloseTo(table.statistic, 11);
  expect(pValue).toBeCloseTo(table.pValue, 13);
});

test('no hits and nothing but hits are no difference', () => {
  expect(twoProportionTest(0, 10, 0, 20)).toEqual({ referenceShare: 0, currentShare: 0, z: 0, pValue: 1 });
  expect(twoProportionTest(10, 10, 20, 20).pValue).toBe(1);
});

test('more hits than rows are refused', () => {
  expect(() => twoProportionTest(3, 2, 0, 1)).toThrow(RangeError);
  expect(() => twoProportionTest(0, 0, 0, 1)).toThrow(RangeError);
});

import { describe, expect, test } from 'vitest';
import {
  HALF_NORMAL_VARIATION,
  rowsForTwoMeans,
} from '../../../src/engines/statistics/rows-for-two-means.ts';

describe('rows for two means', () => {
  test('the rule of 16 (Lehr, 1992): half a standard deviation, two-sided 5 %, power 80 %, needs 16 / 0.25 = 64', () => {
    expect(rowsForTwoMeans(1, 0.5, 0.025, 0.8)).toBeCloseTo(62.79, 2);
  });

  test('the mean of |Z| is sqrt(2 / pi), its variance 1 - 2 / pi', () => {
    expect(HALF_NORMAL_VARIATION).toBeCloseTo(Math.sqrt(1 - 2 / Math.PI) / Math.sqrt(2 / Math.PI), 12);
  });

  test.each([
    [0, 1, 0.05, 0.8],
    [1, 0, 0.05, 0.8],
    [1, 1, 0.5, 0.8],
    [1, 1, 0.05, 1],
  ])('refuse variation %d, difference %d, alpha %d, power %d', (variation, difference, alpha, power) => {
    expect(() => rowsForTwoMeans(variation, difference, alpha, power)).toThrow(RangeError);
  });
});

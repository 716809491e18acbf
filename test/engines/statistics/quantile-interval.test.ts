import { describe, expect, test } from 'vitest';
import { quantileInterval } from '../../../src/engines/statistics/quantile-interval.ts';

describe('the interval of a quantile', () => {
  test.each([
    [10, 2, 9, 0.9785],
    [20, 6, 15, 0.9586],
    [25, 8, 18, 0.9567],
  ])('of the median of %i values as in the printed sign-test tables', (count, low, high, coverage) => {
    const found = quantileInterval(count, 0.5);
    expect([found.lowRank, found.highRank]).toEqual([low, high]);
    expect(found.coverage).toBeCloseTo(coverage, 4);
  });

  test('bounds a 95th percentile above from 72 values, and one-sided from the 59 of Wilks (1941)', () => {
    expect(quantileInterval(71, 0.95).highRank).toBeUndefined();
    expect(quantileInterval(72, 0.95).highRank).toBe(72);
    expect(quantileInterval(58, 0.95, 0.9).highRank).toBeUndefined();
    expect(quantileInterval(59, 0.95, 0.9).highRank).toBe(59);
  });

  test('one value bounds nothing', () => {
    expect(quantileInterval(1, 0.95)).toEqual({ coverage: 1 });
  });

  test('covers at least what it promises', () => {
    for (const count of [80, 200, 1000, 50_000]) {
      const { lowRank = 0, highRank = 0, coverage } = quantileInterval(count, 0.95);
      expect(coverage).toBeGreaterThanOrEqual(0.95);
      expect(coverage).toBeLessThan(0.985);
      expect(lowRank).toBeLessThan(0.95 * count);
      expect(highRank).toBeGreaterThan(0.95 * count);
    }
  });

  test.each([0, 1, Number.NaN])('refuses quantile %d', (quantile) => {
    expect(() => quantileInterval(10, quantile)).toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import { rowsForTwoProportions } from '../../../src/engines/statistics/rows-for-two-proportions.ts';

describe('rows for two proportions', () => {
  test("as R's documentation of power.prop.test: 0.50 against 0.75, power 0.90, two-sided 0.05: 76.7", () => {
    expect(rowsForTwoProportions(0.5, 0.75, 0.025, 0.9)).toBeCloseTo(76.7, 1);
  });

  test('are the same whichever side is named first, and fewer for a larger difference', () => {
    expect(rowsForTwoProportions(0.9, 0.88, 0.05, 0.8)).toBeCloseTo(
      rowsForTwoProportions(0.88, 0.9, 0.05, 0.8),
      9,
    );
    expect(rowsForTwoProportions(0.9, 0.8, 0.05, 0.8)).toBeLessThan(
      rowsForTwoProportions(0.9, 0.85, 0.05, 0.8),
    );
  });

  test.each([
    [0.5, 0.5, 0.05, 0.8],
    [0.5, 1.2, 0.05, 0.8],
    [0.5, 0.6, 0.6, 0.8],
    [0.5, 0.6, 0.05, 0.4],
  ])('refuse %d against %d at alpha %d, power %d', (from, to, alpha, power) => {
    expect(() => rowsForTwoProportions(from, to, alpha, power)).toThrow(RangeError);
  });
});

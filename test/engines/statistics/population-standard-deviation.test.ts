import { expect, test } from 'vitest';
import { populationStandardDeviation } from '../../../src/engines/statistics/population-standard-deviation.ts';

// The example in Wikipedia's "Standard deviation": 2, 4, 4, 4, 5, 5, 7, 9 has 2
test('the divisor is n', () => {
  expect(populationStandardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2, 14);
});

test('a large offset does not cancel', () => {
  expect(populationStandardDeviation([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBeCloseTo(Math.sqrt(2 / 3), 7);
});

test('an empty sample is refused', () => {
  expect(() => populationStandardDeviation([])).toThrow(RangeError);
});

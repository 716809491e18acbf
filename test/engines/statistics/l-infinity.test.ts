import { expect, test } from 'vitest';
import { lInfinity } from '../../../src/engines/statistics/l-infinity.ts';

// TensorFlow Data Validation describes the metric on the shares of categories; two lists by hand
test('it is the largest difference of a share', () => {
  expect(lInfinity([40, 30, 30], [35, 25, 40])).toBeCloseTo(0.1, 14);
  expect(lInfinity([1, 0], [0, 1])).toBe(1);
});

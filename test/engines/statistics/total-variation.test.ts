import { expect, test } from 'vitest';
import { totalVariation } from '../../../src/engines/statistics/total-variation.ts';

test('it is the share of rows that would have to move', () => {
  expect(totalVariation([50, 30, 20], [30, 30, 40])).toBeCloseTo(0.2, 14);
  expect(totalVariation([1, 0], [0, 1])).toBe(1);
});

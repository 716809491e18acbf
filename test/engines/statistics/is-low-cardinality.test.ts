import { expect, test } from 'vitest';
import { isLowCardinality } from '../../../src/engines/statistics/is-low-cardinality.ts';

const cycle = (rows: number, distinct: number): number[] =>
  Array.from({ length: rows }, (_, row) => row % distinct);

test('at most 20 distinct values with 10 rows each count as levels', () => {
  expect(isLowCardinality(cycle(200, 20))).toBe(true);
  expect(isLowCardinality(cycle(199, 20))).toBe(false);
  expect(isLowCardinality(cycle(2100, 21))).toBe(false);
  expect(isLowCardinality(cycle(10, 1))).toBe(true);
  expect(isLowCardinality([])).toBe(false);
});

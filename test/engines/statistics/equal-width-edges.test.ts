import { expect, test } from 'vitest';
import { equalWidthEdges } from '../../../src/engines/statistics/equal-width-edges.ts';

test('the range is cut into bins of one width', () => {
  expect(equalWidthEdges(0, 10, 4)).toEqual([2.5, 5, 7.5]);
});

test('an empty range leaves one edge', () => {
  expect(equalWidthEdges(3, 3, 10)).toEqual([3]);
});

test('a range that does not ascend or has no end is refused', () => {
  expect(() => equalWidthEdges(1, 0, 4)).toThrow(RangeError);
  expect(() => equalWidthEdges(0, Number.POSITIVE_INFINITY, 4)).toThrow(RangeError);
  expect(() => equalWidthEdges(0, 1, 1)).toThrow(RangeError);
});

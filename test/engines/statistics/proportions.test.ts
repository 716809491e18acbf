import { expect, test } from 'vitest';
import { proportions } from '../../../src/engines/statistics/proportions.ts';

test('shares are counts over the total', () => {
  expect(proportions([1, 0, 3])).toEqual([0.25, 0, 0.75]);
});

test.each([[[0, 0]], [[]], [[-1, 2]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]])(
  '%j has no shares',
  (counts) => {
    expect(() => proportions(counts)).toThrow(RangeError);
  },
);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';

test('bins are closed on the right and open at both ends', () => {
  expect(countBins([-100, 1, 1.5, 2, 2.0001, 99], [1, 2])).toEqual([2, 2, 2]);
});

test('infinite values fall into the outer bins', () => {
  expect(countBins([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], [0])).toEqual([1, 1]);
});

test('no value is lost and order does not matter', () => {
  const edges = fc
    .uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 100 }), edges, (values, cuts) => {
      const counts = countBins(values, cuts);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(countBins([...values].reverse(), cuts)).toEqual(counts);
      expect(counts).toEqual(
        [...cuts, Number.POSITIVE_INFINITY].map(
          (edge, bin) => values.filter((v) => v <= edge && (bin === 0 || v > (cuts[bin - 1] ?? 0))).length,
        ),
      );
    }),
  );
});

test('a missing value is refused', () => {
  expect(() => countBins([1, Number.NaN], [0])).toThrow('value 1 is not a number');
});

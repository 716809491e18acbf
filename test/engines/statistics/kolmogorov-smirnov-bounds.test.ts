import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import { kolmogorovSmirnovBounds } from '../../../src/engines/statistics/kolmogorov-smirnov-bounds.ts';

test('the statistic of the values always lies between the bounds of their histogram', () => {
  const samples = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
  const edges = fc
    .uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 9 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(samples, samples, edges, (a, b, cuts) => {
      const { low, high } = kolmogorovSmirnovBounds(countBins(a, cuts), countBins(b, cuts));
      const { statistic } = kolmogorovSmirnov(
        a.sort((x, y) => x - y),
        b.sort((x, y) => x - y),
      );
      expect(statistic).toBeGreaterThanOrEqual(low - 1e-12);
      expect(statistic).toBeLessThanOrEqual(high + 1e-12);
    }),
  );
});

test('one bin says nothing', () => {
  expect(kolmogorovSmirnovBounds([5], [7])).toEqual({ low: 0, high: 1 });
});

test('bins of one value add no order of rows inside them', () => {
  // 40 % of both sides are one value: nothing can differ inside it
  const { low, high } = kolmogorovSmirnovBounds([10, 40, 50], [12, 40, 48], (bin) => bin === 1);
  expect(low).toBeCloseTo(0.02, 12);
  expect(high).toBe(0.5);
  expect(kolmogorovSmirnovBounds([40, 60], [40, 60], () => true)).toEqual({ low: 0, high: 0 });
});

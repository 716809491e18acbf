import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hellinger } from '../../../src/engines/statistics/hellinger.ts';
import { totalVariation } from '../../../src/engines/statistics/total-variation.ts';
import { histogramPairs } from './histograms.ts';

test('two coins with heads at 1/2 and 1/10 by hand', () => {
  const overlap = Math.sqrt(0.5 * 0.1) + Math.sqrt(0.5 * 0.9);
  expect(hellinger([5, 5], [1, 9])).toBeCloseTo(Math.sqrt(1 - overlap), 14);
});

test('it is 0 for one distribution, 1 for disjoint ones', () => {
  expect(hellinger([1, 3], [2, 6])).toBe(0);
  expect(hellinger([1, 0], [0, 1])).toBe(1);
});

// Le Cam's inequalities
test('its square is at most the total variation, which is at most sqrt 2 times it', () => {
  fc.assert(
    fc.property(histogramPairs, ({ reference, current }) => {
      const h = hellinger(reference, current);
      const tv = totalVariation(reference, current);
      expect(h ** 2).toBeLessThanOrEqual(tv + 1e-12);
      expect(tv).toBeLessThanOrEqual(Math.SQRT2 * h + 1e-12);
    }),
  );
});

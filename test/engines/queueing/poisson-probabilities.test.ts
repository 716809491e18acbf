import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poissonProbabilities } from '../../../src/engines/queueing/poisson-probabilities.ts';
import { poissonDensity } from '../../../src/engines/statistics/poisson-density.ts';

describe('Poisson probabilities', () => {
  test('are those of the saddle-point form, and sum to 1 with their mean', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 2000, noNaN: true }), (mean) => {
        const shares = poissonProbabilities(mean);
        let sum = 0;
        let first = 0;
        shares.forEach((share, k) => {
          sum += share;
          first += k * share;
          if (share > 1e-20) expect(share / poissonDensity(k, mean)).toBeCloseTo(1, 9);
        });
        expect(sum).toBeCloseTo(1, 12);
        expect(first / mean).toBeCloseTo(1, 12);
      }),
    );
  });

  test('nothing happens at a mean of 0', () => {
    expect([...poissonProbabilities(0)]).toEqual([1, 0]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuse a mean of %d', (mean) => {
    expect(() => poissonProbabilities(mean)).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { survivalPercentile } from '../../../src/engines/queueing/survival-percentile.ts';

describe('the percentile of a survival function', () => {
  test('inverts the exponential, whatever the first guess', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (share, scale) => {
          const found = survivalPercentile((t) => Math.exp(-t), share, scale);
          expect(found / -Math.log1p(-share)).toBeCloseTo(1, 10);
        },
      ),
    );
  });

  test('is 0 where a mass at 0 holds the share', () => {
    expect(survivalPercentile((t) => 0.3 * Math.exp(-t), 0.7, 1)).toBe(0);
  });

  test('finds a jump', () => {
    expect(survivalPercentile((t) => (t < 2.5 ? 1 : 0), 0.5, 1)).toBeCloseTo(2.5, 14);
  });

  test('refuses a share outside 0 to 1, a guess of 0 and a function that does not fall', () => {
    expect(() => survivalPercentile(() => 0, 1, 1)).toThrow('a share of 1 is not within 0 and 1');
    expect(() => survivalPercentile(() => 0, 0.5, 0)).toThrow('a first guess of 0 is not above 0');
    expect(() => survivalPercentile(() => 1, 0.5, 1)).toThrow('no time is exceeded by 0.5 of all');
  });
});

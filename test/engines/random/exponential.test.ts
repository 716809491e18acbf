import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential } from '../../../src/engines/random/exponential.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';

describe('exponential', () => {
  it('has its textbook quantiles: median ln 2, 95th percentile ln 20 of the mean', () => {
    expect(exponential(1, 0.5)).toBeCloseTo(Math.LN2, 12);
    expect(exponential(1, 0.95)).toBeCloseTo(Math.log(20), 12);
    expect(exponential(10, 0)).toBe(0);
  });

  it('scales with its mean and rises with the uniform number', () => {
    const share = fc.double({ min: 0, max: 0.999999, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), share, share, (mean, a, b) => {
        expect(exponential(mean, a)).toBeCloseTo(mean * exponential(1, a), 6);
        if (a < b) expect(exponential(mean, a)).toBeLessThanOrEqual(exponential(mean, b));
      }),
    );
  });

  it('makes arrivals whose gaps have a mean and a deviation alike, as a Poisson process does', () => {
    const uniform = seededRandom(3);
    const gaps = Array.from({ length: 50_000 }, () => exponential(0.25, uniform()));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(mean / 0.25).toBeCloseTo(1, 1);
    expect(deviation / mean).toBeCloseTo(1, 1);
  });

  it.each([0, -1, Number.NaN])('refuses a mean of %s', (mean) => {
    expect(() => exponential(mean, 0.5)).toThrow(RangeError);
  });
});

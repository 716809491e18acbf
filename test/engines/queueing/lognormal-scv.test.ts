import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_P99_OVER_MEAN, lognormalScv } from '../../../src/engines/queueing/lognormal-scv.ts';

describe('the squared coefficient of variation of a lognormal distribution', () => {
  it('is that of R: qlnorm(0.99, -0.125, 0.5) = 2.824 has a mean of 1 and sigma 0.5, so exp(0.25) - 1', () => {
    expect(lognormalScv(1, 2.82404)).toBeCloseTo(0.28403, 4);
  });

  it('is 0 for a time that does not vary', () => {
    expect(lognormalScv(20, 20)).toBe(0);
  });

  it('is the same in every unit and grows with the tail', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: LARGEST_P99_OVER_MEAN * 0.999, noNaN: true }),
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        (ratio, mean) => {
          expect(lognormalScv(mean, mean * ratio)).toBeCloseTo(lognormalScv(1, ratio), 6);
          expect(lognormalScv(1, ratio)).toBeGreaterThanOrEqual(lognormalScv(1, 1 + (ratio - 1) / 2));
        },
      ),
    );
  });

  it.each([
    [10, 9],
    [10, 160],
    [0, 1],
  ])('refuses a mean of %d with a 99th percentile of %d', (mean, p99) => {
    expect(() => lognormalScv(mean, p99)).toThrow(RangeError);
  });
});

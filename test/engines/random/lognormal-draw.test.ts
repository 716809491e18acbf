import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_P95_OVER_MEAN, lognormalDraw } from '../../../src/engines/random/lognormal-draw.ts';
import { normalDraw } from '../../../src/engines/random/normal-draw.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';

const Z95 = 1.6448536269514722;
const ratio = fc.double({ min: 1, max: LARGEST_P95_OVER_MEAN, noNaN: true });
const mean = fc.double({ min: 1, max: 1e5, noNaN: true });

describe('lognormalDraw', () => {
  it('keeps the identity mean = median e^(sigma^2 / 2), median = e^mu', () => {
    // sigma 1: mean e^0.5 of the median, 95th percentile e^1.64485 of it (NIST/SEMATECH handbook, 1.3.6.6.9)
    const p95OverMean = Math.exp(Z95 - 0.5);
    const median = lognormalDraw(100, 100 * p95OverMean, 0);
    expect(100 / median).toBeCloseTo(Math.exp(0.5), 9);
  });

  it('puts its 95th percentile where it was told, and rises with the normal number', () => {
    fc.assert(
      fc.property(mean, ratio, (of, r) => {
        expect(lognormalDraw(of, of * r, Z95) / (of * r)).toBeCloseTo(1, 6);
        expect(lognormalDraw(of, of * r, -1)).toBeLessThanOrEqual(lognormalDraw(of, of * r, 1) * (1 + 1e-12));
      }),
    );
  });

  it('has the mean that it was told over many draws', () => {
    const uniform = seededRandom(5);
    const drawn = Array.from({ length: 200_000 }, () =>
      lognormalDraw(1000, 2500, normalDraw(uniform(), uniform())),
    );
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length / 1000).toBeCloseTo(1, 1);
  });

  it('does not vary where the percentile is the mean', () => {
    expect(lognormalDraw(300, 300, 2.5)).toBe(300);
  });

  it('reaches its limit for any mean, though the product of both be rounded up', () => {
    fc.assert(
      fc.property(mean, (of) => {
        expect(lognormalDraw(of, of * LARGEST_P95_OVER_MEAN, Z95) / of).toBeCloseTo(LARGEST_P95_OVER_MEAN, 6);
      }),
    );
  });

  it('cannot reach further than e^(z^2 / 2), 3.87 times the mean', () => {
    expect(LARGEST_P95_OVER_MEAN).toBeCloseTo(3.868, 3);
    expect(() => lognormalDraw(100, 387, 0)).toThrow(RangeError);
    expect(() => lognormalDraw(100, 99, 0)).toThrow(RangeError);
    expect(() => lognormalDraw(0, 0, 0)).toThrow(RangeError);
    expect(() => lognormalDraw(Number.NaN, 1, 0)).toThrow(RangeError);
  });
});

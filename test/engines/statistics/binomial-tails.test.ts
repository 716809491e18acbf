import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialTails } from '../../../src/engines/statistics/binomial-tails.ts';

/** Sum of exact terms, smallest first. */
function summed(k: number, trials: number, p: number): number {
  let term = (1 - p) ** trials;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= ((trials - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

describe('binomial tails', () => {
  test.each([
    [2, 20, 0.05, 0.9245],
    [5, 10, 0.5, 0.623],
    [8, 15, 0.4, 0.905],
    [0, 5, 0.1, 0.5905],
  ])('as in the printed table: P(X <= %i), n = %i, p = %d is %d', (k, trials, p, printed) => {
    expect(binomialTails(k, trials, p).atMost).toBeCloseTo(printed, 4);
  });

  test('are the sum of the terms, on both sides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.01, max: 0.6, noNaN: true }),
        fc.nat({ max: 300 }),
        (trials, p, k) => {
          fc.pre(k < trials);
          const { atMost, above } = binomialTails(k, trials, p);
          expect(atMost).toBeCloseTo(summed(k, trials, p), 11);
          expect(atMost + above).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  test('keep their digits far out: all of 200 trials at 0.9 is 0.9^200', () => {
    expect(binomialTails(199, 200, 0.9).above / 0.9 ** 200).toBeCloseTo(1, 10);
    expect(binomialTails(0, 500, 0.5).atMost / 0.5 ** 500).toBeCloseTo(1, 9);
  });

  test('a million trials: just under one half above the mean', () => {
    const { above } = binomialTails(10_000, 1_000_000, 0.01);
    expect(above).toBeGreaterThan(0.49);
    expect(above).toBeLessThan(0.5);
  });

  test('at the ends', () => {
    expect(binomialTails(-1, 5, 0.5)).toEqual({ atMost: 0, above: 1 });
    expect(binomialTails(5, 5, 0.5)).toEqual({ atMost: 1, above: 0 });
    expect(binomialTails(2, 5, 0)).toEqual({ atMost: 1, above: 0 });
    expect(binomialTails(2, 5, 1)).toEqual({ atMost: 0, above: 1 });
  });

  test.each([
    [1.5, 5, 0.5],
    [1, 0, 0.5],
    [1, 5, -0.1],
    [1, 5, Number.NaN],
  ])('refuse %d of %d at %d', (k, n, p) => {
    expect(() => binomialTails(k, n, p)).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chiSquareSurvival } from '../../../src/engines/statistics/chi-square-survival.ts';
import { nonCentralChiSquareSurvival } from '../../../src/engines/statistics/non-central-chi-square-survival.ts';
import { normalCdf } from '../../../src/engines/statistics/normal-cdf.ts';

// P. B. Patnaik, The non-central chi-square and F-distributions and their applications, Biometrika 36 (1949): exact values
// of P(X <= x), four decimals
test.each([
  [4, 4, 1.765, 0.05],
  [4, 4, 10, 0.7118],
  [4, 4, 17.309, 0.95],
  [4, 4, 24, 0.9925],
  [4, 10, 10, 0.3148],
  [7, 1, 4, 0.1628],
  [7, 1, 16.004, 0.95],
  [12, 6, 24, 0.8174],
  [16, 8, 30, 0.788],
  [16, 32, 60, 0.8316],
  [24, 24, 36, 0.1567],
  [24, 24, 72, 0.9667],
])(
  'with %d degrees of freedom and noncentrality %d, the table gives P(X <= %d) = %d',
  (df, noncentrality, x, below) => {
    expect(Math.abs(1 - nonCentralChiSquareSurvival(x, df, noncentrality) - below)).toBeLessThan(6e-5);
  },
);

test('without noncentrality it is the central distribution', () => {
  expect(nonCentralChiSquareSurvival(20, 9, 0)).toBe(chiSquareSurvival(20, 9));
});

test('with one degree of freedom it is that of a squared normal value', () => {
  for (const [x, mean] of [
    [1, 0.5],
    [9, 2],
    [400, 3],
    [900, 25],
  ] as const) {
    const tail = normalCdf(mean - Math.sqrt(x)) + normalCdf(-mean - Math.sqrt(x));
    expect(Math.abs(nonCentralChiSquareSurvival(x, 1, mean * mean) / tail - 1)).toBeLessThan(1e-12);
  }
});

test('it falls with x, grows with the noncentrality and with the degrees of freedom, and stays within 0..1', () => {
  const amount = fc.double({ min: 0, max: 2000, noNaN: true });
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 1, max: 99 }), (x, noncentrality, df) => {
      const tail = nonCentralChiSquareSurvival(x, df, noncentrality);
      expect(tail).toBeGreaterThanOrEqual(0);
      expect(tail).toBeLessThanOrEqual(1);
      const slack = 1 + 1e-11;
      expect(nonCentralChiSquareSurvival(x * 1.1, df, noncentrality)).toBeLessThanOrEqual(tail * slack);
      expect(nonCentralChiSquareSurvival(x, df, noncentrality * 1.1) * slack).toBeGreaterThanOrEqual(tail);
      expect(nonCentralChiSquareSurvival(x, df + 1, noncentrality) * slack).toBeGreaterThanOrEqual(tail);
    }),
  );
});

test('the ends are exact and the outside is refused', () => {
  expect(nonCentralChiSquareSurvival(-1, 3, 2)).toBe(1);
  expect(nonCentralChiSquareSurvival(Number.POSITIVE_INFINITY, 3, 2)).toBe(0);
  expect(() => nonCentralChiSquareSurvival(1, 0, 2)).toThrow(RangeError);
  expect(() => nonCentralChiSquareSurvival(1, 3, -1)).toThrow(RangeError);
  expect(() => nonCentralChiSquareSurvival(Number.NaN, 3, 1)).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { chiSquareQuantile } from '../../../src/engines/statistics/chi-square-quantile.ts';

// NIST/SEMATECH e-Handbook, 1.3.6.7.4: critical values of the chi-square distribution, to three decimals
test.each([
  [0.95, 1, 3.841],
  [0.95, 4, 9.488],
  [0.95, 9, 16.919],
  [0.99, 9, 21.666],
  [0.95, 19, 30.144],
  [0.95, 99, 123.225],
  [0.05, 10, 3.94],
])('the table says that the %d point with %d degrees of freedom is %d', (probability, df, expected) => {
  expect(chiSquareQuantile(probability, df)).toBeCloseTo(expected, 3);
});

// scipy 1.17.1: stats.chi2.ppf(p, df)
test.each([
  [0.95, 9, 16.918977604620448],
  [0.95, 20_000, 20330.10382393225],
  [0.001, 1, 1.5707971492624921e-6],
  [1e-6, 0.5, 1.3499395786223394e-24],
])('scipy gives the same at %d with %d degrees of freedom', (probability, df, expected) => {
  expect(Math.abs(chiSquareQuantile(probability, df) / expected - 1)).toBeLessThan(1e-12);
});

test('certainty has no quantile', () => {
  expect(() => chiSquareQuantile(1, 3)).toThrow(RangeError);
  expect(() => chiSquareQuantile(0.5, 0)).toThrow(RangeError);
});

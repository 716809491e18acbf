import { expect, test } from 'vitest';
import { chiSquareSurvival } from '../../../src/engines/statistics/chi-square-survival.ts';

// mpmath 1.4.1 at 40 digits: gammainc(df/2, x/2, inf, regularized=True)
test.each([
  [1, 1, 0.3173105078629141],
  [0.5, 3, 0.9188914116546758],
  [100, 9, 1.5735176303753944e-17],
  [1000, 9, 1.724068118922473e-209],
  [1400, 9, 7.730994243999156e-296],
  [1200, 999, 1.1129350448258865e-5],
])('P(X >= %d) with %d degrees of freedom is %d to 1e-12', (x, df, expected) => {
  expect(Math.abs(chiSquareSurvival(x, df) / expected - 1)).toBeLessThan(1e-12);
});

test('nothing lies below 0', () => {
  expect(chiSquareSurvival(0, 5)).toBe(1);
  expect(chiSquareSurvival(-3, 5)).toBe(1);
});

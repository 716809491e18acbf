import { expect, test } from 'vitest';
import { logGamma } from '../../../src/engines/statistics/log-gamma.ts';

test('factorials and half-integers are exact to 1e-14', () => {
  expect(logGamma(1)).toBeCloseTo(0, 14);
  expect(logGamma(11) / Math.log(3_628_800)).toBeCloseTo(1, 14);
  expect(logGamma(0.5) / Math.log(Math.sqrt(Math.PI))).toBeCloseTo(1, 13);
  expect(logGamma(0.25)).toBeCloseTo(1.2880225246980774, 13); // Abramowitz and Stegun, Gamma(1/4) = 3.6256099082
});

test('0 and below are refused', () => {
  expect(() => logGamma(0)).toThrow(RangeError);
});

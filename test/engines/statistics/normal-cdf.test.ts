import { expect, test } from 'vitest';
import { normalCdf } from '../../../src/engines/statistics/normal-cdf.ts';

// mpmath 1.4.1: ncdf(z)
test.each([
  [-1.959963984540054, 0.025000000000000012],
  [-8, 6.220960574271784e-16],
  [-20, 2.7536241186062337e-89],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [3, 0.9986501019683699],
])('P(Z <= %d) is %d to 1e-12', (z, expected) => {
  expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(1e-12);
});

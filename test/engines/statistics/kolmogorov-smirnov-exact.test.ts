import { expect, test } from 'vitest';
import { kolmogorovSmirnovExact } from '../../../src/engines/statistics/kolmogorov-smirnov-exact.ts';

// Gnedenko and Korolyuk (1951): for n = m, P(n D >= k) = 2 sum (-1)^(i-1) C(2n, n - ik) / C(2n, n)
test.each([
  [8, 5, 1120 / 12_870],
  [8, 6, 240 / 12_870],
  [8, 4, (2 * (1820 - 1)) / 12_870],
  [3, 3, 2 / 20],
])('with %d values a side, P(n D >= %d) is %d', (n, k, expected) => {
  expect(kolmogorovSmirnovExact(k * n, n, n)).toBeCloseTo(expected, 14);
});

// scipy 1.17.1: ks_2samp([...], [...], method='exact') of samples of 8 and 10 with D = 0.4
test('samples of unequal size agree with scipy', () => {
  expect(kolmogorovSmirnovExact(32, 8, 10)).toBeCloseTo(0.39174550939256825, 13);
});

test('small p-values keep their precision', () => {
  // two disjoint samples of 300: 2 / C(600, 300)
  let ways = 1;
  for (let k = 1; k <= 300; k++) ways *= (300 + k) / k;
  expect((kolmogorovSmirnovExact(90_000, 300, 300) * ways) / 2).toBeCloseTo(1, 10);
});

import { expect, test } from 'vitest';
import { normalQuantile } from '../../../src/engines/statistics/normal-quantile.ts';

// Wichura 1988 checks AS 241 at 0.25, 0.001 and 1e-20; the others are scipy 1.17.1: stats.norm.ppf(p)
test.each([
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.262340089798476],
  [0.975, 1.959963984540054],
  [0.9999, 3.719016485455709],
  [1e-300, -37.0470962993612],
])('the quantile at %d is %d', (probability, expected) => {
  expect(Math.abs(normalQuantile(probability) / expected - 1)).toBeLessThan(1e-13);
});

test('the median is 0 and certainty has no quantile', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(() => normalQuantile(0)).toThrow(RangeError);
  expect(() => normalQuantile(1)).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { kolmogorovSurvival } from '../../../src/engines/statistics/kolmogorov-survival.ts';

// mpmath 1.4.1: 2 * nsum(lambda k: (-1)**(k - 1) * exp(-2 * k**2 * x**2), [1, 200])
test.each([
  [0.3, 0.9999906941986654],
  [0.5, 0.9639452436648751],
  [1, 0.2699996716773545],
  [1.18, 0.1234538094297657],
  [1.36, 0.04948587675537788],
  [2, 0.0006709252557796953],
  [5, 3.8574996959278356e-22],
])('P(K > %d) is %d', (x, expected) => {
  expect(Math.abs(kolmogorovSurvival(x) / expected - 1)).toBeLessThan(1e-13);
});

// Smirnov's table (Annals of Mathematical Statistics 19, 1948): 1.3581 and 1.6276
test('the tabled 5 % and 1 % points', () => {
  expect(kolmogorovSurvival(1.3581)).toBeCloseTo(0.05, 4);
  expect(kolmogorovSurvival(1.6276)).toBeCloseTo(0.01, 4);
});

test('nothing lies below 0', () => {
  expect(kolmogorovSurvival(0)).toBe(1);
});

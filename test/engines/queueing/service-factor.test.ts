import { describe, expect, test } from 'vitest';
import { type ServiceSpread, serviceFactor } from '../../../src/engines/queueing/service-factor.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';

/** Squared coefficients of variation as every textbook has them: 0, 1, 1/3, 1/k, and those asked for. */
const LAWS: readonly (readonly [ServiceSpread, number])[] = [
  [{ kind: 'deterministic' }, 0],
  [{ kind: 'exponential' }, 1],
  [{ kind: 'uniform' }, 1 / 3],
  [{ kind: 'erlang', stages: 4 }, 0.25],
  [{ kind: 'lognormal', coefficientOfVariation: 1.5 }, 2.25],
  [{ kind: 'hyper-exponential', squaredCoefficientOfVariation: 4 }, 4],
  [{ kind: 'discrete', values: [0.5, 5.5], shares: [0.9, 0.1] }, 2.25],
];

describe('a factor has mean 1 and the squared coefficient of variation of its law', () => {
  test.each(LAWS)('%o: %f', (spread, expected) => {
    const draw = serviceFactor(spread, seededRandom(5));
    const values = Array.from({ length: 400_000 }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(1, 2);
    expect(Math.abs(variance - expected)).toBeLessThan(0.06 * Math.max(expected, 0.1));
  });
});

test.each<readonly [ServiceSpread, string]>([
  [{ kind: 'erlang', stages: 0 }, 'an Erlang law of 0 stages: it needs a whole number from 1'],
  [{ kind: 'lognormal', coefficientOfVariation: -1 }, 'a coefficient of variation of -1 is below 0'],
  [
    { kind: 'hyper-exponential', squaredCoefficientOfVariation: 0.5 },
    'a hyper-exponential law has a squared coefficient from 1, not 0.5',
  ],
  [
    { kind: 'discrete', values: [1, 2], shares: [0.5, 0.5] },
    'discrete factors with mean 1.5 and shares of 1 in all: both must be 1',
  ],
])('%o is refused', (spread, message) => {
  expect(() => serviceFactor(spread, seededRandom(1))).toThrow(new RangeError(message));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wasserstein1 } from '../../../src/engines/statistics/wasserstein-1.ts';
import example from './frouros-example.json' with { type: 'json' };

// The documentation of scipy.stats.wasserstein_distance, and of frouros' EMD (numpy seed 31)
test('the examples that scipy and frouros document', () => {
  expect(wasserstein1([0, 1, 3], [5, 6, 8])).toBeCloseTo(5, 14);
  expect(
    wasserstein1(Float64Array.from(example.reference).sort(), Float64Array.from(example.current).sort()),
  ).toBeCloseTo(1.0686078744674332, 13);
});

test('a shift by d gives d, and the order of the two sides does not matter', () => {
  const samples = fc
    .array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 30 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(samples, samples, fc.integer({ min: -9, max: 9 }), (a, b, shift) => {
      expect(
        wasserstein1(
          a,
          a.map((value) => value + shift),
        ),
      ).toBeCloseTo(Math.abs(shift), 10);
      expect(wasserstein1(a, b)).toBeCloseTo(wasserstein1(b, a), 10);
    }),
  );
});

test('an empty sample is refused', () => {
  expect(() => wasserstein1([], [1])).toThrow(RangeError);
});

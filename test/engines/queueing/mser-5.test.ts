import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mser5 } from '../../../src/engines/queueing/mser-5.ts';
import { seededRandom } from '../../../src/engines/random/seeded-random.ts';

/** The definition of White, Cobb and Spratt (2000), summed anew for each cut. */
const byDefinition = (series: Float64Array): number => {
  const means = Array.from(
    { length: Math.floor(series.length / 5) },
    (_, group) => series.subarray(5 * group, 5 * group + 5).reduce((sum, value) => sum + value, 0) / 5,
  );
  const errors = means.slice(0, Math.floor(means.length / 2) + 1).map((_, cut) => {
    const rest = means.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
    return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
  });
  return 5 * errors.indexOf(Math.min(...errors));
};

test('it is the cut of the definition', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 20, max: 400 }), (seed, length) => {
      const uniform = seededRandom(seed);
      const series = Float64Array.from({ length }, (_, at) => uniform() + (at < 20 ? 3 : 0));
      expect(mser5(series)).toBe(byDefinition(series));
    }),
    { numRuns: 100, seed: 1 },
  );
});
test('a transient of 200 is cut, a steady series is left nearly whole', () => {
  const uniform = seededRandom(3);
  const steady = Float64Array.from({ length: 5000 }, () => uniform());
  const rising = steady.map((value, at) => value + (at < 200 ? -5 : 0));
  expect(mser5(rising)).toBe(200);
  expect(mser5(new Float64Array(9))).toBe(0);
});

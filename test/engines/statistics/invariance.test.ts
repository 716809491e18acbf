import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { hellinger } from '../../../src/engines/statistics/hellinger.ts';
import { jensenShannon } from '../../../src/engines/statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import { lInfinity } from '../../../src/engines/statistics/l-infinity.ts';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { quantileEdges } from '../../../src/engines/statistics/quantile-edges.ts';
import { totalVariation } from '../../../src/engines/statistics/total-variation.ts';
import { wasserstein1 } from '../../../src/engines/statistics/wasserstein-1.ts';
import { histogramPairs } from './histograms.ts';

const samples = fc
  .array(fc.integer({ min: -40, max: 40 }), { minLength: 2, maxLength: 60 })
  .map((values) => Float64Array.from(values).sort());
const MAPS: readonly (readonly [name: string, map: (value: number) => number])[] = [
  ['times eight less three', (value) => 8 * value - 3],
  ['cubed', (value) => value ** 3],
  ['exponential', (value) => Math.exp(value / 8)],
];

test.each(MAPS)('KS, and PSI on edges that go along, do not change when values are %s', (_, map) => {
  fc.assert(
    fc.property(samples, samples, (reference, current) => {
      const [mapped, other] = [reference.map(map), current.map(map)];
      const plain = kolmogorovSmirnov(reference, current);
      expect(kolmogorovSmirnov(mapped, other)).toEqual(plain);
      // halfway between whole numbers, so that rounding in the map cannot bring an edge onto a value
      const edges = [...new Set(quantileEdges(reference, 5).map((edge) => Math.floor(edge) + 0.5))];
      const value = (a: Float64Array, b: Float64Array, cuts: readonly number[]): number =>
        populationStabilityIndex(countBins(a, cuts), countBins(b, cuts)).value;
      expect(value(mapped, other, edges.map(map))).toBe(value(reference, current, edges));
    }),
  );
});

test('quantile edges move with the values where these are scaled by a power of two', () => {
  fc.assert(
    fc.property(
      samples,
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: -8, max: 8 }),
      (values, bins, power) => {
        const scale = 2 ** power;
        expect(
          quantileEdges(
            values.map((value) => value * scale),
            bins,
          ),
        ).toEqual(quantileEdges(values, bins).map((edge) => edge * scale));
      },
    ),
  );
});

test('Wasserstein grows with the unit, and does not move when both sides are shifted or mirrored', () => {
  fc.assert(
    fc.property(samples, samples, (a, b) => {
      const distance = wasserstein1(a, b);
      const changed = (map: (value: number) => number): number =>
        wasserstein1(a.map(map).sort(), b.map(map).sort());
      expect(changed((value) => value * 4)).toBeCloseTo(4 * distance, 9);
      expect(changed((value) => value + 17)).toBeCloseTo(distance, 9);
      expect(changed((value) => -value)).toBeCloseTo(distance, 9);
    }),
  );
});

test('distances on bins do not see their order, are symmetric but for the sides, 0 on equal shares and bounded', () => {
  const distances = [
    hellinger,
    totalVariation,
    lInfinity,
    (p: number[], q: number[]) => jensenShannon(p, q).distance,
  ];
  fc.assert(
    fc.property(histogramPairs, fc.integer(), ({ reference, current }, seed) => {
      const order = reference
        .map((_, bin) => bin)
        .sort((a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101));
      const shuffled = (counts: readonly number[]): number[] => order.map((bin) => counts[bin] ?? 0);
      for (const distance of distances) {
        const there = distance(reference, current);
        expect(distance(shuffled(reference), shuffled(current))).toBeCloseTo(there, 7);
        expect(distance(current, reference)).toBeCloseTo(there, 7);
        expect(distance(reference, reference)).toBeCloseTo(0, 7);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('edges of any doubles are finite and lie within them, also where the range overflows', () => {
  expect(quantileEdges([-Number.MAX_VALUE, Number.MAX_VALUE], 2)).toEqual([0]);
  const any = fc
    .array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 })
    .map((values) => Float64Array.from(values).sort());
  fc.assert(
    fc.property(any, fc.integer({ min: 2, max: 30 }), (values, bins) => {
      for (const edge of quantileEdges(values, bins)) {
        expect(Number.isFinite(edge)).toBe(true);
        expect(edge >= (values[0] ?? 0) && edge <= (values.at(-1) ?? 0)).toBe(true);
      }
    }),
  );
});

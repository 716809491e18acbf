import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { normalCdf } from '../../../src/engines/statistics/normal-cdf.ts';
import { normalQuantile } from '../../../src/engines/statistics/normal-quantile.ts';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { psiExceedsTest } from '../../../src/engines/statistics/psi-exceeds-test.ts';
import { seededUniform } from './histograms.ts';

const BINS = 10;
const edges = Array.from({ length: BINS - 1 }, (_, k) => normalQuantile((k + 1) / BINS));
const flat = new Array<number>(BINS).fill(1 / BINS);
const shareOf = (cdf: (z: number) => number): number[] => {
  const below = [0, ...edges.map(cdf), 1];
  return below.slice(1).map((share, bin) => share - (below[bin] ?? 0));
};
const psi = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, share, bin) => sum + ((q[bin] ?? 0) - share) * Math.log((q[bin] ?? 0) / share), 0);

/** The shares at which a family of drifts reaches a PSI from `p`, by bisection. */
function atSize(p: readonly number[], family: (amount: number) => number[], size: number): number[] {
  let low = 0;
  let high = 1;
  while (psi(p, family(high)) < size) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (psi(p, family(middle)) < size) low = middle;
    else high = middle;
  }
  return family(low);
}
const rest = (first: number): number[] =>
  flat.map((_, bin) => (bin === 0 ? first : (1 - first) / (BINS - 1)));
const rare = rest(0.01);
const SHAPES: Readonly<Record<string, readonly [number[], (amount: number) => number[]]>> = {
  'a shift': [flat, (amount) => shareOf((z) => normalCdf(z - amount))],
  'a wider spread': [flat, (amount) => shareOf((z) => normalCdf(z / (1 + amount)))],
  'one bin that empties': [flat, (amount) => rest(1 / BINS / (1 + amount))],
  'a rare bin that grows': [rare, (amount) => rest(Math.min(0.9, 0.01 * (1 + amount)))],
};

test.each(Object.keys(SHAPES).flatMap((shape) => [0.1, 0.2].map((tolerated) => [shape, tolerated] as const)))(
  '%s of exactly the tolerated PSI %d is said to exceed it in at most 6.5 % of windows',
  (shape, tolerated) => {
    const [p, family] = SHAPES[shape] ?? [flat, () => flat];
    const q = atSize(p, family, tolerated);
    const uniform = seededUniform(99);
    const cumulative = (shares: readonly number[]): number[] => {
      let sum = 0;
      return shares.slice(0, -1).map((share) => (sum += share));
    };
    const draw = (rows: number, cuts: readonly number[]): number[] =>
      countBins(Float64Array.from({ length: rows }, uniform), cuts);
    const [cutsP, cutsQ] = [cumulative(p), cumulative(q)];
    const trials = 600;
    let exceeded = 0;
    for (let trial = 0; trial < trials; trial++)
      if ((psiExceedsTest(draw(1000, cutsP), draw(3000, cutsQ), tolerated)?.pValue ?? 1) < 0.05) exceeded++;
    expect(exceeded / trials).toBeLessThanOrEqual(0.065);
  },
);

test('half a standard deviation is above 0.1 for certain from 5000 rows, and never above 0.3', () => {
  const scaled = (shares: readonly number[], rows: number): number[] =>
    shares.map((share) => Math.round(share * rows));
  const reference = scaled(flat, 5000);
  const current = scaled(
    shareOf((z) => normalCdf(z - 0.5)),
    5000,
  );
  expect(populationStabilityIndex(reference, current).value).toBeCloseTo(0.24, 2);
  expect(psiExceedsTest(reference, current, 0.1)?.pValue).toBeLessThan(1e-6);
  expect(psiExceedsTest(reference, current, 0.3)?.pValue).toBeGreaterThan(0.95);
});

test('the larger of the two p-values counts, it grows with the tolerated size, and equal samples never exceed', () => {
  const counts = fc.array(fc.integer({ min: 200, max: 4000 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(counts, counts, (reference, current) => {
      const small = psiExceedsTest(reference, current, 0.02);
      const large = psiExceedsTest(reference, current, 0.2);
      expect(small?.pValue).toBe(Math.max(small?.nonCentral ?? 0, small?.wald ?? 0));
      expect(large?.pValue).toBeGreaterThanOrEqual((small?.pValue ?? 1) - 1e-12);
      expect(psiExceedsTest(reference, reference, 0.02)?.pValue).toBe(1);
    }),
  );
});

test('too few rows a bin, or one bin, give no answer; a size of 0 is refused', () => {
  expect(psiExceedsTest([100, 100], [100, 99], 0.1)).toBeUndefined();
  expect(psiExceedsTest([100, 100], [100, 100], 0.1)).toBeDefined();
  expect(psiExceedsTest([1000, 0], [1000, 0], 0.1)).toBeUndefined();
  expect(() => psiExceedsTest([1000, 1000], [1000, 1000], 0)).toThrow('0 is not a tolerable PSI');
});

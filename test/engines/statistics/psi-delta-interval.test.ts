import { expect, test } from 'vitest';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { psiDeltaInterval } from '../../../src/engines/statistics/psi-delta-interval.ts';
import { seededUniform } from './histograms.ts';

test('it holds the value, is cut off at 0 and collapses without drift', () => {
  const { low, high } = psiDeltaInterval([100, 200, 300], [150, 200, 250]);
  const { value } = populationStabilityIndex([100, 200, 300], [150, 200, 250]);
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
  expect(psiDeltaInterval([10, 20], [10, 20])).toEqual({ low: 0, high: 0 });
  expect(psiDeltaInterval([5, 5], [7, 3]).low).toBe(0);
});

test('a hundred times the rows make it ten times narrower', () => {
  const width = (times: number): number => {
    const { low, high } = psiDeltaInterval([300 * times, 700 * times], [500 * times, 500 * times]);
    return high - low;
  };
  expect(width(100) / width(1)).toBeCloseTo(0.1, 3);
});

test('an empty bin does not blow it up', () => {
  const { low, high } = psiDeltaInterval([100, 700, 200], [0, 750, 250]);
  const { value } = populationStabilityIndex([100, 700, 200], [0, 750, 250]);
  expect(low).toBeGreaterThan(value / 2);
  expect(high).toBeLessThan(value * 1.5);
});

test('simulated with drift at 2000 rows a side, it covers the true value in 93 to 97 % of cases', () => {
  const uniform = seededUniform(7);
  const p = [0.4, 0.3, 0.2, 0.1];
  const q = [0.25, 0.25, 0.25, 0.25];
  const truth = p.reduce(
    (sum, share, bin) => sum + ((q[bin] ?? 0) - share) * Math.log((q[bin] ?? 0) / share),
    0,
  );
  const draw = (shares: readonly number[]): number[] => {
    const counts = shares.map(() => 0);
    for (let row = 0; row < 2000; row++) {
      let left = uniform();
      let bin = 0;
      while (bin < shares.length - 1 && left >= (shares[bin] ?? 0)) left -= shares[bin++] ?? 0;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  const trials = 1000;
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { low, high } = psiDeltaInterval(draw(p), draw(q));
    if (low <= truth && truth <= high) covered++;
  }
  expect(covered / trials).toBeGreaterThan(0.93);
  expect(covered / trials).toBeLessThan(0.97);
});

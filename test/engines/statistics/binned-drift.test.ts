import { expect, test } from 'vitest';
import { binnedDrift } from '../../../src/engines/statistics/binned-drift.ts';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { normalCdf } from '../../../src/engines/statistics/normal-cdf.ts';
import { normalQuantile } from '../../../src/engines/statistics/normal-quantile.ts';
import { quantileEdges } from '../../../src/engines/statistics/quantile-edges.ts';
import { seededUniform } from './histograms.ts';

const THRESHOLDS = { moderateFrom: 0.1, significantAbove: 0.2, alpha: 0.05 };

/** Rows of a normal distribution, moved, in the deciles of the standard one. */
function deciles(shift: number, rows: number): number[] {
  const edges = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => normalQuantile(k / 10));
  const below = [0, ...edges.map((edge) => normalCdf(edge - shift)), 1];
  return below.slice(1).map((share, bin) => (share - (below[bin] ?? 0)) * rows);
}

test('on normal deciles PSI reaches 0.1 at a shift of 0.32 standard deviations and 0.2 at 0.46', () => {
  const psi = (shift: number): number =>
    binnedDrift(deciles(0, 1e6), deciles(shift, 1e6), true, THRESHOLDS).psi;
  expect(psi(0.32)).toBeLessThan(0.1);
  expect(psi(0.33)).toBeGreaterThan(0.1);
  expect(psi(0.455)).toBeLessThan(0.2);
  expect(psi(0.465)).toBeGreaterThan(0.2);
});

test('a real shift of 0.3 standard deviations in 100,000 rows is called real but small', () => {
  const drift = binnedDrift(deciles(0, 1e5), deciles(0.3, 1e5), true, THRESHOLDS);
  expect(drift).toMatchObject({ band: 'none', evidence: 'supported', verdict: 'real_but_small' });
});

test('noise at 100 rows a side is not called drift, and the rows that would be needed are told', () => {
  const reference = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
  const drift = binnedDrift(reference, [6, 14, 9, 12, 5, 13, 11, 8, 15, 7], true, THRESHOLDS);
  expect(drift).toMatchObject({ band: 'moderate', evidence: 'insufficient_data', verdict: 'cannot_tell' });
  expect(drift.rowsNeeded).toEqual({ eachSide: 339 });
});

test('empty bins are counted a side, and what they add is told', () => {
  const drift = binnedDrift([50, 50, 0, 0], [50, 0, 50, 0], false, THRESHOLDS);
  expect(drift).toMatchObject({ binsWithRows: 3, emptyInReference: 1, emptyInCurrent: 1 });
  expect(drift.fromEmptyBins).toBeCloseTo(drift.psi, 12);
});

/** Bounds within which 99 % of binomial shares fall. */
function around(share: number, trials: number): [number, number] {
  const reach = 2.5758 * Math.sqrt((share * (1 - share)) / trials);
  return [share - reach, share + reach];
}

test.each([
  ['fixed bins, 200 rows a side', 200, 200, false],
  ['bins at the sample quantiles of the reference, 200 and 500 rows', 200, 500, true],
  ['fixed bins, 1000 and 200 rows', 1000, 200, false],
])('%s: without drift, evidence is supported in one case of twenty', (_, n, m, fromSample) => {
  const uniform = seededUniform(n + m);
  const fixed = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => k / 10);
  const trials = 1500;
  let supported = 0;
  for (let trial = 0; trial < trials; trial++) {
    const reference = Float64Array.from({ length: n }, uniform).sort();
    const current = Float64Array.from({ length: m }, uniform);
    const edges = fromSample ? quantileEdges(reference, 10) : fixed;
    const drift = binnedDrift(countBins(reference, edges), countBins(current, edges), true, THRESHOLDS);
    if (drift.evidence === 'supported') supported++;
  }
  const [low, high] = around(0.05, trials);
  expect(supported / trials).toBeGreaterThan(low);
  expect(supported / trials).toBeLessThan(high);
});

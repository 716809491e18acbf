import { expect, test } from 'vitest';
import { chiSquareHomogeneity } from '../../../src/engines/statistics/chi-square-homogeneity.ts';
import { jensenShannon } from '../../../src/engines/statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import { kolmogorovSurvival } from '../../../src/engines/statistics/kolmogorov-survival.ts';
import { logGamma } from '../../../src/engines/statistics/log-gamma.ts';
import { nonCentralChiSquareSurvival } from '../../../src/engines/statistics/non-central-chi-square-survival.ts';
import { normalCdf } from '../../../src/engines/statistics/normal-cdf.ts';
import { normalQuantile } from '../../../src/engines/statistics/normal-quantile.ts';
import { regularizedGamma } from '../../../src/engines/statistics/regularized-gamma.ts';
import { wasserstein1 } from '../../../src/engines/statistics/wasserstein-1.ts';
import goldens from '../../evidence/drift/special-functions.json' with { type: 'json' };

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** The largest relative error over the rows, each of which ends in the value that is right. */
function worst(rows: readonly (readonly number[])[], of: (...given: number[]) => number): number {
  expect(rows.length).toBeGreaterThan(10);
  return Math.max(...rows.map((row) => Math.abs(of(...row.slice(0, -1)) / (row.at(-1) ?? 0) - 1)));
}

test('the incomplete gamma function keeps 1e-12 in both tails down to 1e-300', () => {
  const rows = goldens.regularizedGamma;
  const lower = rows.map(([a = 0, x = 0, value = 0]) => [a, x, value]);
  const upper = rows.map(([a = 0, x = 0, , value = 0]) => [a, x, value]);
  expect(worst(lower, (a = 0, x = 0) => regularizedGamma(a, x).lower)).toBeLessThan(1e-12);
  expect(worst(upper, (a = 0, x = 0) => regularizedGamma(a, x).upper)).toBeLessThan(1e-12);
  expect(Math.min(...upper.map((row) => row[2] ?? 1))).toBeLessThan(1e-200);
});

test('log-gamma keeps 1e-12, from 1e-8 to 1e10', () => {
  expect(worst(goldens.logGamma, logGamma as (...given: number[]) => number)).toBeLessThan(1e-12);
});

test('the normal distribution keeps 1e-12 down to 37 standard deviations, and its quantile gives them back', () => {
  expect(worst(goldens.normalCdf, (z = 0) => normalCdf(z))).toBeLessThan(1e-12);
  for (const [z = 0, p = 0] of goldens.normalCdf)
    if (z < 0) expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-13);
});

test("Kolmogorov's distribution keeps 1e-12 down to 1e-281", () => {
  expect(worst(goldens.kolmogorovSurvival, (x = 0) => kolmogorovSurvival(x))).toBeLessThan(1e-12);
});

test('the non-central chi-square distribution keeps 1e-12 in its upper tail', () => {
  expect(
    worst(goldens.nonCentralChiSquare, (x = 0, df = 0, noncentrality = 0) =>
      nonCentralChiSquareSurvival(x, df, noncentrality),
    ),
  ).toBeLessThan(1e-12);
});

// Abramowitz and Stegun, table 26.2: -log10 Q(x)
test.each([
  [5, 6.54265],
  [10, 23.11805],
  [15, 50.43522],
  [20, 88.5601],
  [25, 137.51475],
  [30, 197.30921],
  [35, 267.94888],
])('Abramowitz and Stegun: beyond %d standard deviations lie 10 to the -%d', (x, exponent) => {
  expect(Math.abs(-Math.log10(normalCdf(-x)) - exponent)).toBeLessThan(6e-6);
});

test('scipy.stats.chi2_contingency without correction gives the same, and so does its Jensen-Shannon distance', () => {
  expect(goldens.tables.length).toBe(40);
  for (const { reference, current, chiSquare, p, df, jensenShannonBase2 } of goldens.tables) {
    const ours = chiSquareHomogeneity(reference, current);
    expect(ours.df).toBe(df);
    expect(Math.abs(ours.statistic / chiSquare - 1)).toBeLessThan(1e-11);
    // a p-value of 1e-300 moves by 7e-10 when its statistic moves by 1e-12
    if (p > 1e-30) expect(Math.abs(ours.pValue / p - 1)).toBeLessThan(1e-9);
    expect(jensenShannon(reference, current).distance).toBeCloseTo(jensenShannonBase2, 12);
  }
});

test("scipy's exact two-sample KS and its Wasserstein distance are ours", () => {
  for (const { reference, current, statistic, p, wasserstein } of goldens.samples) {
    const ours = kolmogorovSmirnov(sorted(reference), sorted(current));
    expect(ours).toMatchObject({ method: 'exact', ties: false });
    expect(ours.statistic).toBeCloseTo(statistic, 14);
    expect(Math.abs(ours.pValue / p - 1)).toBeLessThan(1e-9);
    expect(Math.abs(wasserstein1(sorted(reference), sorted(current)) / wasserstein - 1)).toBeLessThan(1e-12);
  }
});

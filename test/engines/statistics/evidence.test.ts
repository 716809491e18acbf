import { expect, test } from 'vitest';
import { alignLevels } from '../../../src/engines/statistics/align-levels.ts';
import { type BinnedDrift, binnedDrift } from '../../../src/engines/statistics/binned-drift.ts';
import { countBins } from '../../../src/engines/statistics/count-bins.ts';
import { quantileEdges } from '../../../src/engines/statistics/quantile-edges.ts';
import { seededUniform } from './histograms.ts';

// Whether `evidence` keeps its promise over seeded windows, on the path of computePSI and detectDrift: edges at the reference's own
// quantiles, both sides counted on them, sparse bins merged, chi-square of homogeneity.

const THRESHOLDS = { moderateFrom: 0.1, significantAbove: 0.2, alpha: 0.05 };
const WINDOWS = 2000;

/** The range in which 99 % of shares fall that are binomial with a true share. */
function within99(share: number, trials: number): [low: number, high: number] {
  const reach = 2.5758293035489004 * Math.sqrt((share * (1 - share)) / trials);
  return [share - reach, share + reach];
}

type Draw = (uniform: () => number) => number;
const DRAWS: Readonly<Record<string, Draw>> = {
  uniform: (uniform) => uniform(),
  normal: (uniform) => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  'skewed, to two decimals': (uniform) => Math.round(100 / (1 - uniform())) / 100,
};

function numericDrift(
  n: number,
  m: number,
  bins: number,
  draw: Draw,
  uniform: () => number,
  shift = 0,
): BinnedDrift {
  const reference = new Float64Array(n);
  const current = new Float64Array(m);
  for (let row = 0; row < n; row++) reference[row] = draw(uniform);
  for (let row = 0; row < m; row++) current[row] = draw(uniform) + shift;
  const edges = quantileEdges(reference.sort(), bins);
  return binnedDrift(countBins(reference, edges), countBins(current, edges), true, THRESHOLDS);
}

function share(of: () => BinnedDrift, trials: number): number {
  let supported = 0;
  for (let window = 0; window < trials; window++) if (of().evidence === 'supported') supported++;
  return supported / trials;
}

test.each([
  [340, 340, 10, 'uniform'],
  [340, 340, 20, 'skewed, to two decimals'],
  [500, 1000, 10, 'uniform'],
  [1000, 340, 10, 'normal'],
  [1000, 1000, 10, 'uniform'],
  [1000, 1000, 50, 'uniform'],
  [5000, 5000, 10, 'uniform'],
  [10_000, 400, 20, 'uniform'],
] as const)(
  '%d against %d rows, %d bins, %s: without drift one window in twenty is supported',
  (n, m, bins, kind) => {
    const uniform = seededUniform(n * 31 + m + bins);
    const draw = DRAWS[kind] ?? (() => 0);
    const [low, high] = within99(0.05, WINDOWS);
    const supported = share(() => numericDrift(n, m, bins, draw, uniform), WINDOWS);
    expect(supported).toBeGreaterThan(low);
    expect(supported).toBeLessThan(high);
  },
);

test('twelve categories of unequal frequency, rare ones among them: one window in twenty', () => {
  const uniform = seededUniform(12);
  const rows = (count: number): string[] =>
    Array.from({ length: count }, () => `level ${Math.floor(12 * uniform() ** 3)}`);
  const supported = share(() => {
    const { reference, current } = alignLevels(rows(500), rows(400));
    return binnedDrift(reference, current, false, THRESHOLDS);
  }, WINDOWS);
  const [low, high] = within99(0.05, WINDOWS);
  expect(supported).toBeGreaterThan(low);
  expect(supported).toBeLessThan(high);
});

test('a shift of a quarter of a standard deviation in 5000 rows is supported in over 95 % of windows', () => {
  const uniform = seededUniform(25);
  const shifted = share(() => numericDrift(5000, 5000, 10, DRAWS['normal'] ?? (() => 0), uniform, 0.25), 400);
  expect(shifted).toBeGreaterThan(0.95);
});

test('without drift hardly any window of 340 rows or more is called drift, and none of 1000', () => {
  const uniform = seededUniform(7);
  const verdicts = (rows: number): number =>
    Array.from({ length: 500 }, () =>
      numericDrift(rows, rows, 10, DRAWS['uniform'] ?? (() => 0), uniform),
    ).filter(({ verdict }) => verdict === 'drift').length / 500;
  expect(verdicts(340)).toBeLessThan(0.06);
  expect(verdicts(1000)).toBe(0);
});

import { markdownTable } from '../src/contract/markdown.ts';
import { binnedDrift } from '../src/engines/statistics/binned-drift.ts';
import { countBins } from '../src/engines/statistics/count-bins.ts';
import { normalCdf } from '../src/engines/statistics/normal-cdf.ts';
import { normalQuantile } from '../src/engines/statistics/normal-quantile.ts';
import { psiExceedsTest } from '../src/engines/statistics/psi-exceeds-test.ts';
import { rowsForPsi } from '../src/engines/statistics/rows-for-psi.ts';

/**
 * The simulated tables of references/drift.md: how often fixed thresholds and our evidence fire without drift, how often with it,
 * and how often "above a tolerated size" is said at that size. Seeded: the same tables each time. About two minutes.
 */
const THRESHOLDS = { moderateFrom: 0.1, significantAbove: 0.2, alpha: 0.05 };
let state = 20261125;

/** mulberry32 (public domain). */
function uniform(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

function draw(rows: number, shares: readonly number[]): number[] {
  const cuts: number[] = [];
  for (const share of shares.slice(0, -1)) cuts.push((cuts.at(-1) ?? 0) + share);
  return countBins(Float64Array.from({ length: rows }, uniform), cuts);
}

const flat = (bins: number): number[] => new Array<number>(bins).fill(1 / bins);
/** Shares of a normal distribution moved and widened, in the quantile bins of the standard one. */
function normalShares(bins: number, shift: number, width = 1): number[] {
  const edges = Array.from({ length: bins - 1 }, (_, k) => normalQuantile((k + 1) / bins));
  const below = [0, ...edges.map((edge) => normalCdf((edge - shift) / width)), 1];
  return below.slice(1).map((share, bin) => share - (below[bin] ?? 0));
}
const first = (bins: number, share: number): number[] =>
  flat(bins).map((_, bin) => (bin === 0 ? share : (1 - share) / (bins - 1)));

/** Shares of trials, in per cent, to two digits. */
function percent(hits: number, trials: number): string {
  return hits === 0 ? '0' : `${Number(((100 * hits) / trials).toPrecision(2))} %`;
}

function falseAlarms(): string {
  const trials = 20_000;
  const pairs = [
    [100, 100],
    [200, 200],
    [340, 340],
    [500, 500],
    [1000, 1000],
    [10_000, 100],
    [10_000, 340],
    [10_000, 1000],
  ] as const;
  return markdownTable(
    [
      'Reference rows',
      'Current rows',
      'Above 0.1, 5 bins',
      'Above 0.1, 10 bins',
      'Above 0.2, 10 bins',
      'Above 0.1, 20 bins',
      'Evidence supported, 10 bins',
      'Verdict drift, 10 bins',
    ],
    pairs.map(([n, m]) => {
      const above = { 5: 0, 10: 0, 20: 0 };
      let significant = 0;
      let supported = 0;
      let drift = 0;
      for (const bins of [5, 10, 20] as const)
        for (let trial = 0; trial < trials; trial++) {
          const found = binnedDrift(draw(n, flat(bins)), draw(m, flat(bins)), true, THRESHOLDS);
          if (found.psi > 0.1) above[bins]++;
          if (bins !== 10) continue;
          if (found.psi > 0.2) significant++;
          if (found.evidence === 'supported') supported++;
          if (found.verdict === 'drift') drift++;
        }
      return [
        n,
        m,
        percent(above[5], trials),
        percent(above[10], trials),
        percent(significant, trials),
        percent(above[20], trials),
        percent(supported, trials),
        percent(drift, trials),
      ].map(String);
    }),
  );
}

function power(): string {
  const trials = 2000;
  const rows = [340, 1000, 5000, 20_000];
  return markdownTable(
    [
      'Shift, standard deviations',
      'PSI of the distributions',
      ...rows.flatMap((n) => [`Supported, ${n}`, `PSI from 0.1, ${n}`]),
    ],
    [0.05, 0.1, 0.2, 0.25, 0.3, 0.5].map((shift) => {
      const q = normalShares(10, shift);
      const true10 = q.reduce((sum, share) => sum + (share - 0.1) * Math.log(share / 0.1), 0);
      return [
        String(shift),
        String(Number(true10.toPrecision(2))),
        ...rows.flatMap((n) => {
          let supported = 0;
          let moderate = 0;
          for (let trial = 0; trial < trials; trial++) {
            const found = binnedDrift(draw(n, flat(10)), draw(n, q), true, THRESHOLDS);
            if (found.evidence === 'supported') supported++;
            if (found.psi >= 0.1) moderate++;
          }
          return [percent(supported, trials), percent(moderate, trials)];
        }),
      ];
    }),
  );
}

function tolerated(): string {
  const trials = 4000;
  const families: Readonly<Record<string, readonly [number[], (amount: number) => number[]]>> = {
    'shift of a normal column': [flat(10), (amount) => normalShares(10, amount)],
    'wider normal column': [flat(10), (amount) => normalShares(10, 0, 1 + amount)],
    'one of ten bins empties': [flat(10), (amount) => first(10, 0.1 / (1 + amount))],
    'a bin of 1 % grows': [first(10, 0.01), (amount) => first(10, Math.min(0.9, 0.01 * (1 + amount)))],
  };
  const psi = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, share, bin) => sum + ((q[bin] ?? 0) - share) * Math.log((q[bin] ?? 0) / share), 0);
  return markdownTable(
    ['Drift', 'PSI, tolerated and true', 'Rows', 'Non-central alone', 'Delta method alone', 'Both (ours)'],
    Object.entries(families).flatMap(([name, [p, family]]) =>
      (
        [
          [0.1, 1000, 1000],
          [0.1, 10_000, 1000],
          [0.2, 1000, 1000],
        ] as const
      ).map(([size, n, m]) => {
        let low = 0;
        let high = 1;
        while (psi(p, family(high)) < size) high *= 2;
        for (let step = 0; step < 60; step++)
          if (psi(p, family((low + high) / 2)) < size) low = (low + high) / 2;
          else high = (low + high) / 2;
        const q = family(low);
        const hits = { nonCentral: 0, wald: 0, pValue: 0 };
        for (let trial = 0; trial < trials; trial++) {
          const found = psiExceedsTest(draw(n, p), draw(m, q), size);
          for (const key of ['nonCentral', 'wald', 'pValue'] as const)
            if ((found?.[key] ?? 1) < 0.05) hits[key]++;
        }
        return [
          name,
          String(size),
          `${n} and ${m}`,
          percent(hits.nonCentral, trials),
          percent(hits.wald, trials),
          percent(hits.pValue, trials),
        ];
      }),
    ),
  );
}

function rowsNeeded(): string {
  return markdownTable(
    [
      'Bins',
      'For 0.1, each side',
      'For 0.1, beside an endless reference',
      'For 0.2, each side',
      'For 0.2, beside an endless reference',
    ],
    [5, 10, 20, 50].map((bins) => [
      String(bins),
      ...[0.1, 0.2].flatMap((limit) => {
        const { eachSide, currentAlone } = rowsForPsi(bins, limit, 1e15);
        return [String(eachSide), String(currentAlone)];
      }),
    ]),
  );
}

for (const table of [rowsNeeded, falseAlarms, power, tolerated]) console.log(`${table()}\n`);

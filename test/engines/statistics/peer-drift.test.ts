import { expect, test } from 'vitest';
import { kolmogorovSmirnov } from '../../../src/engines/statistics/kolmogorov-smirnov.ts';
import { peerDrift } from '../../../src/engines/statistics/peer-drift.ts';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { populationStandardDeviation } from '../../../src/engines/statistics/population-standard-deviation.ts';
import { wasserstein1 } from '../../../src/engines/statistics/wasserstein-1.ts';
import peers from '../../evidence/drift/peers.json' with { type: 'json' };
import example from './frouros-example.json' with { type: 'json' };

const names = ['skewed', 'sameSize', 'few'] as const;

/** As in test/evidence/drift/peers.py, to the last bit. */
function lattice(rows: number, step: number, modulus: number, scale: number, shift: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, k) => {
    const value = ((k * step) % modulus) / modulus;
    return value * value * scale + shift;
  }).sort();
}
type Pair = readonly [reference: Float64Array, current: Float64Array];
const PAIRS: Record<(typeof names)[number], Pair> = {
  skewed: [lattice(500, 7919, 1009, 10, 0), lattice(400, 6101, 997, 12, 0.5)],
  sameSize: [lattice(300, 7919, 1009, 1, -0.25), lattice(300, 6101, 997, 1.1, -0.25)],
  few: [
    Float64Array.from({ length: 210 }, (_, k) => (k * k) % 7).sort(),
    Float64Array.from({ length: 180 }, (_, k) => (k * 5 + Math.floor(k / 9)) % 9).sort(),
  ],
};

test.each(names)('Evidently 0.7.23 answers the same PSI and Jensen-Shannon distance: %s', (name) => {
  const ours = peerDrift('evidently', ...PAIRS[name]);
  expect(ours.psi).toBeCloseTo(peers.evidently[name].psi, 12);
  expect(ours.jensenShannonDistance).toBeCloseTo(peers.evidently[name].jensenShannonDistance, 12);
  const [reference, current] = PAIRS[name];
  const normed = wasserstein1(reference, current) / populationStandardDeviation(reference);
  expect(normed).toBeCloseTo(peers.evidently[name].wassersteinNormed, 12);
});

test.each(names)(
  'NannyML 0.13.1 answers the same Jensen-Shannon, Hellinger, KS and Wasserstein: %s',
  (name) => {
    const ours = peerDrift('nannyml', ...PAIRS[name]);
    const theirs = peers.nannyml[name];
    expect(ours.psi).toBeUndefined();
    expect(ours.jensenShannonDistance).toBeCloseTo(theirs.jensen_shannon, 12);
    expect(ours.hellinger).toBeCloseTo(theirs.hellinger, 12);
    expect(kolmogorovSmirnov(...PAIRS[name]).statistic).toBeCloseTo(theirs.kolmogorov_smirnov, 12);
    expect(wasserstein1(...PAIRS[name])).toBeCloseTo(theirs.wasserstein, 12);
  },
);

test.each(names)('popmon 1.4.12 reports the same PSI, summed over rows: %s', (name) => {
  const ours = peerDrift('popmon', ...PAIRS[name]);
  expect((ours.psi ?? 0) / peers.popmon[name].psi).toBeCloseTo(1, 12);
});

test.each(names)('frouros 0.9.0 answers the same PSI, and EMD is our Wasserstein: %s', (name) => {
  const ours = peerDrift('frouros', ...PAIRS[name]);
  expect((ours.psi ?? 0) / peers.frouros[name].psi).toBeCloseTo(1, 12);
  expect(wasserstein1(...PAIRS[name])).toBeCloseTo(peers.frouros[name].emd, 12);
});

test('twice the rows leave the PSI of frouros as it was and double that of popmon', () => {
  const [reference, current] = PAIRS.skewed;
  const twice = (sample: Float64Array): Float64Array => Float64Array.from([...sample, ...sample]).sort();
  for (const peer of ['frouros', 'popmon'] as const) {
    const once = peerDrift(peer, reference, current).psi ?? 0;
    const doubled = peerDrift(peer, twice(reference), twice(current)).psi ?? 0;
    expect(Math.round((doubled / once) * 10) / 10).toBe(peer === 'popmon' ? 2.1 : 1);
  }
});

test('one pair of samples, four answers, and ours', () => {
  const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
  const pair = [sorted(example.reference), sorted(example.current)] as const;
  const answers = (['evidently', 'nannyml', 'popmon', 'frouros'] as const).map((peer) => {
    const { psi, jensenShannonDistance, reference, current } = peerDrift(peer, ...pair);
    const ours = populationStabilityIndex(reference, current).value;
    return [peer, psi, jensenShannonDistance, ours].map((figure) =>
      typeof figure === 'number' ? Number(figure.toPrecision(4)) : figure,
    );
  });
  expect(answers).toMatchInlineSnapshot(`
    [
      [
        "evidently",
        1.62,
        0.397,
        1.62,
      ],
      [
        "nannyml",
        undefined,
        0.5041,
        1.989,
      ],
      [
        "popmon",
        586.4,
        undefined,
        3.089,
      ],
      [
        "frouros",
        135,
        undefined,
        2.15,
      ],
    ]
  `);
});

test('no rows are refused', () => {
  expect(() => peerDrift('evidently', [], [1])).toThrow(RangeError);
});

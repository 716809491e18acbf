import type { ColumnDrift, DriftReport } from '../../src/answers/drift-report.ts';

/** A report with every part that one can have, and names as hostile as data may hold them. */

const statistics = (psi: number): NonNullable<ColumnDrift['statistics']> => ({
  psiInterval: { low: psi * 0.8, high: psi * 1.2 },
  psiBiasCorrected: Math.max(0, psi - 0.004),
  psiHalfCount: psi * 0.99,
  noDrift: { expected: 0.0036, p95: 0.0068, p99: 0.0087, pValue: psi > 0.01 ? 1e-40 : 0.4 },
  test: {
    name: 'chi-square',
    statistic: psi * 2500,
    df: 9,
    pValue: psi > 0.01 ? 1e-40 : 0.4,
    cramersV: Math.sqrt(psi / 4),
  },
  jensenShannonDistance: Math.sqrt(psi / 8),
  jensenShannonDivergenceNats: psi / 8,
  hellinger: Math.sqrt(psi / 8),
  totalVariation: Math.sqrt(psi) / 3,
  lInfinity: Math.sqrt(psi) / 8,
  ks: {
    statistic: Math.sqrt(psi) / 2.6,
    pValue: psi > 0.01 ? 1e-30 : 0.3,
    method: 'asymptotic',
    ties: false,
  },
  wasserstein1: { distance: 4, overStandardDeviation: Math.sqrt(psi) },
  mean: { reference: 41.2, current: 41.2 + 12 * Math.sqrt(psi) },
});

const numeric = (
  column: string,
  result: ColumnDrift['result'],
  psi: number,
  current: readonly number[],
  note: string,
): ColumnDrift => ({
  column,
  type: 'numeric',
  result,
  band: psi > 0.2 ? 'significant' : psi < 0.1 ? 'none' : 'moderate',
  evidence: result === 'no_drift' || result === 'within_noise' ? 'not_supported' : 'supported',
  psi,
  adjustedPValue: psi > 0.01 ? 1e-38 : 0.62,
  note,
  rows: { reference: 5000, current: current.reduce((sum, rows) => sum + rows, 0) },
  missing: { referenceShare: 0.01, currentShare: 0.012, adjustedPValue: 0.5 },
  outOfRange: { rows: 12, share: 0.0024 },
  statistics: statistics(psi),
  histogram: {
    edges: [21.5, 26, 30.25, 34, 38.5, 43, 48.75, 55, 63.5].slice(0, current.length - 1),
    bins: current.map((rows, at) => ({
      bin: `bin ${at + 1}`,
      reference: 500,
      current: rows,
      contribution: Math.abs(rows - 500) / 5000,
    })),
  },
});

export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"></svg><script>alert(1)</script>',
  "a'b&c|d`e",
  '\u202Egnp.exe',
  'x'.repeat(180),
] as const;

export const EXAMPLE: DriftReport = {
  verdict:
    'Drift in 2 of 9 columns after correction: age most (PSI 0.41, significant), then payment_method (0.23).',
  result: 'drift',
  sources: [
    {
      id: 'psi-yurdakul-2018',
      title: 'Yurdakul, Statistical Properties of Population Stability Index (dissertation)',
      url: 'https://scholarworks.wmich.edu/dissertations/3208',
      asOf: '2018-04',
    },
    { id: 'odd', title: 'A source with an odd address', url: 'javascript:alert(1)', asOf: '2026' },
  ],
  compared: {
    reference: 'data/training-2026-q2/*.parquet',
    current: 'warehouse:public.scores_2026_11',
    referenceRows: 5000,
    currentRows: 5000,
  },
  summary: {
    columns: 9,
    drift: 2,
    realButSmall: 1,
    withinNoise: 0,
    noDrift: 5,
    cannotTell: 1,
    skipped: 2,
    supportedShare: 0.3333,
    correction: 'benjaminiHochberg',
    alpha: 0.05,
    moderateFrom: 0.1,
    significantAbove: 0.2,
  },
  columns: [
    {
      ...numeric(
        'score',
        'real_but_small',
        0.03,
        [430, 440, 460, 480, 500, 510, 520, 540, 560, 560],
        'higher: mean 0.41 to 0.44',
      ),
      role: 'prediction',
    },
    numeric(
      'age',
      'drift',
      0.41,
      [180, 230, 310, 380, 460, 540, 620, 690, 760, 830],
      'older: (63.5, inf] grew from 10 % to 16.6 %',
    ),
    {
      column: 'payment_method',
      type: 'categorical',
      result: 'drift',
      band: 'significant',
      evidence: 'supported',
      psi: 0.23,
      adjustedPValue: 0,
      note: 'new category "wallet" holds 8 % of rows',
      rows: { reference: 5000, current: 5000 },
      missing: { referenceShare: 0, currentShare: 0, adjustedPValue: 1 },
      newCategories: { count: 1, share: 0.08, names: ['wallet'] },
      vanishedCategories: { count: 1, share: 0.01, names: [HOSTILE[0]] },
      statistics: statistics(0.23),
      histogram: {
        bins: [
          { bin: 'card', reference: 3500, current: 3050, contribution: 0.012 },
          { bin: 'transfer', reference: 1200, current: 1250, contribution: 0.001 },
          { bin: 'cash', reference: 250, current: 300, contribution: 0.002 },
          { bin: 'wallet', reference: 0, current: 400, contribution: 0.21 },
          { bin: HOSTILE[0], reference: 50, current: 0, contribution: 0.02 },
        ],
      },
    },
    {
      ...numeric(
        'days_since_signup',
        'cannot_tell',
        0.16,
        [30, 20, 35, 30, 15, 20, 25, 25, 30, 20],
        'too few rows: 338 a side are needed',
      ),
      evidence: 'insufficient_data',
      statistics: {
        ...statistics(0.16),
        noDrift: { expected: 0.1, p95: 0.17, p99: 0.22, pValue: 0.3 },
        rowsNeeded: { eachSide: 338 },
      },
    },
    ...HOSTILE.map((name, at) =>
      numeric(
        name,
        'no_drift',
        0.002 + at / 1000,
        [501, 499, 503, 497, 500, 498, 502, 500, 499, 501],
        'nothing that noise does not explain',
      ),
    ),
  ],
  otherColumns: 3,
  skipped: [
    { column: 'customer_id', reason: 'an identifier: 4,998 distinct values in 5,000 rows' },
    { column: HOSTILE[1], reason: 'free text: 212 characters a value on average' },
  ],
  schemaChanges: [
    { column: 'device', change: 'only in the current table' },
    { column: 'zip', change: 'integer in the reference, text now' },
  ],
  trend: {
    timeColumn: 'created_at',
    unit: 'week',
    windows: Array.from({ length: 14 }, (_, at) => {
      const psi = [0.02, 0.03, 0.02, 0.04, 0.03, 0.05, 0.04, 0.09, 0.12, 0.19, 0.24, -1, 0.31, 0.41][at] ?? 0;
      return {
        from: `2026-08-${String(1 + at).padStart(2, '0')}`,
        to: `2026-08-${String(2 + at).padStart(2, '0')}`,
        rows: psi < 0 ? 0 : 700,
        result: psi > 0.2 ? ('drift' as const) : psi < 0 ? ('cannot_tell' as const) : ('no_drift' as const),
        drifted: psi > 0.2 ? 2 : 0,
        worstColumn: 'age',
        worstPsi: psi,
      };
    }),
    otherWindows: 0,
    firstDrifted: '2026-08-11',
    series: [
      {
        column: 'payment_method',
        psi: [0.01, 0.01, 0.02, 0.02, 0.01, 0.02, 0.03, 0.05, 0.06, 0.1, 0.16, -1, 0.2, 0.23],
      },
      {
        column: HOSTILE[1],
        psi: [0.01, 0.02, 0.01, 0.01, 0.02, 0.01, 0.01, 0.02, 0.01, 0.01, 0.02, -1, 0.01, 0.01],
      },
    ],
  },
  domainClassifier: {
    auc: 0.71,
    pValue: 0.0099,
    rowsEachSide: 2000,
    permutations: 100,
    seed: 1,
    strongestColumns: ['age', 'payment_method'],
  },
  estimatedPerformance: {
    probabilityColumn: 'score',
    decisionThreshold: 0.5,
    reference: {
      rows: 5000,
      accuracyStandardError: 0.004,
      accuracy: 0.91,
      precision: 0.72,
      recall: 0.64,
      f1: 0.68,
      auc: 0.93,
    },
    current: {
      rows: 5000,
      accuracyStandardError: 0.0046,
      accuracy: 0.88,
      precision: 0.66,
      recall: 0.61,
      f1: 0.63,
    },
    assumption: 'Probabilities are calibrated, and the relation of inputs to the label has not changed.',
  },
  conventions:
    'Ten bins at the quantiles of the reference, closed on the right, outer bins open; shares under 0.0001 count as that.',
  assumptions: ['Rows are independent: rows of one session or customer make every p-value here too small.'],
  warnings: ['days_since_signup: 250 current rows cannot tell; 338 a side are needed.'],
  next: [],
};

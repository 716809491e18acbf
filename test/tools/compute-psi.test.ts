import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { computePSI } from '../../src/tools/compute-psi.ts';
import example from '../engines/statistics/frouros-example.json' with { type: 'json' };
import { realContext } from '../support/read-catalog.ts';

type Answer = {
  verdict: string;
  result: string;
  band: string;
  evidence: string;
  psi: { value: number; low: number; high: number };
  rows: object;
  nullDistribution: object;
  evidenceTest: { pValue: number };
  aboveModerateFrom?: { pValue: number };
  inOtherTool?: { tool: string; psi?: number };
  rowsNeeded?: object;
  js: { distance: number };
  ks?: { statistic: number; pValue: number; method: string; ties: boolean };
  ksBounds?: { low: number; high: number };
  missing: object;
  newCategories?: object;
  vanishedCategories?: object;
  bins: { bin: string; reference: number; current: number; contribution: number }[];
  otherBins: { count: number; contribution: number };
  conventions: { binning: string; bins: number; binsWithRows: number; edges?: number[] };
  distances?: Record<string, number>;
  assumptions: string[];
  warnings: string[];
};

const ask = async (raw: unknown): Promise<{ answer: Answer; text: string }> => {
  const { structured, text } = await computePSI.execute(raw, realContext());
  return { answer: structured as Answer, text };
};

const faultOf = async (raw: unknown): Promise<string> => {
  try {
    await computePSI.execute(raw, realContext());
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no fault';
};

const TENTHS = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
const NOISE = [6, 14, 9, 12, 5, 13, 11, 8, 15, 7];
const cycle = (rows: number, distinct: number): number[] =>
  Array.from({ length: rows }, (_, row) => row % distinct);
const ramp = (rows: number, from = 0): number[] => Array.from({ length: rows }, (_, row) => from + row);

describe('a whole answer', () => {
  test('values: 100 standard normal ones against 100 moved by 1 (frouros documents D 0.55, p 3.04e-14)', async () => {
    const { answer, text } = await ask({
      referenceValues: example.reference,
      currentValues: example.current,
    });
    expect(answer).toMatchInlineSnapshot(`
      {
        "assumptions": [
          "Rows are independent: rows of one session or customer make every p-value here too small.",
        ],
        "band": "significant",
        "bins": [
          {
            "bin": "(-inf, -1.37612]",
            "contribution": 0.69008475237,
            "current": 0,
            "reference": 10,
          },
          {
            "bin": "(1.2819, inf)",
            "contribution": 0.274602167749,
            "current": 33,
            "reference": 10,
          },
          {
            "bin": "(0.626241, 1.2819]",
            "contribution": 0.202295040029,
            "current": 29,
            "reference": 10,
          },
          {
            "bin": "(-0.638621, -0.424052]",
            "contribution": 0.128755032995,
            "current": 2,
            "reference": 10,
          },
          {
            "bin": "(-0.090939, 0.130478]",
            "contribution": 0.128755032995,
            "current": 2,
            "reference": 10,
          },
        ],
        "conventions": {
          "binning": "reference quantiles (type 7), closed on the right, outer bins open",
          "bins": 10,
          "binsWithRows": 10,
          "emptyInCurrent": 1,
          "emptyInReference": 0,
          "floor": 0.0001,
        },
        "evidence": "supported",
        "evidenceTest": {
          "cramersV": 0.514895860577,
          "df": 9,
          "pValue": 6.01722654011e-10,
          "statistic": 61.8023255814,
        },
        "js": {
          "distance": 0.497619295283,
          "divergenceBits": 0.247624963038,
          "divergenceNats": 0.171640544966,
        },
        "ks": {
          "method": "exact",
          "pValue": 3.04065850871e-14,
          "statistic": 0.55,
          "ties": false,
        },
        "missing": {
          "currentShare": 0,
          "pValue": 1,
          "referenceShare": 0,
        },
        "next": [],
        "nullDistribution": {
          "expected": 0.18,
          "p95": 0.338379552092,
          "p99": 0.433319886669,
          "pValue": 4.43581568409e-16,
        },
        "otherBins": {
          "contribution": 0.431727268455,
          "count": 5,
        },
        "psi": {
          "basis": "computed",
          "high": 2.54301394207,
          "low": 1.16942464711,
          "unit": "nats",
          "value": 1.85621929459,
        },
        "psiVariants": {
          "biasCorrected": 1.67621929459,
          "halfCount": 1.32975810271,
        },
        "result": "drift",
        "rows": {
          "current": 100,
          "reference": 100,
        },
        "sources": [
          {
            "asOf": "2018-04",
            "id": "psi-yurdakul-2018",
            "title": "Yurdakul, Statistical Properties of Population Stability Index (dissertation)",
            "url": "https://scholarworks.wmich.edu/dissertations/3208",
          },
          {
            "asOf": "1996",
            "id": "quantiles-hyndman-fan-1996",
            "title": "Hyndman and Fan, Sample Quantiles in Statistical Packages",
            "url": "https://robjhyndman.com/papers/quantiles/",
          },
          {
            "asOf": "1991",
            "id": "js-lin-1991",
            "title": "Lin, Divergence measures based on the Shannon entropy",
            "url": "https://doi.org/10.1109/18.61115",
          },
        ],
        "verdict": "Drift: PSI 1.856 is significant (above 0.2) and more than noise explains (p 6.02e-10, alpha 0.05); bin "(-inf, -1.37612]" adds most.",
        "warnings": [
          "1 bin is empty on one side: through the floor 0.0001 that makes 0.6901 of the PSI; with half a row added to each bin the PSI is 1.33.",
        ],
      }
    `);
    expect(text).toMatchInlineSnapshot(`
      "**Drift: PSI 1.856 is significant (above 0.2) and more than noise explains (p 6.02e-10, alpha 0.05); bin "(-inf, -1.37612]" adds most.**

      | Statistic | Value |
      |---|---|
      | PSI, 95 % interval | 1.856 nats (computed, 1.169 to 2.543); band significant |
      | PSI, variants | less its mean under no drift 1.676; with half a row more in each bin 1.33 |
      | PSI under no drift | mean 0.18, 95 % 0.3384, 99 % 0.4333 |
      | Chi-square (evidence) | 61.8, df 9, p 6.02e-10, Cramer's V 0.5149 |
      | KS | D 0.55, p 3.04e-14 (exact) |
      | Jensen-Shannon | distance 0.4976 (base 2), divergence 0.1716 nats |
      | Missing | 0 % to 0 %, p 1 |

      | Bin | Reference rows | Current rows | Contribution |
      |---|---|---|---|
      | (-inf, -1.37612] | 10 | 0 | 0.6901 |
      | (1.2819, inf) | 10 | 33 | 0.2746 |
      | (0.626241, 1.2819] | 10 | 29 | 0.2023 |
      | (-0.638621, -0.424052] | 10 | 2 | 0.1288 |
      | (-0.090939, 0.130478] | 10 | 2 | 0.1288 |

      5 more bins contribute 0.4317.

      Bins: reference quantiles (type 7), closed on the right, outer bins open; 10 of 10 hold rows; shares under 0.0001 count as that.

      **Warnings**
      - 1 bin is empty on one side: through the floor 0.0001 that makes 0.6901 of the PSI; with half a row added to each bin the PSI is 1.33.

      **Assumed**
      - Rows are independent: rows of one session or customer make every p-value here too small.

      **Sources**
      - psi-yurdakul-2018: [Yurdakul, Statistical Properties of Population Stability Index (dissertation)](https://scholarworks.wmich.edu/dissertations/3208), 2018-04
      - quantiles-hyndman-fan-1996: [Hyndman and Fan, Sample Quantiles in Statistical Packages](https://robjhyndman.com/papers/quantiles/), 1996
      - js-lin-1991: [Lin, Divergence measures based on the Shannon entropy](https://doi.org/10.1109/18.61115), 1991"
    `);
  });

  test('counts: noise at 100 rows a side', async () => {
    const { answer } = await ask({ referenceCounts: TENTHS, currentCounts: NOISE, edges: ramp(9) });
    expect(answer).toMatchInlineSnapshot(`
      {
        "assumptions": [
          "Rows are independent: rows of one session or customer make every p-value here too small.",
        ],
        "band": "moderate",
        "bins": [
          {
            "bin": "(3, 4]",
            "contribution": 0.034657359028,
            "current": 5,
            "reference": 10,
          },
          {
            "bin": "(-inf, 0]",
            "contribution": 0.0204330249506,
            "current": 6,
            "reference": 10,
          },
          {
            "bin": "(7, 8]",
            "contribution": 0.0202732554054,
            "current": 15,
            "reference": 10,
          },
          {
            "bin": "(0, 1]",
            "contribution": 0.0134588894648,
            "current": 14,
            "reference": 10,
          },
          {
            "bin": "(8, inf)",
            "contribution": 0.0107002483182,
            "current": 7,
            "reference": 10,
          },
        ],
        "conventions": {
          "binning": "as counted by the caller",
          "bins": 10,
          "binsWithRows": 10,
          "emptyInCurrent": 0,
          "emptyInReference": 0,
          "floor": 0.0001,
        },
        "evidence": "insufficient_data",
        "evidenceTest": {
          "cramersV": 0,
          "df": 9,
          "pValue": 0.763839759122,
          "statistic": 5.75834047647,
        },
        "js": {
          "distance": 0.144832406097,
          "divergenceBits": 0.0209764258559,
          "divergenceNats": 0.0145397504402,
        },
        "ksBounds": {
          "high": 0.14,
          "low": 0.04,
        },
        "missing": {
          "currentShare": 0,
          "pValue": 1,
          "referenceShare": 0,
        },
        "next": [],
        "nullDistribution": {
          "expected": 0.18,
          "p95": 0.338379552092,
          "p99": 0.433319886669,
          "pValue": 0.752312669785,
        },
        "otherBins": {
          "contribution": 0.0179869370508,
          "count": 5,
        },
        "psi": {
          "basis": "computed",
          "high": 0.298517215556,
          "low": 0,
          "unit": "nats",
          "value": 0.117509714218,
        },
        "psiVariants": {
          "biasCorrected": 0,
          "halfCount": 0.105862721349,
        },
        "result": "cannot_tell",
        "rows": {
          "current": 100,
          "reference": 100,
        },
        "rowsNeeded": {
          "eachSide": 339,
        },
        "sources": [
          {
            "asOf": "2018-04",
            "id": "psi-yurdakul-2018",
            "title": "Yurdakul, Statistical Properties of Population Stability Index (dissertation)",
            "url": "https://scholarworks.wmich.edu/dissertations/3208",
          },
          {
            "asOf": "2025-03-27",
            "id": "psi-potgieter-2023",
            "title": "Potgieter et al., The Population Resemblance Statistic: A Chi-Square Measure of Fit for Banking (version 3)",
            "url": "https://arxiv.org/abs/2307.11878",
          },
          {
            "asOf": "1991",
            "id": "js-lin-1991",
            "title": "Lin, Divergence measures based on the Shannon entropy",
            "url": "https://doi.org/10.1109/18.61115",
          },
        ],
        "verdict": "Cannot tell: with 100 against 100 rows noise alone reaches PSI 0.3384 one time in twenty, and PSI 0.1175 is not more than noise (p 0.7638, alpha 0.05); 339 rows a side would do.",
        "warnings": [],
      }
    `);
  });

  test('labels: a category appears and another vanishes', async () => {
    const { answer, text } = await ask({
      referenceLabels: [...Array(60).fill('card'), ...Array(30).fill('cash'), ...Array(10).fill('cheque')],
      currentLabels: [...Array(110).fill('card'), ...Array(60).fill('cash'), ...Array(30).fill('wallet')],
      referenceMissing: 2,
      currentMissing: 20,
    });
    expect(answer).toMatchInlineSnapshot(`
      {
        "assumptions": [
          "Rows are independent: rows of one session or customer make every p-value here too small.",
        ],
        "band": "significant",
        "bins": [
          {
            "bin": "wallet",
            "contribution": 1.09625173602,
            "current": 30,
            "reference": 0,
          },
          {
            "bin": "cheque",
            "contribution": 0.69008475237,
            "current": 0,
            "reference": 10,
          },
          {
            "bin": "card",
            "contribution": 0.00435056884948,
            "current": 110,
            "reference": 60,
          },
          {
            "bin": "cash",
            "contribution": 0,
            "current": 60,
            "reference": 30,
          },
        ],
        "conventions": {
          "binning": "one bin a category",
          "bins": 4,
          "binsWithRows": 4,
          "emptyInCurrent": 1,
          "emptyInReference": 1,
          "floor": 0.0001,
        },
        "evidence": "supported",
        "evidenceTest": {
          "cramersV": 0.227634956406,
          "df": 2,
          "pValue": 0.000158461325116,
          "statistic": 17.5,
        },
        "js": {
          "distance": 0.354660852941,
          "divergenceBits": 0.125784320609,
          "divergenceNats": 0.0871870471887,
        },
        "missing": {
          "currentShare": 0.0909090909091,
          "pValue": 0.0183144453484,
          "referenceShare": 0.0196078431373,
        },
        "newCategories": {
          "count": 1,
          "names": [
            "wallet",
          ],
          "share": 0.15,
        },
        "next": [],
        "nullDistribution": {
          "expected": 0.045,
          "p95": 0.117220918549,
          "p99": 0.170173000952,
          "pValue": 1.04989850718e-25,
        },
        "otherBins": {
          "contribution": 0,
          "count": 0,
        },
        "psi": {
          "basis": "computed",
          "high": 2.45018056655,
          "low": 1.13119354794,
          "unit": "nats",
          "value": 1.79068705724,
        },
        "psiVariants": {
          "biasCorrected": 1.74568705724,
          "halfCount": 0.878979198017,
        },
        "result": "drift",
        "rows": {
          "current": 200,
          "reference": 100,
        },
        "sources": [
          {
            "asOf": "2018-04",
            "id": "psi-yurdakul-2018",
            "title": "Yurdakul, Statistical Properties of Population Stability Index (dissertation)",
            "url": "https://scholarworks.wmich.edu/dissertations/3208",
          },
          {
            "asOf": "1991",
            "id": "js-lin-1991",
            "title": "Lin, Divergence measures based on the Shannon entropy",
            "url": "https://doi.org/10.1109/18.61115",
          },
        ],
        "vanishedCategories": {
          "count": 1,
          "names": [
            "cheque",
          ],
          "share": 0.1,
        },
        "verdict": "Drift: PSI 1.791 is significant (above 0.2) and more than noise explains (p 0.000159, alpha 0.05); bin "wallet" adds most.",
        "warnings": [
          "2 bins are empty on one side: through the floor 0.0001 that makes 1.786 of the PSI; with half a row added to each bin the PSI is 0.879.",
          "The share of missing rows went from 1.961 % to 9.091 % (p 0.01831); PSI leaves them out: look at the pipeline.",
        ],
      }
    `);
    expect(text).toMatchInlineSnapshot(`
      "**Drift: PSI 1.791 is significant (above 0.2) and more than noise explains (p 0.000159, alpha 0.05); bin "wallet" adds most.**

      | Statistic | Value |
      |---|---|
      | PSI, 95 % interval | 1.791 nats (computed, 1.131 to 2.45); band significant |
      | PSI, variants | less its mean under no drift 1.746; with half a row more in each bin 0.879 |
      | PSI under no drift | mean 0.045, 95 % 0.1172, 99 % 0.1702 |
      | Chi-square (evidence) | 17.5, df 2, p 0.000159, Cramer's V 0.2276 |
      | Jensen-Shannon | distance 0.3547 (base 2), divergence 0.08719 nats |
      | Missing | 1.961 % to 9.091 %, p 0.01831 |

      | Bin | Reference rows | Current rows | Contribution |
      |---|---|---|---|
      | wallet | 0 | 30 | 1.096 |
      | cheque | 10 | 0 | 0.6901 |
      | card | 60 | 110 | 0.004351 |
      | cash | 30 | 60 | 0 |

      New categories, 15 % of rows: "wallet".

      Vanished categories, 10 % of rows: "cheque".

      Bins: one bin a category; 4 of 4 hold rows; shares under 0.0001 count as that.

      **Warnings**
      - 2 bins are empty on one side: through the floor 0.0001 that makes 1.786 of the PSI; with half a row added to each bin the PSI is 0.879.
      - The share of missing rows went from 1.961 % to 9.091 % (p 0.01831); PSI leaves them out: look at the pipeline.

      **Assumed**
      - Rows are independent: rows of one session or customer make every p-value here too small.

      **Sources**
      - psi-yurdakul-2018: [Yurdakul, Statistical Properties of Population Stability Index (dissertation)](https://scholarworks.wmich.edu/dissertations/3208), 2018-04
      - js-lin-1991: [Lin, Divergence measures based on the Shannon entropy](https://doi.org/10.1109/18.61115), 1991"
    `);
  });
});

describe('verdicts', () => {
  test.each([
    ['drift', [500, 500], [300, 700]],
    ['real_but_small', [50_000, 50_000], [48_000, 52_000]],
    ['no_drift', [500, 500], [505, 495]],
    ['cannot_tell', [5, 5], [3, 7]],
  ])('%s', async (result, referenceCounts, currentCounts) => {
    const { answer } = await ask({ referenceCounts, currentCounts });
    expect(answer.result).toBe(result);
    expect(answer.verdict).toMatch(/^(Drift|Real but small|No drift shown|Cannot tell): .*\.$/);
  });

  test('within noise is a size that the test does not support', async () => {
    const { answer } = await ask({
      referenceCounts: [200, 200],
      currentCounts: [170, 230],
      moderateFrom: 0.02,
      significantAbove: 0.05,
      alpha: 0.01,
    });
    expect(answer.verdict).toMatchInlineSnapshot(
      `"Within noise: PSI 0.02267 is moderate in size, but noise explains it (p 0.03339, alpha 0.01)."`,
    );
  });

  test('one bin on both sides tells nothing, and says why', async () => {
    const { answer } = await ask({
      referenceValues: Array(300).fill(7),
      currentValues: Array(300).fill(3),
      treatAs: 'numeric',
    });
    expect(answer).toMatchObject({ result: 'cannot_tell', psi: { value: 0 }, ks: { statistic: 1 } });
    expect(answer.verdict).toBe('Cannot tell: fewer than two bins hold enough rows to be tested (PSI 0).');
    expect(answer.warnings).toMatchInlineSnapshot(`
      [
        "All rows of both sides fall into one bin: PSI cannot see a change inside it.",
        "KS sees a change (p 1.79e-133) that the bins do not support: look at the values, or at other edges.",
      ]
    `);
  });

  test('a supported drift at few rows says how much of it is bias', async () => {
    const { answer } = await ask({
      referenceCounts: TENTHS.map((count) => count * 2),
      currentCounts: [10, 30, 10, 30, 10, 30, 26, 14, 20, 20],
    });
    expect(answer).toMatchObject({ band: 'moderate', result: 'drift' });
    expect(answer.warnings).toMatchInlineSnapshot(`
      [
        "Most of the PSI is what these numbers of rows give without drift; corrected for that it is 0.09336.",
      ]
    `);
  });
});

describe('binning', () => {
  test('numbers with few distinct values are categories, and the answer says so', async () => {
    const { answer } = await ask({ referenceValues: cycle(300, 5), currentValues: cycle(280, 4) });
    expect(answer.conventions).toMatchObject({ binning: 'one bin a value', bins: 5 });
    expect(answer.vanishedCategories).toEqual({ count: 1, share: 0.2, names: ['4'] });
    expect(answer.assumptions[0]).toBe(
      '5 distinct reference values are compared value by value; treatAs "numeric" cuts bins instead.',
    );
  });

  test.each([{ treatAs: 'numeric' }, { bins: 10 }, { binning: 'quantile' }, { edges: [1.5] }])(
    'unless told otherwise: %j',
    async (told) => {
      const { answer } = await ask({ referenceValues: cycle(300, 5), currentValues: cycle(280, 4), ...told });
      expect(answer.conventions.binning).not.toBe('one bin a value');
    },
  );

  test('ties merge edges, and the answer says how many bins are left', async () => {
    const { answer } = await ask({
      referenceValues: [...Array(500).fill(0), ...ramp(500, 1)],
      currentValues: ramp(400),
    });
    expect(answer.conventions.bins).toBe(7);
    expect(answer.assumptions[0]).toBe('Ties leave 7 of 10 bins: equal edges are merged.');
  });

  test('equal widths, given edges and counts on the same edges agree', async () => {
    const both = { referenceValues: ramp(100), currentValues: ramp(150, 40) };
    const width = await ask({ ...both, binning: 'equalWidth', bins: 4, detail: 'full' });
    expect(width.answer.conventions.edges).toEqual([24.75, 49.5, 74.25]);
    const given = await ask({ ...both, edges: [24.75, 49.5, 74.25] });
    const counted = await ask({
      referenceCounts: [25, 25, 25, 25],
      currentCounts: [0, 10, 25, 115],
      edges: [24.75, 49.5, 74.25],
    });
    expect(given.answer.psi).toEqual(width.answer.psi);
    expect(counted.answer.psi).toEqual(width.answer.psi);
    const d = width.answer.ks?.statistic ?? Number.NaN;
    expect(counted.answer.ksBounds?.low).toBeLessThanOrEqual(d);
    expect(counted.answer.ksBounds?.high).toBeGreaterThanOrEqual(d);
    expect(counted.answer.ks).toBeUndefined();
  });

  test('missing rows are a last bin when asked for', async () => {
    const { answer } = await ask({
      referenceCounts: [50, 50],
      currentCounts: [50, 50],
      referenceMissing: 1,
      currentMissing: 40,
      missing: 'bin',
    });
    expect(answer.bins[0]).toMatchObject({ bin: 'missing', reference: 1, current: 40 });
    expect(answer.rows).toEqual({ reference: 101, current: 140 });
  });

  test('a full answer holds all bins, the exact edges and the other distances', async () => {
    const { answer } = await ask({
      referenceValues: example.reference,
      currentValues: example.current,
      detail: 'full',
    });
    expect(answer.bins).toHaveLength(10);
    expect(answer.otherBins).toEqual({ count: 0, contribution: 0 });
    expect(answer.bins.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(
      answer.psi.value,
      10,
    );
    expect(answer.conventions.edges).toHaveLength(9);
    expect(answer.distances?.['wasserstein1']).toBeCloseTo(1.0686078744674332, 11); // frouros, EMD docstring
  });

  test('the order of rows changes nothing but categories keep their names', async () => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(numbers, numbers, async (referenceValues, currentValues) => {
        const there = await ask({ referenceValues, currentValues });
        const back = await ask({
          referenceValues: referenceValues.toReversed(),
          currentValues: currentValues.toReversed(),
        });
        expect(back.answer.psi).toEqual(there.answer.psi);
        expect(back.answer.ks).toEqual(there.answer.ks);
        const parts = there.answer.bins.reduce((sum, { contribution }) => sum + contribution, 0);
        expect(parts + there.answer.otherBins.contribution).toBeCloseTo(there.answer.psi.value, 9);
      }),
      { numRuns: 50 },
    );
  });

  test('labels that are names of object members count like any other', async () => {
    const { answer } = await ask({
      referenceLabels: ['toString', '__proto__'],
      currentLabels: ['toString', 'a|b'],
    });
    expect(answer.newCategories).toEqual({ count: 1, share: 0.5, names: ['a|b'] });
    expect(answer.vanishedCategories).toEqual({ count: 1, share: 0.5, names: ['__proto__'] });
  });
});

test.each([
  ['evidently', 1.62, 'equal width by Sturges'],
  ['nannyml', undefined, 'equal width by Doane'],
  ['popmon', 586.4, 'forty widths'],
  ['frouros', 134.95, 'ten bins of equal width'],
] as const)('the figure of %s stands beside ours, on its own bins', async (tool, psi, binning) => {
  const { answer, text } = await ask({
    referenceValues: example.reference,
    currentValues: example.current,
    binning: tool,
  });
  const { inOtherTool = { tool: 'none' } } = answer;
  expect(inOtherTool.tool).toBe(tool);
  if (psi === undefined) expect(inOtherTool.psi).toBeUndefined();
  else expect(inOtherTool.psi).toBeCloseTo(psi, 1);
  expect(answer.conventions.binning).toContain(binning);
  expect(text).toContain(`| ${tool} reports |`);
});

test('a PSI that empty bins lift above its noise, unsupported by the test, is not said to be noise', async () => {
  const { answer } = await ask({
    referenceValues: ramp(30, 1),
    currentValues: ramp(24, 11),
    binning: 'evidently',
  });
  expect(answer.verdict).toMatchInlineSnapshot(
    `"Cannot tell: with 30 against 24 rows PSI 2.827 is above what noise reaches one time in twenty by theory (0.9444), but the chi-square test on merged bins, which holds for few rows, does not support a change (p 0.06721, alpha 0.05); 252 rows a side would do."`,
  );
});

test('from 100 rows a bin it says whether PSI is above the first band beyond noise', async () => {
  const sure = await ask({ referenceCounts: [500, 500, 500, 500], currentCounts: [800, 600, 400, 200] });
  expect(sure.answer.aboveModerateFrom?.pValue).toBeCloseTo(2.036e-5, 8);
  expect(sure.text).toContain('| PSI above 0.1 beyond noise | p ');
  const few = await ask({ referenceCounts: [50, 50, 50, 50], currentCounts: [80, 60, 40, 20] });
  expect(few.answer.aboveModerateFrom).toBeUndefined();
});

const PAIR = { referenceCounts: [5, 5], currentCounts: [4, 6] };
const VALUES = { referenceValues: [1, 2], currentValues: [3] };

test.each<[string, string, unknown]>([
  [
    'nothing',
    'input: holds no data. Send referenceValues with currentValues, or referenceLabels with currentLabels, or referenceCounts with currentCounts.',
    {},
  ],
  [
    'an unknown key',
    'referenceCount: is not a field of this tool. Did you mean "referenceCounts".',
    { ...PAIR, referenceCount: [1, 2] },
  ],
  [
    'half a pair',
    'currentValues: is missing beside referenceValues. Send both sides in the same form.',
    { referenceValues: [1, 2] },
  ],
  [
    'sides in two forms',
    'currentCounts: is sent beside referenceValues. Send one pair: values, labels or counts.',
    { referenceValues: [1, 2], currentCounts: [1, 2] },
  ],
  [
    'two pairs',
    'referenceCounts: is sent beside referenceValues. Send one pair: values, labels or counts.',
    { ...VALUES, ...PAIR },
  ],
  [
    'text for numbers',
    'referenceValues: "a.csv" is not a list. Send a list.',
    { referenceValues: 'a.csv', currentValues: [1] },
  ],
  [
    'NaN as text',
    'referenceValues.1: "NaN" is not a finite number. Send a finite number, without quotes and without a unit.',
    { referenceValues: [1, 'NaN'], currentValues: [1] },
  ],
  [
    'null for missing',
    'referenceValues.1: null is not a finite number. Send a finite number.',
    { referenceValues: [1, null], currentValues: [1] },
  ],
  [
    'an infinite number',
    'referenceValues.1: Infinity is not a finite number. Send a finite number.',
    { referenceValues: [1, Number.POSITIVE_INFINITY], currentValues: [1] },
  ],
  [
    'a huge number',
    'referenceValues.0: 1e+301 is too large. Allowed: at most 1e+300.',
    { referenceValues: [1e301], currentValues: [1] },
  ],
  [
    'an empty side',
    'referenceValues: a list of 0 is too short. Allowed: at least 1 entries.',
    { referenceValues: [], currentValues: [1] },
  ],
  [
    'too many rows',
    'referenceValues: a list of 20001 is too long. Allowed: at most 20000 entries.',
    { referenceValues: ramp(20_001), currentValues: [1] },
  ],
  [
    'a negative count',
    'referenceCounts.1: -1 is too small. Allowed: at least 0.',
    { referenceCounts: [5, -1], currentCounts: [4, 6] },
  ],
  [
    'shares for counts',
    'referenceCounts.0: 0.5 is not a whole number. Send rows, not shares: their number decides what is noise.',
    { referenceCounts: [0.5, 0.5], currentCounts: [4, 6] },
  ],
  [
    'half a missing row',
    'currentMissing: 0.5 is not a whole number. Send rows, not shares: their number decides what is noise.',
    { ...PAIR, currentMissing: 0.5 },
  ],
  [
    'no rows',
    'currentCounts: adds up to 0 rows. Send at least one row on each side.',
    { referenceCounts: [5, 5], currentCounts: [0, 0] },
  ],
  [
    'histograms of unequal length',
    'currentCounts: has 2 entries where referenceCounts has 3. Send both over the same bins, 0 for an empty one.',
    { referenceCounts: [5, 5, 5], currentCounts: [4, 6] },
  ],
  [
    'outer edges',
    'edges: has 3 entries for 2 bins. Send the inner edges, 1 of them: the outer ones are implied.',
    { ...PAIR, edges: [0, 1, 2] },
  ],
  [
    'names for other bins',
    'binLabels: has 3 entries for 2 bins. Send one name a bin.',
    { ...PAIR, binLabels: ['a', 'b', 'c'] },
  ],
  [
    'names and edges',
    'binLabels: is sent beside edges, which name the bins. Leave it out.',
    { ...PAIR, binLabels: ['a', 'b'], edges: [1] },
  ],
  [
    'edges that do not ascend',
    'edges.2: 3 is not above the edge before it, 3. Send inner edges in ascending order, none twice.',
    { ...VALUES, edges: [1, 3, 3] },
  ],
  [
    'edges that are asked for and not sent',
    'edges: is missing. Send inner edges, or binning "quantile" or "equalWidth".',
    { ...VALUES, binning: 'edges' },
  ],
  [
    'edges beside a way to find them',
    'binning: "equalWidth" is sent beside edges. Leave it out, or send no edges.',
    { ...VALUES, binning: 'equalWidth', edges: [1] },
  ],
  [
    'edges beside a number of bins',
    'bins: is sent beside edges, which fix the number of bins. Leave it out.',
    { ...VALUES, bins: 5, edges: [1] },
  ],
  [
    'bins beside the bins of another tool',
    'bins: is sent beside binning "evidently", which fixes the number of bins. Leave it out.',
    { ...VALUES, bins: 5, binning: 'evidently' },
  ],
  [
    'the bins of another tool for categories',
    'binning: contradicts treatAs "categorical", which cuts no bins. Leave it out.',
    { ...VALUES, binning: 'popmon', treatAs: 'categorical' },
  ],
  [
    'bins for categories',
    'bins: cuts values into bins, and there are none here. Leave it out.',
    { referenceLabels: ['a'], currentLabels: ['b'], bins: 5 },
  ],
  [
    'bins for numbers as categories',
    'bins: contradicts treatAs "categorical", which cuts no bins. Leave it out.',
    { ...VALUES, treatAs: 'categorical', bins: 5 },
  ],
  [
    'labels as numbers',
    'treatAs: "numeric" is for values. Leave it out with labels and counts.',
    { referenceLabels: ['a'], currentLabels: ['b'], treatAs: 'numeric' },
  ],
  ['one bin', 'bins: 1 is too small. Allowed: at least 2.', { ...VALUES, bins: 1 }],
  [
    'a way to bin that is not there',
    'binning: "quantiles" is not one of the allowed values. Allowed: quantile, equalWidth, edges, evidently, nannyml, popmon, frouros.',
    { ...VALUES, binning: 'quantiles' },
  ],
  [
    'thresholds the wrong way round',
    'significantAbove: 0.2 is below moderateFrom, 0.3. Allowed: at least 0.3.',
    { ...PAIR, moderateFrom: 0.3 },
  ],
  ['alpha as a percentage', 'alpha: 5 is too large. Allowed: at most 0.5.', { ...PAIR, alpha: 5 }],
  [
    'a number in quotes',
    'bins: "10" is not a finite number. Send the number 10 without quotes.',
    { ...VALUES, bins: '10' },
  ],
  [
    'a label that is too long',
    'referenceLabels.0: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (203 characters) is too long. Allowed: at most 200 characters.',
    { referenceLabels: ['x'.repeat(201)], currentLabels: ['b'] },
  ],
  [
    'a control character',
    'referenceLabels.0: holds the invisible or control character U+0007. Send plain printable text.',
    { referenceLabels: ['a\u0007'], currentLabels: ['b'] },
  ],
  [
    '__proto__',
    '__proto__: is a reserved key and never part of the input.',
    JSON.parse('{"referenceCounts":[5,5],"currentCounts":[4,6],"__proto__":{"alpha":0.5}}'),
  ],
  ['no object', 'input: a list of 2 is not an object. Send an object.', [1, 2]],
])('%s is refused with a way out', async (_, fault, raw) => {
  expect(await faultOf(raw)).toBe(fault);
});

describe('budgets', () => {
  test('name, description and input schema take at most 800 tokens, and the description 500 characters', () => {
    const { name, description } = computePSI;
    expect(
      encode(name + description + JSON.stringify(computePSI.inputJsonSchema())).length,
    ).toBeLessThanOrEqual(800);
    expect(description.length).toBeLessThanOrEqual(500);
    expect(JSON.stringify(computePSI.inputJsonSchema())).not.toMatch(/anyOf|oneOf|allOf|\$ref|"null"/);
  });

  test('concise answers stay under 1,000 tokens and full ones under 4,000, also with long names', async () => {
    const long = (side: string): string[] =>
      Array.from(
        { length: 90 },
        (_, at) =>
          `${side} of a rather long category name, number ${at} of ninety, ${'and more '.repeat(15)}`,
      );
    const inputs = [
      ...computePSI.examples.map(({ input }) => input),
      { referenceValues: example.reference, currentValues: example.current },
      { referenceLabels: long('one'), currentLabels: long('another'), currentMissing: 30 },
    ];
    for (const input of inputs) {
      const concise = await computePSI.execute(input, realContext());
      expect(encode(JSON.stringify(concise.structured)).length).toBeLessThan(1000);
      expect(encode(concise.text).length).toBeLessThan(1000);
    }
    for (const input of inputs.slice(0, 3)) {
      const full = await computePSI.execute({ ...input, detail: 'full' }, realContext());
      expect(encode(JSON.stringify(full.structured)).length).toBeLessThan(4000);
    }
  });
});

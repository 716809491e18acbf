import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../src/answers/drift-report.ts';
import { detectDrift } from '../../src/tools/detect-drift.ts';
import { realContext } from '../support/read-catalog.ts';

const context = realContext();
const run = (input: Record<string, unknown>) => detectDrift.execute(input, context);
const complete = async (input: Record<string, unknown>) =>
  (await run(input)).complete as unknown as DriftReport;
const column = (report: DriftReport, name: string) => {
  const found = report.columns.find((one) => one.column === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
};
const numbers = (rows: number, of: (row: number) => number) =>
  Array.from({ length: rows }, (_, row) => of(row));
/** A seeded-looking sequence without repetition: multiples modulo a prime. */
const spread = (row: number, by = 7919, prime = 10_007) => ((row * by) % prime) / prime;

const REFERENCE = {
  amount: numbers(600, (row) => Math.round(spread(row) * 1e4) / 100),
  score: numbers(600, (row) => spread(row, 104_729)),
  channel: Array.from({ length: 600 }, (_, row) => ['web', 'app', 'shop'][(row * 5) % 3] ?? ''),
  session: Array.from({ length: 600 }, (_, row) => `s${row}`),
};
const CURRENT = {
  amount: numbers(600, (row) => Math.round((spread(row) + 0.25) * 1e4) / 100),
  score: numbers(600, (row) => spread(row + 31, 104_729)),
  channel: Array.from({ length: 600 }, (_, row) =>
    row % 10 === 0 ? 'phone' : (['web', 'app', 'shop'][(row * 5) % 3] ?? ''),
  ),
  session: Array.from({ length: 600 }, (_, row) => `t${row}`),
};

describe('detectDrift', () => {
  it('tells drift from noise column by column', async () => {
    expect(
      (await run({ referenceInline: REFERENCE, currentInline: CURRENT })).structured,
    ).toMatchInlineSnapshot(`
      {
        "assumptions": [
          "Rows are independent: rows of one session or customer make every p-value here too small; groupBy deals whole groups.",
        ],
        "columns": [
          {
            "adjustedPValue": 1.55661e-40,
            "band": "significant",
            "column": "amount",
            "evidence": "supported",
            "note": "(-inf, 10.071]: 10 % to 0 %",
            "outOfRange": {
              "rows": 150,
              "share": 0.25,
            },
            "psi": 1.72813,
            "result": "drift",
            "type": "numeric",
          },
          {
            "adjustedPValue": 1.86381e-13,
            "band": "significant",
            "column": "channel",
            "evidence": "supported",
            "newCategories": {
              "count": 1,
              "names": [
                "phone",
              ],
              "share": 0.1,
            },
            "note": "phone: 0 % to 10 %",
            "psi": 0.700621,
            "result": "drift",
            "type": "categorical",
          },
          {
            "adjustedPValue": 1,
            "band": "none",
            "column": "score",
            "evidence": "not_supported",
            "note": "(0.098521, 0.19942]: 10 % to 9.833 %",
            "psi": 0.000222243,
            "result": "no_drift",
            "type": "numeric",
          },
        ],
        "compared": {
          "current": "600 rows sent inline",
          "currentRows": 600,
          "reference": "600 rows sent inline",
          "referenceRows": 600,
        },
        "conventions": "10 bins by reference quantiles (type 7), equal edges merged, fixed on the reference, (a, b], outer ones open; categories by name; shares under 0.0001 count as that; missing rows left out.",
        "next": [],
        "otherColumns": 0,
        "result": "drift",
        "schemaChanges": [],
        "skipped": [
          {
            "column": "session",
            "reason": "an identifier: 600 distinct in 600 rows",
          },
        ],
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
            "asOf": "1970",
            "id": "ks-stephens-1970",
            "title": "Stephens, Kolmogorov-Smirnov and related statistics without extensive tables",
            "url": "https://doi.org/10.1111/j.2517-6161.1970.tb00821.x",
          },
        ],
        "summary": {
          "alpha": 0.05,
          "cannotTell": 0,
          "columns": 3,
          "correction": "benjaminiHochberg",
          "drift": 2,
          "moderateFrom": 0.1,
          "noDrift": 1,
          "realButSmall": 0,
          "significantAbove": 0.2,
          "skipped": 1,
          "supportedShare": 0.666666666667,
          "withinNoise": 0,
        },
        "verdict": "Drift in 2 of 3 columns: amount (PSI 1.728), channel (PSI 0.7006); more than noise explains (corrected over columns by Benjamini-Hochberg, alpha 0.05).",
        "warnings": [
          "New categories in channel ("phone", 10 % of rows).",
          "Rows outside the range of the reference in amount (25 %).",
          "Bins that are empty on one side make much of the PSI of amount (1.728, with half a row more in each bin 1.294), channel (0.7006, with half a row more in each bin 0.4885).",
        ],
      }
    `);
  });

  it('says the same in Markdown', async () => {
    expect(
      (await run({ referenceInline: REFERENCE, currentInline: CURRENT, detail: 'full' })).text,
    ).toMatchInlineSnapshot(`
      "**Drift in 2 of 3 columns: amount (PSI 1.728), channel (PSI 0.7006); more than noise explains (corrected over columns by Benjamini-Hochberg, alpha 0.05).**

      600 rows sent inline (600 rows) against 600 rows sent inline (600 rows). Of 3 columns: 2 drift, 0 real but small, 0 within noise, 1 no drift, 0 cannot tell; 1 skipped.

      | Column | Result | PSI | Corrected p | Most changed |
      |---|---|---|---|---|
      | amount (numeric) | drift, significant | 1.728 | 1.56e-40 | (-inf, 10.071]: 10 % to 0 % |
      | channel (categorical) | drift, significant | 0.7006 | 1.86e-13 | phone: 0 % to 10 % |
      | score (numeric) | no_drift | 0.000222 | 1 | (0.098521, 0.19942]: 10 % to 9.833 % |

      **amount**: 600 and 600 valid rows; PSI 95 % interval 1.258 to 2.198, less its mean under no drift 1.698, 95 % point under no drift 0.0564; chi-square 213.4, p 5.19e-41, Cramer's V 0.4128; Jensen-Shannon distance 0.399; KS D 0.2517, p 3.59e-17 (asymptotic-stephens, ties); Wasserstein 25, 0.8648 standard deviations.

      **channel**: 600 and 600 valid rows; PSI 95 % interval 0.3783 to 1.023, less its mean under no drift 0.6906, 95 % point under no drift 0.02605; chi-square 63.16, p 1.24e-13, Cramer's V 0.224; Jensen-Shannon distance 0.2278.

      **score**: 600 and 600 valid rows; PSI 95 % interval 0 to 0.003568, less its mean under no drift 0, 95 % point under no drift 0.0564; chi-square 0.06667, p 1, Cramer's V 0; Jensen-Shannon distance 0.006331; KS D 0.003333, p 1 (asymptotic-stephens, ties); Wasserstein 0.000985, 0.003405 standard deviations.

      Skipped: session (an identifier: 600 distinct in 600 rows).

      Bins: 10 bins by reference quantiles (type 7), equal edges merged, fixed on the reference, (a, b], outer ones open; categories by name; shares under 0.0001 count as that; missing rows left out.

      **Warnings**
      - New categories in channel ("phone", 10 % of rows).
      - Rows outside the range of the reference in amount (25 %).
      - Bins that are empty on one side make much of the PSI of amount (1.728, with half a row more in each bin 1.294), channel (0.7006, with half a row more in each bin 0.4885).

      **Assumed**
      - Rows are independent: rows of one session or customer make every p-value here too small; groupBy deals whole groups.

      **Sources**
      - psi-yurdakul-2018: [Yurdakul, Statistical Properties of Population Stability Index (dissertation)](https://scholarworks.wmich.edu/dissertations/3208), 2018-04
      - quantiles-hyndman-fan-1996: [Hyndman and Fan, Sample Quantiles in Statistical Packages](https://robjhyndman.com/papers/quantiles/), 1996
      - ks-stephens-1970: [Stephens, Kolmogorov-Smirnov and related statistics without extensive tables](https://doi.org/10.1111/j.2517-6161.1970.tb00821.x), 1970"
    `);
  });

  it('finds no drift between a table and itself, every statistic 0', async () => {
    const report = await complete({ referenceInline: REFERENCE, currentInline: REFERENCE });
    expect(report.result).toBe('no_drift');
    for (const { psi, adjustedPValue, statistics } of report.columns) {
      expect(psi).toBe(0);
      expect(adjustedPValue).toBe(1);
      expect(statistics?.jensenShannonDistance).toBe(0);
      expect(statistics?.ks?.statistic ?? 0).toBe(0);
      expect(statistics?.wasserstein1?.distance ?? 0).toBe(0);
    }
  });

  it('corrects p-values over the columns as asked', async () => {
    const byMethod = async (correction: string) =>
      column(await complete({ referenceInline: REFERENCE, currentInline: CURRENT, correction }), 'channel')
        .adjustedPValue;
    const plain = await byMethod('none');
    expect(await byMethod('bonferroni')).toBeCloseTo(Math.min(1, plain * 3), 12);
    expect(await byMethod('holm')).toBeLessThanOrEqual(await byMethod('bonferroni'));
    expect(await byMethod('benjaminiHochberg')).toBeLessThanOrEqual(await byMethod('holm'));
  });

  it('gives a profile that stands for the reference: same PSI, KS within its bounds', async () => {
    const whole = await complete({ referenceInline: REFERENCE, currentInline: CURRENT });
    const { structured } = await run({
      referenceInline: REFERENCE,
      currentInline: CURRENT,
      returnProfile: true,
    });
    const stored = JSON.parse(JSON.stringify(structured['profile'])) as Record<string, unknown>;
    expect(stored).toMatchObject({
      profile: 'ml-cv-specialist drift reference',
      schemaVersion: 1,
      rows: 600,
    });
    const again = await complete({ referenceInline: stored, currentInline: CURRENT });
    for (const { column: name, psi, statistics, outOfRange, newCategories } of whole.columns) {
      const other = column(again, name);
      expect(other.psi).toBe(psi);
      expect(other.outOfRange).toEqual(outOfRange);
      expect(other.newCategories).toEqual(newCategories);
      const bounds = other.statistics?.ksBounds;
      if (statistics?.ks === undefined || bounds === undefined) continue;
      expect(bounds.low).toBeLessThanOrEqual(statistics.ks.statistic);
      expect(bounds.high).toBeGreaterThanOrEqual(statistics.ks.statistic);
      expect(bounds.high - bounds.low).toBeLessThan(0.03);
    }
    const both = await complete({ referenceInline: stored, currentInline: stored });
    expect(both.result).toBe('no_drift');
    const alone = await run({ referenceInline: REFERENCE, returnProfile: true });
    expect(alone.structured['verdict']).toBe(
      'Profile of 600 rows sent inline: 3 columns over 600 rows; nothing is compared yet.',
    );
    expect(alone.structured['profile']).toEqual(stored);
    expect(alone.text).toContain('The profile itself is in the JSON answer, under profile.');
    expect(alone.text).not.toContain('| Column |');
  });

  it('puts prediction and label first and weighs by importance', async () => {
    const report = await complete({
      referenceInline: REFERENCE,
      currentInline: CURRENT,
      predictionColumn: 'score',
      labelColumn: 'channel',
      weights: { amount: 3, score: 1 },
    });
    expect(report.columns.map(({ column: name, role }) => [name, role])).toEqual([
      ['score', 'prediction'],
      ['channel', 'label'],
      ['amount', undefined],
    ]);
    expect(report.summary.driftedWeightShare).toBe(0.75);
  });

  it('splits one table by time and finds the first window that drifted', async () => {
    const days = 20;
    const rows = days * 400;
    const table = {
      at: Array.from({ length: rows }, (_, row) =>
        new Date(Date.UTC(2026, 9, 1) + (row / 400) * 86_400_000).toISOString(),
      ),
      load: numbers(rows, (row) => spread(row) + (row >= 15 * 400 ? 0.4 : 0)),
    };
    const report = await complete({
      referenceInline: table,
      timeColumn: 'at',
      splitAt: '2026-10-11',
      window: 'day',
    });
    expect(report.compared).toMatchObject({ referenceRows: 4000, currentRows: 4000 });
    expect(report.trend?.windows.map(({ rows: held, drifted }) => [held, drifted])).toEqual([
      ...Array.from({ length: 5 }, () => [400, 0]),
      ...Array.from({ length: 5 }, () => [400, 1]),
    ]);
    expect(report.trend?.firstDrifted).toBe('2026-10-16T00:00:00.000Z');
    expect(report.verdict).toContain('The first window with drift begins 2026-10-16T00:00:00.000Z.');
    expect(report.skipped).toEqual([]);
    const { trend } = (
      await run({ referenceInline: table, timeColumn: 'at', splitAt: '2026-10-11', window: 'hour' })
    ).structured as unknown as DriftReport;
    expect(trend?.otherWindows).toBe(236);
  });

  it('does not call it drift when whole sessions moved as sessions do', async () => {
    const grouped = (offset: number) => ({
      session: Array.from({ length: 1000 }, (_, row) => `${offset}-${Math.floor(row / 50)}`),
      depth: numbers(
        1000,
        (row) => spread(Math.floor(row / 50) + offset, 7919, 1009) * 100 + (row % 50) / 1000,
      ),
    });
    const input = { referenceInline: grouped(0), currentInline: grouped(300) };
    expect((await complete(input)).result).toBe('drift');
    const dealt = await complete({ ...input, groupBy: 'session' });
    expect(column(dealt, 'depth')).toMatchObject({
      evidence: 'not_supported',
      statistics: { test: { name: 'group permutation' } },
    });
    expect(await complete({ ...input, groupBy: 'session' })).toEqual(dealt);
  });

  it('asks a domain classifier for what no column shows alone', async () => {
    const pair = (together: boolean) => {
      const a = numbers(800, (row) => spread(row));
      return { a, b: numbers(800, (row) => (together ? (a[row] ?? 0) : spread(row, 104_729))) };
    };
    const report = await complete({
      referenceInline: pair(false),
      currentInline: pair(true),
      domainClassifierRows: 800,
    });
    expect(report.result).not.toBe('drift');
    expect(report.domainClassifier?.auc).toBeGreaterThan(0.8);
    expect(report.domainClassifier?.pValue).toBe(0.001);
  });

  it('estimates performance from calibrated probabilities', async () => {
    const sure = { p: numbers(100, (row) => (row < 50 ? 0.1 : 0.9)) };
    const unsure = { p: numbers(100, (row) => (row < 50 ? 0.4 : 0.6)) };
    const report = await complete({ referenceInline: sure, currentInline: unsure, probabilityColumn: 'p' });
    expect(report.estimatedPerformance?.reference).toMatchObject({
      accuracy: 0.9,
      precision: 0.9,
      recall: 0.9,
    });
    expect(report.estimatedPerformance?.current.accuracy).toBeCloseTo(0.6, 12);
  });

  it('skips identifiers and free text with a reason, and treatAs overrules', async () => {
    const table = {
      row: numbers(100, (row) => row + 1),
      note: Array.from({ length: 100 }, (_, row) => `the customer said ${row} times that it broke`),
      key: Array.from({ length: 100 }, (_, row) => `k-${row}`),
      fine: numbers(100, (row) => spread(row)),
    };
    const report = await complete({ referenceInline: table, currentInline: table });
    expect(report.skipped).toEqual([
      { column: 'row', reason: 'an identifier: every row has its own whole number' },
      { column: 'note', reason: 'free text: 100 distinct in 100 rows' },
      { column: 'key', reason: 'an identifier: 100 distinct in 100 rows' },
    ]);
    const told = await complete({
      referenceInline: table,
      currentInline: table,
      treatAs: { row: 'numeric', fine: 'skip' },
    });
    expect(told.columns.map(({ column: name, type }) => [name, type])).toEqual([['row', 'numeric']]);
    expect(told.skipped).toContainEqual({ column: 'fine', reason: 'as asked' });
  });

  it('names what a CI job may fail on', async () => {
    expect(detectDrift.failLevels).toEqual(['supported', 'moderate', 'significant', 'schema']);
    expect((await run({ referenceInline: REFERENCE, currentInline: CURRENT })).failures).toEqual([
      'supported',
      'moderate',
      'significant',
    ]);
    expect((await run({ referenceInline: REFERENCE, currentInline: REFERENCE })).failures).toEqual([]);
    const { score, ...without } = REFERENCE;
    expect(score).toHaveLength(600);
    expect((await run({ referenceInline: REFERENCE, currentInline: without })).failures).toEqual(['schema']);
  });

  const both = { referenceInline: REFERENCE, currentInline: CURRENT };
  it.each([
    ['nothing', {}, 'reference: is missing. Send reference or referenceInline.'],
    [
      'no current side',
      { referenceInline: REFERENCE },
      'current: is missing. Send current or currentInline, or timeColumn with splitAt to divide the reference by time.',
    ],
    [
      'two references',
      { ...both, reference: 'x.csv' },
      'referenceInline: is sent beside reference. Send one of the two.',
    ],
    [
      'a file where none is open',
      { reference: 'x.csv', currentInline: CURRENT },
      'reference: "x.csv" cannot be opened: a test. Send the values inline instead.',
    ],
    [
      'columns of unequal length',
      { ...both, currentInline: { amount: [1, 2], score: [1] } },
      'currentInline.score: has 1 entries where amount has 2. Send one entry a row in each column, null where a value is missing.',
    ],
    [
      'a cell that is a list',
      { ...both, currentInline: { amount: [1, [2]] } },
      'currentInline.amount.1: is no number, text, boolean or null. Send one plain value a row.',
    ],
    [
      'no column in common',
      { ...both, currentInline: { other: [1, 2] } },
      'columns: no column can be compared. The sides share no column: check their names.',
    ],
    [
      'an unknown column',
      { ...both, columns: ['amont'] },
      'columns: neither side has a column "amont". Did you mean "amount".',
    ],
    [
      'treatAs of an unknown column',
      { ...both, treatAs: { scor: 'numeric' } },
      'treatAs: neither side has a column "scor". Did you mean "score".',
    ],
    [
      'treatAs of an unknown kind',
      { ...both, treatAs: { score: 'ordinal' } },
      'treatAs.score: "ordinal" is not one of the allowed values. Allowed: numeric, categorical, skip.',
    ],
    [
      'significance below moderation',
      { ...both, moderateFrom: 0.3 },
      'significantAbove: 0.2 is below moderateFrom, 0.3. Allowed: at least 0.3.',
    ],
    [
      'a window without a time',
      { ...both, window: 'day' },
      'timeColumn: is missing beside window. Name the column of times.',
    ],
    [
      'a split of two tables',
      { ...both, timeColumn: 'amount', splitAt: '2026-01-01' },
      'splitAt: divides one table, and current is sent too. Leave out one of the two.',
    ],
    [
      'a time column that is none',
      { ...both, timeColumn: 'amount', window: 'day' },
      'timeColumn: "amount" is numeric in 600 rows sent inline, not a time. Name a date or timestamp column.',
    ],
    [
      'a time that is none',
      { ...both, splitAt: 'yesterday' },
      'timeColumn: is missing beside splitAt. Name the column of times.',
    ],
    [
      'a group column that is not there',
      { ...both, groupBy: 'customer' },
      'groupBy: the reference has no column "customer". It has amount, score, channel, session.',
    ],
    [
      'a weight of an unknown column',
      { ...both, weights: { amonut: 1 } },
      'weights: the reference has no column "amonut". It has amount, score, channel, session.',
    ],
    [
      'probabilities above 1',
      { ...both, probabilityColumn: 'amount' },
      'probabilityColumn: "amount" holds 1.15 in 600 rows sent inline. Send calibrated probabilities from 0 to 1.',
    ],
    [
      'too few rows for a classifier',
      { referenceInline: { x: [1, 2] }, currentInline: { x: [1, 2] }, domainClassifierRows: 10 },
      'domainClassifierRows: 2 rows on the smaller side cannot train a classifier. Send at least 40 rows a side, or leave it out.',
    ],
    [
      'a profile without columns',
      {
        ...both,
        referenceInline: {
          profile: 'ml-cv-specialist drift reference',
          schemaVersion: 1,
          source: '',
          binning: '',
          rows: 1,
          columns: [],
        },
      },
      'referenceInline.columns: is not as returnProfile wrote it (Too small: expected array to have >=1 items). Compute it again from the reference with returnProfile.',
    ],
    [
      'a misspelt field',
      { ...both, currentInlin: {} },
      'currentInlin: is not a field of this tool. Did you mean "currentInline" or "current".',
    ],
    [
      'a list that is none',
      { ...both, currentInline: { amount: 3 } },
      'currentInline.amount: is no list of values. Send one entry a row, null where a value is missing.',
    ],
    [
      'a profile of another version',
      { ...both, referenceInline: { profile: 'ml-cv-specialist drift reference', schemaVersion: 9 } },
      'referenceInline.schemaVersion: this profile is not of version 1. Compute it again from the reference with returnProfile.',
    ],
    ['one bin', { ...both, bins: 1 }, 'bins: 1 is too small. Allowed: at least 2.'],
  ])('refuses %s', async (_, input, message) => {
    const said = await run(input).then(
      () => 'answered',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    expect(said).toBe(message);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  confidenceBasedPerformance,
  type ProbabilityLevel,
} from '../../../src/engines/statistics/confidence-based-performance.ts';
import nannyml from '../../evidence/drift/cbpe.json' with { type: 'json' };

const asLevels = (levels: readonly (readonly number[])[]): ProbabilityLevel[] =>
  levels.map(([probability = 0, rows = 0, calledPositive = 0]) => ({ probability, rows, calledPositive }));

// NannyML 0.13.1, the first 5,000 analysis rows of its synthetic car loan data set: test/evidence/drift/cbpe.py
test("NannyML's estimates from the probabilities of the model as they are", () => {
  const { levels, ...published } = nannyml.asGiven;
  const expected = confidenceBasedPerformance(asLevels(levels));
  expect(expected.rows).toBe(5000);
  for (const metric of ['accuracy', 'precision', 'recall', 'f1'] as const)
    expect(expected[metric]).toBeCloseTo(published[metric], 13);
  // it rounds the curve to five decimals of a row
  expect(expected.auc).toBeCloseTo(published.auc, 8);
});

test("NannyML's estimates after its calibration on the reference", () => {
  const { levels, ...published } = nannyml.calibrated;
  const expected = confidenceBasedPerformance(asLevels(levels));
  for (const metric of ['accuracy', 'precision', 'recall', 'f1'] as const)
    expect(expected[metric]).toBeCloseTo(published[metric], 13);
  expect(expected.truePositives).toBeCloseTo(published.true_positive, 8);
  expect(expected.falsePositives).toBeCloseTo(published.false_positive, 8);
  expect(expected.falseNegatives).toBeCloseTo(published.false_negative, 8);
  expect(expected.trueNegatives).toBeCloseTo(published.true_negative, 8);
});

// The example of NannyML's "How it works": one prediction of 0.9 and positive is right nine times in ten
test('ten rows of 0.9 called positive expect nine true ones, with the chance of their labels', () => {
  const expected = confidenceBasedPerformance([{ probability: 0.9, rows: 10, calledPositive: 10 }]);
  expect(expected.truePositives).toBeCloseTo(9, 14);
  expect(expected.accuracy).toBeCloseTo(0.9, 14);
  expect(expected.accuracyStandardError).toBeCloseTo(Math.sqrt(0.9 * 0.1 * 10) / 10, 14);
  expect(expected.auc).toBeCloseTo(0.5, 14);
});

test('labels drawn from the probabilities give the expected accuracy, precision, recall and AUC on average', () => {
  const probabilities = [0.05, 0.2, 0.35, 0.6, 0.8, 0.95];
  const threshold = 0.5;
  const each = 5000;
  const expected = confidenceBasedPerformance(
    probabilities.map((probability) => ({
      probability,
      rows: each,
      calledPositive: probability > threshold ? each : 0,
    })),
  );
  // the law of large numbers by hand: counts that hold exactly the expected labels
  const labelled = probabilities.map((p) => ({
    p,
    positives: Math.round(each * p),
    negatives: each - Math.round(each * p),
  }));
  const tp = labelled.filter(({ p }) => p > threshold).reduce((sum, { positives }) => sum + positives, 0);
  const positives = labelled.reduce((sum, level) => sum + level.positives, 0);
  let ordered = 0;
  for (const a of labelled)
    for (const b of labelled) ordered += a.positives * b.negatives * (a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0);
  expect(expected.precision).toBeCloseTo(tp / (3 * each), 12);
  expect(expected.recall).toBeCloseTo(tp / positives, 12);
  expect(expected.auc).toBeCloseTo(ordered / (positives * (6 * each - positives)), 12);
});

test('the cells add up to the rows, figures stay within 0..1, and neither order nor splitting of levels matters', () => {
  const level = fc
    .record({
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      rows: fc.integer({ min: 1, max: 99 }),
    })
    .chain(({ probability, rows }) =>
      fc
        .integer({ min: 0, max: rows })
        .map((calledPositive): ProbabilityLevel => ({ probability, rows, calledPositive })),
    );
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 20 }), (levels) => {
      const whole = confidenceBasedPerformance(levels);
      const { rows, truePositives, falsePositives, trueNegatives, falseNegatives } = whole;
      expect(truePositives + falsePositives + trueNegatives + falseNegatives).toBeCloseTo(rows, 9);
      for (const figure of [whole.accuracy, whole.precision, whole.recall, whole.f1, whole.auc])
        if (figure !== undefined) {
          expect(figure).toBeGreaterThanOrEqual(0);
          expect(figure).toBeLessThanOrEqual(1 + 1e-12);
        }
      const split = levels.toReversed().flatMap(({ probability, rows: all, calledPositive }) => [
        { probability, rows: calledPositive, calledPositive },
        { probability, rows: all - calledPositive, calledPositive: 0 },
      ]);
      const again = confidenceBasedPerformance(split);
      expect(again.accuracy).toBeCloseTo(whole.accuracy, 11);
      expect(again.auc ?? -1).toBeCloseTo(whole.auc ?? -1, 9);
    }),
  );
});

test('a figure without a denominator is absent', () => {
  expect(confidenceBasedPerformance([{ probability: 0, rows: 4, calledPositive: 0 }])).toEqual({
    rows: 4,
    truePositives: 0,
    falsePositives: 0,
    trueNegatives: 4,
    falseNegatives: 0,
    accuracy: 1,
    accuracyStandardError: 0,
  });
});

test.each([
  [[], 'no rows, no performance'],
  [[{ probability: 1.2, rows: 1, calledPositive: 0 }], '1.2 is not a calibrated probability'],
  [[{ probability: Number.NaN, rows: 1, calledPositive: 0 }], 'NaN is not a calibrated probability'],
  [[{ probability: 0.5, rows: 1, calledPositive: 2 }], '2 of 1 rows called positive is not a share'],
])('%j is refused', (levels, message) => {
  expect(() => confidenceBasedPerformance(levels)).toThrow(message);
});

import * as z from 'zod/v4';
import { answerFields } from '../contract/figure.ts';

/** The answer of detectDrift: what its tool serves and its Markdown and HTML pages render. */

const band = z.enum(['none', 'moderate', 'significant']);
const evidence = z.enum(['supported', 'not_supported', 'insufficient_data']);
const result = z.enum(['drift', 'real_but_small', 'within_noise', 'no_drift', 'cannot_tell']);
const range = z.strictObject({ low: z.number(), high: z.number() });
const levels = z.strictObject({ count: z.number(), share: z.number(), names: z.array(z.string()) });

/** Everything computed for one column; given in full for the columns shown first, in a complete answer for all. */
const statistics = z.strictObject({
  psiInterval: range,
  psiBiasCorrected: z.number(),
  psiHalfCount: z.number(),
  /** PSI under no drift. */
  noDrift: z.strictObject({ expected: z.number(), p95: z.number(), p99: z.number(), pValue: z.number() }),
  /** Chi-square of homogeneity on merged bins: what the evidence rests on. */
  test: z.strictObject({
    name: z.enum(['chi-square', 'group permutation']),
    statistic: z.number(),
    df: z.number(),
    pValue: z.number(),
    cramersV: z.number(),
  }),
  /** Rows from which the test could tell, where it cannot. */
  rowsNeeded: z.strictObject({ eachSide: z.number(), currentAlone: z.number().optional() }).optional(),
  jensenShannonDistance: z.number(),
  jensenShannonDivergenceNats: z.number(),
  hellinger: z.number(),
  totalVariation: z.number(),
  lInfinity: z.number(),
  /** From the values. */
  ks: z
    .strictObject({ statistic: z.number(), pValue: z.number(), method: z.string(), ties: z.boolean() })
    .optional(),
  /** From a fine histogram, where values were not read. */
  ksBounds: range.optional(),
  /** In the unit of the column, over the reference's population standard deviation, over its interquartile range. */
  wasserstein1: z
    .strictObject({
      distance: z.number(),
      overStandardDeviation: z.number().optional(),
      overInterquartileRange: z.number().optional(),
    })
    .optional(),
  wasserstein1Bounds: range.optional(),
  mean: z.strictObject({ reference: z.number(), current: z.number() }).optional(),
  minimum: z.strictObject({ reference: z.number(), current: z.number() }).optional(),
  maximum: z.strictObject({ reference: z.number(), current: z.number() }).optional(),
});

const column = z.strictObject({
  column: z.string(),
  /** Absent for a feature. */
  role: z.enum(['prediction', 'label']).optional(),
  type: z.enum(['numeric', 'categorical', 'boolean', 'text', 'time']),
  result,
  band,
  evidence,
  /** In nats. */
  psi: z.number(),
  /** Of the evidence, corrected over the columns. */
  adjustedPValue: z.number(),
  /** Relative importance as the caller gave it. */
  weight: z.number().optional(),
  /** What changed most, in a few words. */
  note: z.string(),
  rows: z.strictObject({ reference: z.number(), current: z.number() }).optional(),
  /** Shares of rows without a value and their own test, corrected over the columns. */
  missing: z
    .strictObject({ referenceShare: z.number(), currentShare: z.number(), adjustedPValue: z.number() })
    .optional(),
  /** Current rows below the reference's minimum or above its maximum. */
  outOfRange: z.strictObject({ rows: z.number(), share: z.number() }).optional(),
  newCategories: levels.optional(),
  vanishedCategories: levels.optional(),
  statistics: statistics.optional(),
  /** The bins in their order; counts are rows. `edges` are the inner edges of a numeric column. */
  histogram: z
    .strictObject({
      edges: z.array(z.number()).optional(),
      bins: z.array(
        z.strictObject({
          bin: z.string(),
          reference: z.number(),
          current: z.number(),
          contribution: z.number(),
        }),
      ),
    })
    .optional(),
});

/** A figure is absent where its denominator is 0. */
const classMetrics = z.strictObject({
  rows: z.number(),
  accuracy: z.number(),
  accuracyStandardError: z.number(),
  precision: z.number().optional(),
  recall: z.number().optional(),
  f1: z.number().optional(),
  auc: z.number().optional(),
});

export const driftReport = z.strictObject({
  verdict: answerFields.verdict,
  /** Of the data set: the gravest of its columns after correction. */
  result,
  sources: answerFields.sources,
  compared: z.strictObject({
    reference: z.string(),
    current: z.string(),
    referenceRows: z.number(),
    currentRows: z.number(),
  }),
  summary: z.strictObject({
    columns: z.number(),
    drift: z.number(),
    realButSmall: z.number(),
    withinNoise: z.number(),
    noDrift: z.number(),
    cannotTell: z.number(),
    skipped: z.number(),
    /** Columns with evidence after correction over columns compared. */
    supportedShare: z.number(),
    /** Weight of the drifted columns over the weight of all compared ones, where weights are given. */
    driftedWeightShare: z.number().optional(),
    correction: z.enum(['benjaminiHochberg', 'holm', 'bonferroni', 'none']),
    alpha: z.number(),
    moderateFrom: z.number(),
    significantAbove: z.number(),
  }),
  /** Prediction and label first, then worst first. */
  columns: z.array(column),
  /** Columns compared and not listed. */
  otherColumns: z.number(),
  skipped: z.array(z.strictObject({ column: z.string(), reason: z.string() })),
  /** Columns on one side alone, types that changed, constant and duplicated columns. */
  schemaChanges: z.array(z.strictObject({ column: z.string(), change: z.string() })),
  /** One table by time: each window against the reference. */
  trend: z
    .strictObject({
      timeColumn: z.string(),
      unit: z.enum(['hour', 'day', 'week', 'month']),
      windows: z.array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          rows: z.number(),
          result,
          drifted: z.number(),
          worstColumn: z.string(),
          worstPsi: z.number(),
        }),
      ),
      otherWindows: z.number(),
      /** Start of the first window with drift in any column. */
      firstDrifted: z.string().optional(),
      /** PSI a window for the columns shown, in the order of the windows listed; -1 where a window has no valid row. */
      series: z.array(z.strictObject({ column: z.string(), psi: z.array(z.number()) })).optional(),
    })
    .optional(),
  /** Whether a classifier can tell the two sides apart on held-out rows: 0.5 is no, 1 is always. */
  domainClassifier: z
    .strictObject({
      auc: z.number(),
      pValue: z.number(),
      rowsEachSide: z.number(),
      permutations: z.number(),
      seed: z.number(),
      strongestColumns: z.array(z.string()),
    })
    .optional(),
  /** Confidence-based performance estimation: expected from calibrated probabilities, without labels. */
  estimatedPerformance: z
    .strictObject({
      probabilityColumn: z.string(),
      decisionThreshold: z.number(),
      reference: classMetrics,
      current: classMetrics,
      assumption: z.string(),
    })
    .optional(),
  /** The stored form of the reference, on request: give it back as referenceInline, or as a file. */
  profile: z.looseObject({}).optional(),
  conventions: z.string(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  next: answerFields.next,
});

export type DriftReport = z.output<typeof driftReport>;
export type ColumnDrift = z.output<typeof column>;

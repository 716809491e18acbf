import type { Catalog } from '../contract/catalog.ts';
import { HALF_NORMAL_VARIATION, rowsForTwoMeans } from '../engines/statistics/rows-for-two-means.ts';
import { rowsForTwoProportions } from '../engines/statistics/rows-for-two-proportions.ts';
import { assumedDefault } from './assumed-default.ts';

export const MODEL_KINDS = ['llm', 'classifier', 'detector', 'regression', 'ranking', 'embedding'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** What is watched beside the serving metrics, by kind of model. */
const WATCHED: Readonly<
  Record<ModelKind, { readonly quality: string; readonly withoutLabels: string; readonly inputs: string }>
> = {
  llm: {
    quality: 'share of answers rated good',
    inputs: 'length of prompts and answers, refusals, finish reasons, retries',
    withoutLabels: 'rate a random sample every window; no statistic of the inputs replaces it',
  },
  classifier: {
    quality: 'accuracy (and recall of the class that matters)',
    inputs: 'shares of predicted classes, confidence',
    withoutLabels: 'expected accuracy from calibrated probabilities (detectDrift), blind to concept drift',
  },
  detector: {
    quality: 'precision at the deployed threshold (recall on a labelled sample)',
    inputs: 'objects an image, confidence, image size, brightness',
    withoutLabels: 'objects an image and shares of classes; empty images',
  },
  regression: {
    quality: 'mean absolute error',
    inputs: 'distribution of the prediction',
    withoutLabels: 'drift of prediction and inputs',
  },
  ranking: {
    quality: 'success at k',
    inputs: 'empty results, position of clicks, query mix',
    withoutLabels: 'click-through; biased by position',
  },
  embedding: {
    quality: 'recall at k on a fixed set of queries',
    inputs: 'norm of vectors, empty inputs, distance of neighbours',
    withoutLabels: 'the same fixed queries after each release: their neighbours must not change',
  },
};

export type LabelFacts = {
  readonly kind: ModelKind;
  readonly labelDelayDays: number;
  /** Of the requests that get a label; 0 where none ever comes. */
  readonly labelShare: number;
  readonly requestsPerSecond?: number | undefined;
  /** Baseline of a quality that is a share; of no use to regression. */
  readonly quality?: number | undefined;
  /** In points of the share; for regression relative to the error. */
  readonly loss: number;
};

export type QualityWatch = {
  readonly measure: string;
  readonly test: string;
  readonly loss: number;
  readonly inputs: string;
  readonly withoutLabels?: string;
  /** On each side; unknown without a baseline. */
  readonly labelsNeeded?: number;
  readonly labelsPerDay?: number;
  readonly detectionDelayDays?: number;
};

/** How many labels a loss of quality takes to be seen, and how long. */
export function qualityWatch(facts: LabelFacts, catalog: Catalog): QualityWatch {
  const defaultOf = (id: string): number => assumedDefault(catalog, id).value;
  const alpha = defaultOf('monitoring-test-alpha');
  const power = defaultOf('monitoring-test-power');
  const { kind, quality, loss, labelShare } = facts;
  const rows =
    kind === 'regression'
      ? rowsForTwoMeans(HALF_NORMAL_VARIATION, loss, alpha, power)
      : quality === undefined
        ? undefined
        : rowsForTwoProportions(quality, quality - loss, alpha, power);
  const labelsNeeded = rows === undefined ? undefined : Math.ceil(rows);
  const labelsPerDay =
    labelShare === 0 || facts.requestsPerSecond === undefined
      ? undefined
      : facts.requestsPerSecond * 86_400 * labelShare;
  return {
    measure: WATCHED[kind].quality,
    test: kind === 'regression' ? 'two means, one-sided' : 'two proportions, one-sided',
    loss,
    inputs: WATCHED[kind].inputs,
    ...(labelShare === 1 && facts.labelDelayDays === 0 ? {} : { withoutLabels: WATCHED[kind].withoutLabels }),
    ...(labelsNeeded === undefined ? {} : { labelsNeeded }),
    ...(labelsPerDay === undefined ? {} : { labelsPerDay }),
    ...(labelsNeeded === undefined || labelsPerDay === undefined || labelsPerDay === 0
      ? {}
      : { detectionDelayDays: facts.labelDelayDays + labelsNeeded / labelsPerDay }),
  };
}

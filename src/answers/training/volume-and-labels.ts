import { labellingEffort } from '../../catalog/tables/labelling-effort.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import { examplesForError } from '../../engines/training/examples-for-error.ts';
import { BYTES_PER_GB } from '../../units/bytes.ts';
import { trainingDefault } from './training-defaults.ts';

export type DataVolume = {
  readonly rawGb: number;
  readonly preparedGb: number;
  /** What training reads, MB/s; absent without a plan. */
  readonly readMbPerSecond?: number;
  /** Cores that decode and augment. */
  readonly loaderCores?: number;
};

/** Entries of a vocabulary that 16 bits can number. */
const SHORT_TOKENS = 65_536;

/** Text: raw bytes, and token ids of two or four bytes. */
export function textVolume(
  tokens: number,
  vocabulary: number,
  tokensPerSecond: number,
  catalog: Catalog,
): DataVolume {
  const width = vocabulary <= SHORT_TOKENS ? 2 : 4;
  return {
    rawGb: (tokens * trainingDefault(catalog, 'text-bytes-per-token')) / BYTES_PER_GB,
    preparedGb: (tokens * width) / BYTES_PER_GB,
    ...(tokensPerSecond === 0 ? {} : { readMbPerSecond: (tokensPerSecond * width) / 1e6 }),
  };
}

/** Images: compressed photographs, decoded at each pass. */
export function imageVolume(images: number, imagesPerSecond: number, catalog: Catalog): DataVolume {
  const kilobytes = trainingDefault(catalog, 'image-kb');
  const gb = (images * kilobytes * 1000) / BYTES_PER_GB;
  return {
    rawGb: gb,
    preparedGb: gb,
    readMbPerSecond: (imagesPerSecond * kilobytes) / 1000,
    loaderCores: Math.ceil(
      (imagesPerSecond *
        trainingDefault(catalog, 'cpu-per-image-ms') *
        trainingDefault(catalog, 'loader-margin')) /
        1000,
    ),
  };
}

export type LabelPlan = {
  /** More labelled examples, at the steepest and at the flattest curve that was measured. */
  readonly examples: { readonly low: number; readonly high: number };
  readonly labelsPerExample: number;
  readonly hours?: { readonly low: number; readonly high: number };
  readonly usd: { readonly low: number; readonly high: number };
  readonly row: RowOf<typeof labellingEffort>;
};

export type LabelQuestion = {
  readonly labelled?: number | undefined;
  readonly error?: number | undefined;
  readonly targetError?: number | undefined;
  readonly label?: string | undefined;
};

/**
 * What it takes to label down to an error, between the steepest and the flattest learning curve. Undefined where nothing is asked.
 * @throws InputError where the question is not whole.
 */
export function labelPlan(asked: LabelQuestion, fallback: string, catalog: Catalog): LabelPlan | undefined {
  const { labelled, error, targetError, label } = asked;
  const given = Object.entries({ labelled, error, targetError }).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    if (label !== undefined)
      throw inputError(
        'label',
        `${JSON.stringify(label)} without labelled, error and targetError`,
        'Send all four',
      );
    return undefined;
  }
  for (const [field, value] of Object.entries({ labelled, error, targetError }))
    if (value === undefined)
      throw inputError(
        field,
        `is missing beside ${given.map(([name]) => name).join(' and ')}`,
        'Send labelled, error and targetError together',
      );
  if (labelled === undefined || error === undefined || targetError === undefined) return undefined;
  if (targetError >= error)
    throw inputError(
      'targetError',
      `${targetError} is not below error, ${error}`,
      'Send a smaller error to reach',
    );
  const rows = catalog.rows(labellingEffort);
  const row = rows.find(({ id }) => id === (label ?? fallback));
  if (row === undefined)
    throw inputError(
      'label',
      `${JSON.stringify(label)} is not a listed kind of label`,
      didYouMean(
        label ?? '',
        rows.map(({ id }) => id),
      ),
    );
  const more = (curve: 'curve-steep' | 'curve-flat'): number =>
    examplesForError(labelled, error, targetError, trainingDefault(catalog, curve)) - labelled;
  const examples = { low: Math.ceil(more('curve-steep')), high: Math.ceil(more('curve-flat')) };
  const redundancy = row.usd === undefined ? 1 : trainingDefault(catalog, 'label-redundancy');
  const labelsPerExample =
    redundancy * (row.of === 'box' || row.of === 'mask' ? trainingDefault(catalog, 'box-per-image') : 1);
  const hourly = trainingDefault(catalog, 'labelling-usd-per-hour');
  const seconds = row.seconds === undefined ? undefined : row.seconds * labelsPerExample;
  const usdEach = row.usd === undefined ? ((seconds ?? 0) / 3600) * hourly : row.usd * labelsPerExample;
  return {
    examples,
    labelsPerExample,
    ...(seconds === undefined
      ? {}
      : { hours: { low: (examples.low * seconds) / 3600, high: (examples.high * seconds) / 3600 } }),
    usd: { low: examples.low * usdEach, high: examples.high * usdEach },
    row,
  };
}

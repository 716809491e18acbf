import * as z from 'zod/v4';
import type { Citations } from '../../contract/citations.ts';
import { figure } from '../../contract/figure.ts';
import type { SpeedMetric } from '../../engines/selection/choose-speed-cell.ts';
import type { Ending, RankedModel, Ranking } from './rank-models.ts';
import type { SelectionFacts, SpeedFact } from './selection-facts.ts';
import type { Wanted } from './wanted.ts';

/** One candidate as answers show it. Optional parts are absent where they do not apply. */
export const selectedModel = z.strictObject({
  model: z.string(),
  /** Given where the answer spans several tasks. */
  task: z.string().optional(),
  why: z.string(),
  /** Stated constraints that it is not known to meet. */
  notVerified: z.array(z.string()).optional(),
  accuracy: figure.extend({ measuredBy: z.string(), input: z.string().optional() }).optional(),
  /** `conditions` names hardware, runtime, precision, batch and input. */
  speed: figure.extend({ conditions: z.string(), measuredBy: z.string() }).optional(),
  /** Stands in for speed where none was measured on one device. */
  pace: figure.extend({ conditions: z.string() }).optional(),
  parametersM: z.number().optional(),
  licence: z.strictObject({
    code: z.string(),
    weights: z.string().optional(),
    /** Absent where the product may ship it without conditions beyond attribution. */
    shipping: z.enum(['conditional', 'unclear', 'no']).optional(),
    trap: z.string().optional(),
  }),
  /** List prices of a hosted model, a figure a unit of work. */
  prices: z.array(figure.extend({ note: z.string().optional() })).optional(),
  shutdown: z.string().optional(),
  /** Absent where the project is active. */
  status: z.string().optional(),
  note: z.string().optional(),
});
export type SelectedModel = z.output<typeof selectedModel>;

const OPEN_WORDS: Readonly<Record<string, string>> = {
  licence: 'licence not found or unclear',
  size: 'size not stated',
  languages: 'languages not stated',
  latency: 'latency not measured there',
  hardware: 'not measured there, nor stated to run there',
};

export function describeModel(
  ranking: Ranking,
  entry: RankedModel,
  wanted: Wanted,
  { facts, cited, full }: { facts: SelectionFacts; cited: Citations; full: boolean },
): SelectedModel {
  const { model, score, row, stand, shipping, open } = entry;
  const { benchmark, standIn, cell } = ranking;
  /** The date only where it is not the source's own. */
  const origin = ({ source, asOf }: { readonly source: string; readonly asOf: string }) => ({
    basis: 'measured' as const,
    source: cited.cite(source),
    ...(facts.sourceDate.get(source) === asOf ? {} : { asOf }),
  });
  // of a hosted API every reader knows that its vendor may change it
  const trap =
    model.access === 'api' && !full
      ? undefined
      : model.licences.find((licence) => licence.trap !== undefined)?.trap;
  if (full) cited.cite(model.source);
  return {
    model: model.id,
    why: whyHere(ranking, entry, wanted),
    ...(open.length === 0 ? {} : { notVerified: open.map((name) => OPEN_WORDS[name] ?? name) }),
    ...(score === undefined || benchmark === undefined
      ? {}
      : {
          accuracy: {
            value: score.value,
            unit: benchmark.unit,
            ...origin(score),
            measuredBy: score.measuredBy,
            ...(score.input === undefined ? {} : { input: score.input }),
          },
        }),
    ...(row === undefined
      ? {}
      : {
          speed: {
            ...amountOf(row, cell?.metric),
            ...origin(row),
            conditions: conditionsOf(row),
            measuredBy: row.measuredBy,
          },
        }),
    ...(row !== undefined || stand === undefined || standIn === undefined
      ? {}
      : { pace: { value: stand.value, unit: standIn.unit, ...origin(stand), conditions: standIn.name } }),
    ...(model.parametersM === undefined ? {} : { parametersM: model.parametersM }),
    licence: {
      code: model.codeLicence,
      ...(model.weightsLicence === undefined || model.weightsLicence === model.codeLicence
        ? {}
        : { weights: model.weightsLicence }),
      ...(shipping === 'yes' ? {} : { shipping }),
      ...(trap === undefined || wanted.use === 'research' ? {} : { trap }),
    },
    ...(model.status === 'active' ? {} : { status: model.status }),
    ...(model.note === undefined || !full ? {} : { note: model.note }),
  };
}

export function endingWords({ shutdown, replacement }: Ending): string {
  return replacement === undefined ? shutdown : `${shutdown}; its maker names ${replacement}`;
}

function amountOf(
  { latencyMs, throughputPerSecond }: SpeedFact,
  preferred: SpeedMetric | undefined,
): { value: number; unit: string } {
  if (latencyMs !== undefined && (preferred === 'latency' || throughputPerSecond === undefined))
    return { value: latencyMs, unit: 'ms' };
  return { value: throughputPerSecond ?? 0, unit: 'items/s' };
}

function conditionsOf({ hardware, runtime, precision, batch, input: size }: SpeedFact): string {
  const at = batch === undefined ? '' : `, batch ${batch}`;
  return `${hardware}, ${runtime}, ${precision}${at}${size === undefined ? '' : `, ${size}`}`;
}

/** Why an entry stands where it stands. */
function whyHere({ cell, standIn }: Ranking, entry: RankedModel, wanted: Wanted): string {
  const placed = wanted.hardware !== undefined || wanted.device !== undefined || cell !== undefined;
  const timed = entry.row !== undefined && !entry.measuredNearby;
  const { status } = entry.model;
  if (status === 'unmaintained') return 'unmaintained: after what is maintained';
  if (entry.open.length > 0) return 'not known to meet every constraint: after those that are';
  if (entry.score === undefined)
    return timed
      ? 'no figure on the deciding benchmark'
      : 'meets the constraints; no comparable figure: not ranked';
  if (entry.measuredNearby && entry.row === undefined)
    return 'stated to run on a CPU; speed not measured there';
  if (entry.measuredNearby) return 'measured on another device of the class: after those on the compared one';
  if (!timed && placed) return 'speed not measured there: listed after those that are';
  const beside = timed ? 'speed' : (standIn?.metric ?? (entry.model.access === 'api' ? undefined : 'size'));
  const pair = beside === undefined ? 'accuracy' : `accuracy and ${beside}`;
  return entry.onFront ? `Pareto front of ${pair}` : `dominated in ${pair}`;
}

import { quantizationRecall } from '../../catalog/tables/quantization-recall.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { percent, threeDigits } from '../figures.ts';
import type { RagAsked } from './rag-asked.ts';
import type { RagPlan } from './rag-plan.ts';

/** What quantised vectors of this embedder keep, as measured; or that nobody measured it here. */
export function quantisationAdvice(
  { embedder, needs }: RagPlan,
  full: boolean,
  catalog: Catalog,
  cited: Citations,
): string {
  const measured = catalog.rows(quantizationRecall);
  const rows = measured.filter(({ model }) => model === embedder.model);
  const gb = (bits: number): string => formatNumber((needs.vectors * needs.dimensions * bits) / 8e9);
  const sizes = `codes of ${gb(8)} GB at int8, ${gb(1)} GB at one bit, against ${gb(32)} GB of floats`;
  const [first] = rows;
  const bits = measured
    .filter(({ precision, rescored }) => precision === 'binary' && rescored !== undefined)
    .map(({ retainedPercent }) => retainedPercent);
  if (first === undefined)
    return full
      ? `none before you measure: no loss of ${embedder.model} in the tables, and between models one bit, rescored, kept ${formatNumber(Math.min(...bits))} to ${formatNumber(Math.max(...bits))} % (${sizes})`
      : `none before you measure: no loss of ${embedder.model} in the tables`;
  cited.cite(first.source);
  const kept = rows
    .map(
      ({ precision, rescored, retainedPercent }) =>
        `${precision}${rescored === undefined ? '' : ` rescored over ${rescored}`} keeps ${formatNumber(retainedPercent)} %`,
    )
    .join(', ');
  return `${kept} of ${first.metric} (${sizes})`;
}

/** Defaults that mattered, with the field that overrides them where there is one. */
export function ragAssumptions(
  plan: RagPlan,
  given: ReadonlySet<string>,
  value: (id: string) => number,
): string[] {
  const { asked, generator, decision, database } = plan;
  const unless = (field: keyof RagAsked, sentence: string): string[] => (given.has(field) ? [] : [sentence]);
  const defaults = [
    ...unless('chunkTokens', `chunkTokens ${asked.chunkTokens} without overlap`),
    ...unless('contextChunks', `contextChunks ${asked.contextChunks}`),
    ...unless('recall', `recall ${asked.recall}`),
    ...unless('tenants', 'tenants 1'),
  ];
  return [
    ...(defaults.length === 0 ? [] : [`not said: ${defaults.join(', ')}`]),
    `documents of mean length; question ${value('rag-question-tokens')}, instructions ${value('rag-instruction-tokens')} tokens; peak ${value('rag-peak-factor')} times the mean`,
    ...(generator.chosenHere && generator.usdPerAnswer !== undefined
      ? [`llm ${generator.model}: first of the selection`]
      : []),
    ...(decision === 'long-context'
      ? [`an unused prompt cache lives ${value('rag-cache-seconds')} s; questions come at random`]
      : []),
    ...(database?.cost?.way === 'own machines' && decision !== 'long-context'
      ? [
          `machines of ${value('rag-machine-memory')} GiB at $${value('rag-machine-usd-hour')}/hour${database.cost.engineeringUsd > 0 ? `, ${formatUsd(database.cost.engineeringUsd)} a month for engineering` : ''}`,
        ]
      : []),
    ...(decision === 'long-context' ? [] : ownModelSentences(plan, value)),
  ];
}

/** How fast the models are taken to be that one runs oneself; what runs inside the application has no accelerator. */
function ownModelSentences(
  { embedder, reranker, compute, asked }: RagPlan,
  value: (id: string) => number,
): string[] {
  const byWords = new Map<string, string[]>();
  for (const { model, rate } of [embedder, ...(reranker.leftOut === undefined ? [reranker] : [])])
    if (rate !== undefined)
      byWords.set(rate.words, [
        ...(byWords.get(rate.words) ?? []),
        `${model} ${formatNumber(threeDigits(rate.tokensPerSecond))}`,
      ]);
  const busy = asked.place === 'embedded' ? '' : `, at most ${percent(value('rag-busy-share'))} busy`;
  return [...byWords].map(
    ([words, rates]) => `${compute.runsOn}${busy}: ${rates.join(', ')} tokens/s (${words})`,
  );
}

/** What to beware of. */
export function ragWarnings(plan: RagPlan, cited: Citations): string[] {
  for (const { source } of plan.ends) cited.cite(source);
  const { embedder, database, decision, speed, databases, asked } = plan;
  const indexed = decision === 'vector-index';
  return [
    ...plan.ends.map(({ words }) => words),
    ...plan.warnings,
    ...(asked.changedShare > 1
      ? [
          `changedShare ${asked.changedShare} means that every document changes ${asked.changedShare} times a month: send 0.05 for 5 %.`,
        ]
      : []),
    ...(embedder.hosted && asked.targetMs !== undefined && decision !== 'long-context'
      ? ['The hosted embedding of each question is not in the latency: not measured.']
      : []),
    ...(decision === 'long-context'
      ? [
          `The time to read a long prompt is not counted${asked.targetMs === undefined ? '' : `, so that ${formatNumber(asked.targetMs)} ms to the first token are not judged`}, and quality may fall with length: test it. Short prompts are not cached.`,
        ]
      : []),
    ...(indexed && database !== undefined && speed === undefined
      ? [`Queries a second of ${database.product}: not measured; load-test the number of copies.`]
      : []),
    ...(indexed && speed !== undefined && /competitor|own product/.test(speed.measuredBy)
      ? [
          `The speed of ${speed.product} is of ${formatNumber(speed.vectors)} vectors, ${speed.setup}, by ${speed.measuredBy}.`,
        ]
      : []),
    ...(indexed && speed?.recallPercent !== undefined && speed.recallPercent < 100 * asked.recall
      ? [
          `${speed.product} found ${formatNumber(speed.recallPercent)} % of the nearest there, less than recall ${asked.recall}: search wider, or take another.`,
        ]
      : []),
    ...(database !== undefined && database.cost === undefined && decision !== 'long-context'
      ? [`No price of ${database.product} is in the tables: the month is without it.`]
      : []),
    ...(database !== undefined && database.open.length > 0
      ? [`Not confirmed for ${database.product}: ${database.open.join(', ')}.`]
      : []),
    ...(decision === 'long-context' ? [] : databases.stale),
  ];
}

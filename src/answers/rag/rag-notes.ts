import { quantizationRecall } from '../../catalog/tables/quantization-recall.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { formatNumber } from '../../contract/markdown.ts';
import type { RagAsked } from './rag-asked.ts';
import type { RagPlan } from './rag-plan.ts';

/** What quantised vectors of this embedder keep, as measured; or that nobody measured it here. */
export function quantisationAdvice(
  { embedder, needs }: RagPlan,
  full: boolean,
  catalog: Catalog,
  cited: Citations,
): string {
  const rows = catalog.rows(quantizationRecall).filter(({ model }) => model === embedder.model);
  const gb = (bits: number): string => formatNumber((needs.vectors * needs.dimensions * bits) / 8e9);
  const sizes = `codes of ${gb(8)} GB at int8, ${gb(1)} GB at one bit, against ${gb(32)} GB of floats`;
  const [first] = rows;
  if (first === undefined)
    return full
      ? `none before you measure: no loss of ${embedder.model} is in the tables, and between models one bit kept 75 to 96 % (${sizes})`
      : `none before you measure: no loss of ${embedder.model} is in the tables`;
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
export function ragAssumptions(plan: RagPlan, given: ReadonlySet<string>): string[] {
  const { asked, generator, compute, decision, database } = plan;
  const unless = (field: keyof RagAsked, sentence: string): string[] => (given.has(field) ? [] : [sentence]);
  const defaults = [
    ...unless('chunkTokens', `chunkTokens ${asked.chunkTokens} without overlap`),
    ...unless('contextChunks', `contextChunks ${asked.contextChunks}`),
    ...unless('recall', `recall ${asked.recall}`),
    ...unless('tenants', 'tenants 1'),
  ];
  return [
    ...(defaults.length === 0 ? [] : [`not said: ${defaults.join(', ')}`]),
    'all documents as long as the mean; questions of 50 tokens, instructions of 500; busiest second 3 times the mean',
    ...(generator.chosenHere && generator.usdPerAnswer !== undefined
      ? [`llm ${generator.model}: first of the selection`]
      : []),
    ...(decision === 'long-context' ? ['an unused prompt cache lives 300 s; questions come at random'] : []),
    ...(database?.cost?.way === 'own machines' && decision !== 'long-context'
      ? [
          `32 GiB of own machine at $0.214 an hour${database.cost.engineeringUsd > 0 ? ', and $500 a month of engineering for a new system' : ''}`,
        ]
      : []),
    ...(decision === 'long-context'
      ? []
      : [`own models on ${compute.accelerator} cards at a fifth of their peak, not validated`]),
  ];
}

/** What to beware of. */
export function ragWarnings(plan: RagPlan): string[] {
  const { embedder, database, decision, speed, databases, asked, generator } = plan;
  const indexed = decision === 'vector-index';
  return [
    ...plan.warnings,
    ...(embedder.hosted && asked.targetMs !== undefined && decision !== 'long-context'
      ? ['The hosted embedding call of each question is not in the latency: no figure is in the tables.']
      : []),
    ...(decision === 'long-context'
      ? ['The time to read a long prompt is not counted; and quality may fall with length: test it.']
      : []),
    ...(database?.asHalf === true && indexed
      ? [`${database.product} indexes these dimensions in half precision only.`]
      : []),
    ...(indexed && database !== undefined && speed === undefined
      ? [
          `No measured queries a second of ${database.product} are in the tables: load-test before you trust the number of copies.`,
        ]
      : []),
    ...(indexed && speed !== undefined && /competitor|own product/.test(speed.measuredBy)
      ? [`The speed of ${speed.product} was measured by ${speed.measuredBy}.`]
      : []),
    ...(database !== undefined && database.open.length > 0
      ? [`Not confirmed for ${database.product}: ${database.open.join(', ')}.`]
      : []),
    ...(generator.usdPerAnswer === undefined
      ? [
          `${generator.model} on your own machines is not priced here: sizeInfrastructure and estimateCost do.`,
        ]
      : []),
    ...(decision === 'long-context' ? [] : databases.stale),
  ];
}

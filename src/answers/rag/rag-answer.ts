import * as z from 'zod/v4';
import type { Citations } from '../../contract/citations.ts';
import { BASES, figure } from '../../contract/figure.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { fourDigits, threeDigits } from '../figures.ts';
import type { RagPlan } from './rag-plan.ts';

/** The sections of a plan as answers show them. */

const PRICE_LIST = 'genai-prices';
/** Of the machines that one hosts a database on. */
const MACHINE_PRICE = 'aws-ec2-r7g-relayed';
/** In short answers, beside what the chosen product is planned by. */
const SIZES_SHOWN = ['at rest', 'with growth'];
const RUNNERS_UP = 2;
const RULED_OUT = 1;
const NAMES = 2;

export const embeddingSection = z.strictObject({
  model: z.string(),
  dimensions: z.number(),
  hosted: z.boolean(),
  retrievalScore: figure.optional(),
  initialUsd: figure,
  /** Where one runs it oneself; its unit says on what. */
  initialHours: figure.optional(),
});
/** GB of one copy, by question: rest, build and growth are not rivals. `conventions` in `full` only. */
export const memorySection = z.array(
  z.strictObject({
    describes: z.string(),
    lowGb: z.number(),
    lowBy: z.string(),
    highGb: z.number().optional(),
    highBy: z.string().optional(),
    conventions: z.array(z.strictObject({ convention: z.string(), gb: z.number() })).optional(),
  }),
);
export const databaseSection = z.strictObject({
  product: z.string(),
  why: z.array(z.string()),
  plan: z.string().optional(),
  memoryGb: z.number().optional(),
  copies: z.number().optional(),
  shards: z.number().optional(),
  runnersUp: z.array(z.string()),
  ruledOut: z.array(z.string()),
});
export const rerankerSection = z.strictObject({
  model: z.string(),
  candidates: z.number(),
  leftOut: z.string().optional(),
});
export const costsSection = z.array(
  z.strictObject({
    stage: z.string(),
    usdPerMonth: z.number(),
    basis: z.enum(BASES),
    usdPerQuestion: z.number(),
    source: z.string().optional(),
  }),
);

export function embeddingOf(
  { embedder, compute }: RagPlan,
  full: boolean,
  cited: Citations,
): z.output<typeof embeddingSection> {
  const { model, dimensions, hosted, initialUsd, initialHours, basis, score, source, rate } = embedder;
  return {
    model,
    dimensions,
    hosted,
    ...(!full || score?.source === undefined
      ? {}
      : {
          retrievalScore: {
            value: score.value,
            unit: '% nDCG@10',
            basis: 'measured' as const,
            source: cited.cite(score.source),
          },
        }),
    initialUsd: { value: fourDigits(initialUsd), unit: 'USD', basis, source: cited.cite(source) },
    ...(initialHours === undefined
      ? {}
      : {
          initialHours: {
            value: threeDigits(initialHours.value),
            low: threeDigits(initialHours.low),
            high: threeDigits(initialHours.high),
            unit: `${compute.runsOn} hours`,
            basis: rate?.basis ?? ('modelled' as const),
            ...(full && rate !== undefined ? { source: cited.cite(rate.source) } : {}),
          },
        }),
  };
}

/** The span of the conventions that answer each question; in short at rest and those of the product, with growth where it has none. */
export function memoryOf(
  { sizes, database, decision, needs }: RagPlan,
  full: boolean,
  cited: Citations,
): z.output<typeof memorySection> {
  if (decision === 'exact-search')
    return [
      {
        describes: 'vectors, no index',
        lowGb: fourDigits((4 * needs.vectors * needs.dimensions) / 1e9),
        lowBy: 'floats',
      },
    ];
  const own = sizes.filter(
    ({ convention }) => database !== undefined && convention.startsWith(database.product),
  );
  const inShort = own.length === 0 ? SIZES_SHOWN : SIZES_SHOWN.slice(0, 1);
  const shown = full ? sizes : sizes.filter((size) => inShort.includes(size.describes) || own.includes(size));
  return [...new Set(shown.map(({ describes }) => describes))].map((describes) => {
    const alike = sizes.filter((size) => size.describes === describes).toSorted((a, b) => a.gb - b.gb);
    const [low, high] = [alike[0], alike.at(-1)];
    if (low === undefined || high === undefined) throw new Error(`no convention describes ${describes}`);
    if (full) for (const { source } of alike) cited.cite(source);
    return {
      describes,
      lowGb: fourDigits(low.gb),
      lowBy: low.convention,
      ...(low === high ? {} : { highGb: fourDigits(high.gb), highBy: high.convention }),
      ...(full && alike.length > 1
        ? { conventions: alike.map(({ convention, gb }) => ({ convention, gb: fourDigits(gb) })) }
        : {}),
    };
  });
}

export function databaseOf(
  { database, databases, decision, speed }: RagPlan,
  full: boolean,
  cited: Citations,
): z.output<typeof databaseSection> | undefined {
  if (database === undefined) return undefined;
  const { product, reasons, cost, memoryGb, copies, row } = database;
  cited.cite(row.source);
  for (const { source } of cost?.rows.slice(0, full ? undefined : 1) ?? []) cited.cite(source);
  const indexed = decision === 'vector-index';
  if (indexed && speed !== undefined) cited.cite(speed.source);
  const others = databases.ranked.filter((other) => other.product !== product);
  return {
    product,
    why: full && row.note !== undefined ? [...reasons, row.note] : [...reasons],
    ...(cost === undefined ? {} : { plan: cost.plan }),
    ...(memoryGb === undefined ? {} : { memoryGb: fourDigits(memoryGb) }),
    ...(cost === undefined || cost.machines !== undefined ? { copies } : {}),
    ...(cost?.machines === undefined || !indexed
      ? {}
      : { shards: Math.max(1, Math.round(cost.machines / copies)) }),
    runnersUp: others
      .slice(0, full ? undefined : RUNNERS_UP)
      .map(
        (other) =>
          `${other.product}: ${other.cost === undefined ? 'no price in the tables' : `${formatUsd(other.cost.monthlyUsd)} a month`}${other.open.length === 0 ? '' : `, not confirmed: ${other.open.join(', ')}`}`,
      ),
    ruledOut: !indexed
      ? []
      : full
        ? databases.ruledOut.map((out) => `${out.product} by ${out.by}: ${out.reason}`)
        : byNeed(databases.ruledOut),
  };
}

/** The needs that rule out most, with the products. */
function byNeed(ruledOut: RagPlan['databases']['ruledOut']): string[] {
  const groups = new Map<string, string[]>();
  for (const { by, product } of ruledOut) groups.set(by, [...(groups.get(by) ?? []), product]);
  return [...groups]
    .toSorted((a, b) => b[1].length - a[1].length)
    .slice(0, RULED_OUT)
    .map(
      ([by, products]) =>
        `by ${by}: ${products.slice(0, NAMES).join(', ')}${products.length > NAMES ? ` and ${products.length - NAMES} more` : ''}`,
    );
}

export function rerankerOf(
  { reranker, decision }: RagPlan,
  full: boolean,
  cited: Citations,
): z.output<typeof rerankerSection> | undefined {
  if (decision === 'long-context') return undefined;
  if (full && reranker.gain !== undefined) cited.cite(reranker.gain.source);
  return {
    model: reranker.model,
    candidates: reranker.candidates,
    ...(reranker.leftOut === undefined ? {} : { leftOut: reranker.leftOut }),
  };
}

export function costsOf(
  { costs, questionsPerMonth, generator, embedder, database, reranker }: RagPlan,
  full: boolean,
  cited: Citations,
): z.output<typeof costsSection> {
  if (generator.usdPerAnswer !== undefined) cited.cite(PRICE_LIST);
  const priced = {
    embedding: embedder.source,
    database: database?.cost?.rows[0]?.source ?? MACHINE_PRICE,
    rerank: reranker.source,
    generation: PRICE_LIST,
  };
  return costs.map(({ stage, monthlyUsd, basis }) => {
    return {
      stage,
      usdPerMonth: Number(monthlyUsd.toFixed(monthlyUsd < 100 ? 2 : 0)),
      basis,
      usdPerQuestion: threeDigits(monthlyUsd / questionsPerMonth),
      ...(full ? { source: cited.cite(priced[stage]) } : {}),
    };
  });
}

/** With the whole corpus of a tenant, instructions and question. */
export function promptTokens({ generator, corpus, asked }: RagPlan): number {
  return Math.ceil(generator.tokensBefore + corpus.tokens / asked.tenants);
}

export function nextCalls({ generator, decision }: RagPlan, full: boolean): { tool: string; why: string }[] {
  return [
    generator.usdPerAnswer === undefined
      ? {
          tool: 'sizeInfrastructure',
          why: `machines for ${generator.model} at ${formatNumber(generator.inputTokens)} input tokens`,
        }
      : { tool: 'estimateCost', why: 'the answering model hosted against self-hosted' },
    ...(decision === 'long-context' || !full
      ? []
      : [{ tool: 'planMonitoring', why: 'empty results, recall on fixed questions, latency by stage' }]),
  ];
}

import * as z from 'zod/v4';
import type { Citations } from '../../contract/citations.ts';
import { figure } from '../../contract/figure.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import type { SizeOf } from './index-sizes.ts';
import type { RagPlan } from './rag-plan.ts';

/** The sections of a plan as answers show them. */

const PRICE_LIST = 'genai-prices';
const RUNNERS_UP = 2;
const RULED_OUT = 2;
const NAMES = 3;

export const embeddingSection = z.strictObject({
  model: z.string(),
  dimensions: z.number(),
  hosted: z.boolean(),
  retrievalScore: figure.optional(),
  initialUsd: figure,
  /** On one accelerator, where one runs it oneself. */
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
  copies: z.number(),
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
  z.strictObject({ stage: z.string(), perMonth: figure, perQuestionUsd: z.number() }),
);

export function embeddingOf({ embedder }: RagPlan, cited: Citations): z.output<typeof embeddingSection> {
  const { model, dimensions, hosted, initialUsd, initialHours, basis, score, source } = embedder;
  return {
    model,
    dimensions,
    hosted,
    ...(score?.source === undefined
      ? {}
      : {
          retrievalScore: {
            value: score.value,
            unit: '% nDCG@10',
            basis: 'measured' as const,
            source: cited.cite(score.source),
          },
        }),
    initialUsd: { value: exact(initialUsd), unit: 'USD', basis, source: cited.cite(source) },
    ...(initialHours === undefined
      ? {}
      : {
          initialHours: {
            value: exact(initialHours.value),
            low: exact(initialHours.low),
            high: exact(initialHours.high),
            unit: 'h',
            basis: 'modelled' as const,
          },
        }),
  };
}

/** The span of the conventions that answer each question; in short, of those that matter to the product. */
export function memoryOf(
  { sizes }: RagPlan,
  full: boolean,
  cited: Citations,
): z.output<typeof memorySection> {
  return [...new Set(sizes.map(({ describes }) => describes))].map((describes) => {
    const alike = sizes.filter((size) => size.describes === describes).toSorted((a, b) => a.gb - b.gb);
    const [low, high] = [alike[0], alike.at(-1)];
    if (low === undefined || high === undefined) throw new Error(`no convention describes ${describes}`);
    if (full) for (const { source } of alike) cited.cite(source);
    return {
      describes,
      lowGb: exact(low.gb),
      lowBy: low.convention,
      ...(low === high ? {} : { highGb: exact(high.gb), highBy: high.convention }),
      ...(full && alike.length > 1
        ? { conventions: alike.map(({ convention, gb }) => ({ convention, gb: exact(gb) })) }
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
    ...(memoryGb === undefined ? {} : { memoryGb: exact(memoryGb) }),
    copies: indexed ? copies : 1,
    ...(cost?.machines === undefined || !indexed
      ? {}
      : { shards: Math.max(1, Math.round(cost.machines / copies)) }),
    runnersUp: others
      .slice(0, full ? undefined : RUNNERS_UP)
      .map(
        (other) =>
          `${other.product}: ${other.cost === undefined ? 'no price in the tables' : `${formatUsd(other.cost.monthlyUsd)} a month`}${other.open.length === 0 ? '' : `, not confirmed: ${other.open.join(', ')}`}`,
      ),
    ruledOut: full
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
  cited: Citations,
): z.output<typeof rerankerSection> | undefined {
  if (decision === 'long-context') return undefined;
  if (full) cited.cite(reranker.source);
  return {
    model: reranker.model,
    candidates: reranker.candidates,
    ...(reranker.leftOut === undefined ? {} : { leftOut: reranker.leftOut }),
  };
}

export function costsOf(
  { costs, questionsPerMonth, generator }: RagPlan,
  cited: Citations,
): z.output<typeof costsSection> {
  if (generator.usdPerAnswer !== undefined) cited.cite(PRICE_LIST);
  return costs.map(({ stage, monthlyUsd, basis }) => ({
    stage,
    perMonth: { value: exact(monthlyUsd), unit: 'USD', basis },
    perQuestionUsd: exact(monthlyUsd / questionsPerMonth),
  }));
}

export function nextCalls({ generator, decision }: RagPlan): { tool: string; why: string }[] {
  return [
    generator.usdPerAnswer === undefined
      ? {
          tool: 'sizeInfrastructure',
          why: `machines for ${generator.model} at ${formatNumber(generator.inputTokens)} input tokens`,
        }
      : { tool: 'estimateCost', why: 'the answering model hosted against self-hosted' },
    ...(decision === 'long-context'
      ? []
      : [{ tool: 'planMonitoring', why: 'empty results, recall on fixed questions, latency by stage' }]),
  ];
}

/** Six significant digits. */
export function exact(value: number): number {
  return Number(value.toPrecision(6));
}

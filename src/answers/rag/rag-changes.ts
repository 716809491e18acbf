import { retrievalGains } from '../../catalog/tables/retrieval-gains.ts';
import type { Citations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { assumedDefault } from '../assumed-default.ts';
import { threeDigits } from '../figures.ts';
import { soldByTheToken } from './choose-embedder.ts';
import { cheaperGenerator } from './choose-generator.ts';
import { chooseVectorDatabase, type RankedDatabase } from './choose-vector-database.ts';
import type { RagPlan } from './rag-plan.ts';

/** Into how many namespaces a single one is imagined split. */
const SPLIT = 1000;
const FEWER_CANDIDATES = 20;
const NAMESPACED = 'Pinecone';
const CONTEXT_STEP = 'contextual-bm25';

/** What would change the plan, each with its number; the most telling first. */
export async function ragChanges(plan: RagPlan, context: ToolContext, cited: Citations): Promise<string[]> {
  return [
    ...(await generatorChange(plan, context, cited)),
    ...decisionChange(plan),
    ...rerankChange(plan),
    ...nextDatabase(plan),
    ...(await embedderChange(plan, context)),
    ...namespaceChange(plan, context),
    ...contextChange(plan, context),
    ...growthChange(plan, context),
    ...dimensionChange(plan),
    ...candidatesChange(plan),
  ];
}

/** A cheaper model to answer with, where answering is most of the month. */
async function generatorChange(
  { costs, monthlyUsd, generator, questionsPerMonth, decision }: RagPlan,
  context: ToolContext,
  cited: Citations,
): Promise<string[]> {
  const usd = costs.find(({ stage }) => stage === 'generation')?.monthlyUsd ?? 0;
  if (usd < monthlyUsd / 2 || decision === 'long-context') return [];
  const cheaper = await cheaperGenerator(generator, context);
  if (cheaper === undefined) return [];
  const { model, usdPerAnswer, compared } = cheaper;
  if (compared !== undefined) cited.cite(compared.source);
  const score =
    compared === undefined
      ? 'not compared on one benchmark'
      : `${formatNumber(compared.score)} against ${formatNumber(compared.ofChosen)} on ${compared.benchmark}`;
  return [
    `Answering with ${model}: ${formatUsd(usdPerAnswer * questionsPerMonth)} a month instead of ${formatUsd(usd)}, ${score}.`,
  ];
}

function decisionChange(plan: RagPlan): string[] {
  const { decision, exact, needs, asked } = plan;
  if (decision === 'exact-search')
    return [
      `Above ${formatNumber(exact.mostVectors)} vectors exact search is too slow or too large for one machine: then an index.`,
      ...contextBreakEven(plan),
    ];
  if (decision === 'long-context') return contextBreakEven(plan);
  return [
    ...(asked.place === 'managed' && exact.fits && exact.ms <= exact.budgetMs
      ? [
          `Where the application may hold them, no service is needed: it reads all that a question asks in ${formatNumber(threeDigits(exact.ms))} ms.`,
        ]
      : needs.tenants > 1 && exact.ms <= exact.budgetMs
        ? [
            `Within one tenant exact search takes ${formatNumber(threeDigits(exact.ms))} ms: where the product parts tenants on disk, leave the index out.`,
          ]
        : needs.vectors <= 10 * exact.mostVectors
          ? [
              `Below ${formatNumber(exact.mostVectors)} vectors no index is needed: exact search within ${formatNumber(threeDigits((exact.ms * exact.mostVectors) / needs.vectors))} ms.`,
            ]
          : []),
    ...contextBreakEven(plan),
  ];
}

/** Up to how many questions the whole corpus in every prompt is the cheaper. */
function contextBreakEven({ longContext, decision, retrievalUsd, questionsPerMonth }: RagPlan): string[] {
  if (longContext === undefined) return [];
  const { monthlyUsd, sameAtQuestions, engineeringUsd, advised, cheaper } = longContext;
  const pipeline = engineeringUsd > 0 ? ` and ${formatUsd(engineeringUsd)} of engineering` : '';
  if (!advised)
    return cheaper
      ? [
          `The whole corpus fits the window and costs ${formatUsd(monthlyUsd)} a month in every prompt, cached, against ${formatUsd(retrievalUsd)}${pipeline}, but is longer than it is advised: test it.`,
        ]
      : [];
  if (sameAtQuestions === undefined)
    return ['The whole corpus in every prompt stays the cheaper, however many ask.'];
  const same = formatNumber(threeDigits(sameAtQuestions));
  return decision === 'long-context'
    ? [
        `Above ${same} questions a month (${formatNumber(threeDigits(questionsPerMonth))} now) retrieval is cheaper, its engineering included.`,
      ]
    : [
        `The whole corpus in every prompt, cached: ${formatUsd(monthlyUsd)} a month against ${formatUsd(retrievalUsd)}${pipeline}; the same at ${same} questions a month.`,
      ];
}

function nextDatabase({ databases, database, decision }: RagPlan): string[] {
  if (decision === 'long-context' || database === undefined) return [];
  const [next] = databases.ranked.filter(({ product }) => product !== database.product);
  return next === undefined ? [] : [`Instead of ${database.product}: ${offer(next)}.`];
}

function growthChange(
  { databases, database, needs, corpus, decision }: RagPlan,
  { catalog, today }: ToolContext,
): string[] {
  if (decision !== 'vector-index' || database === undefined || corpus.vectorsInAYear <= corpus.vectors)
    return [];
  const { ranked } = chooseVectorDatabase({ ...needs, vectors: corpus.vectorsInAYear }, catalog, today);
  const [first] = ranked;
  const here = ranked.find(({ product }) => product === database.product);
  const year = `In a year, at ${formatNumber(corpus.vectorsInAYear)} vectors, `;
  if (here === undefined)
    return [
      `${year}${database.product} no longer meets the needs${first === undefined ? '' : `: then ${first.product}`}.`,
    ];
  return [
    `${year}${here.cost === undefined ? `${here.product} still meets the needs` : `${here.product} costs ${formatUsd(here.cost.monthlyUsd)} a month`}${first === undefined || first.product === databases.ranked[0]?.product ? '' : `, and ${first.product} comes first`}.`,
  ];
}

/** Context and keyword search beside the vectors: the failures that they took away where it was measured, and their price here. */
function contextChange({ decision, corpus }: RagPlan, { catalog }: ToolContext): string[] {
  const step = catalog.rows(retrievalGains).find(({ id }) => id === CONTEXT_STEP);
  if (decision === 'long-context' || step?.before === undefined) return [];
  const usd = (corpus.tokens / 1e6) * assumedDefault(catalog, 'rag-context-usd-per-mtok').value;
  return [
    `With BM25 beside the vectors and a sentence of context before each chunk: ${step.metric} fell from ${formatNumber(step.before)} to ${formatNumber(step.after)} % where it was measured; writing the context once would have cost ${formatUsd(usd)} at its prices of 2024.`,
  ];
}

function offer({ product, cost, open }: RankedDatabase): string {
  return [
    cost === undefined
      ? `${product}, no price in the tables`
      : `${product} at ${formatUsd(cost.monthlyUsd)} a month (${cost.plan})`,
    ...(open.length === 0 ? [] : [`not confirmed: ${open.join(', ')}`]),
  ].join('; ');
}

/** What the parting of tenants does to a bill by namespaces. */
function namespaceChange({ needs, decision, asked }: RagPlan, { catalog, today }: ToolContext): string[] {
  if (decision !== 'vector-index' || asked.place === 'self-hosted' || asked.place === 'embedded') return [];
  const queries = (tenants: number): number | undefined =>
    chooseVectorDatabase(
      { ...needs, tenants, peakQueriesPerSecond: 0, maxSearchMs: undefined },
      catalog,
      today,
    ).ranked.find(({ product }) => product === NAMESPACED)?.cost?.queriesUsd;
  const [one, many] = [queries(1), queries(needs.tenants > 1 ? needs.tenants : SPLIT)];
  if (one === undefined || many === undefined || one < 2 * many) return [];
  return [
    needs.tenants > 1
      ? `One namespace instead of one a tenant: ${NAMESPACED}'s queries cost ${formatUsd(one)} instead of ${formatUsd(many)}.`
      : `Does each query ask one tenant's data? In ${formatNumber(SPLIT)} namespaces ${NAMESPACED}'s queries cost ${formatUsd(many)}, in one ${formatUsd(one)}: send tenants.`,
  ];
}

async function embedderChange(plan: RagPlan, { today }: ToolContext): Promise<string[]> {
  const { embedder, otherEmbedder: other, decision, compute } = plan;
  if (other === undefined || decision === 'long-context') return [];
  const score = (option: typeof embedder): string =>
    option.score === undefined
      ? ''
      : `, ${formatNumber(option.score.value)} against ${formatNumber(embedder.score?.value ?? Number.NaN)} on ${option.score.benchmark}`;
  const how = other.hosted
    ? `hosted at ${formatUsd(other.usdPerMtok ?? 0)} a million tokens`
    : `on ${other.machines ?? 1} ${compute.accelerator}`;
  const hosted = embedder.hosted ? embedder : other;
  const own = embedder.hosted ? other : embedder;
  const tokens = own.monthlyUsd / (hosted.usdPerMtok ?? Number.POSITIVE_INFINITY);
  const monthly = hosted.monthlyUsd / (hosted.usdPerMtok ?? Number.POSITIVE_INFINITY);
  const sold = own.hosted ? undefined : await soldByTheToken(own.model, today);
  return [
    `Embedding with ${other.model} ${how}: ${formatUsd(other.monthlyUsd)} a month instead of ${formatUsd(embedder.monthlyUsd)}${score(other)}${
      Number.isFinite(tokens)
        ? `; they cost the same at ${formatNumber(tokens)} million tokens a month, ${formatNumber(monthly)} now`
        : ''
    }.`,
    ...(sold === undefined
      ? []
      : [`${own.model} is sold by ${sold.provider} at ${formatUsd(sold.usdPerMtok)} a million tokens.`]),
  ];
}

function rerankChange({ reranker, decision }: RagPlan): string[] {
  if (decision === 'long-context') return [];
  const { gain, leftOut, model } = reranker;
  const usd = reranker.monthlyUsd === 0 ? '' : `${formatUsd(reranker.monthlyUsd)} and `;
  const test = (one: number, other: number): string =>
    `${formatNumber(one)} instead of ${formatNumber(other)} nDCG@10 in its maker's test`;
  return [
    leftOut === undefined
      ? `Without the reranker: ${usd}up to ${formatNumber(threeDigits(reranker.highMs))} ms less${gain === undefined ? '' : `, ${test(gain.from, gain.to)}`}.`
      : `With ${formatNumber(threeDigits(reranker.lowMs))} to ${formatNumber(threeDigits(reranker.highMs))} ms for it: ${model}${gain === undefined ? '' : `, ${test(gain.to, gain.from)}`}${reranker.monthlyUsd === 0 ? '' : `, ${formatUsd(reranker.monthlyUsd)} a month`}.`,
  ];
}

/** Fewer candidates than the usual number cost and take in proportion. */
function candidatesChange({ reranker, decision, asked }: RagPlan): string[] {
  const fewer = Math.max(asked.contextChunks, FEWER_CANDIDATES);
  if (
    decision === 'long-context' ||
    reranker.leftOut !== undefined ||
    reranker.hosted ||
    fewer >= reranker.candidates
  )
    return [];
  const part = fewer / reranker.candidates;
  return [
    `Reranking ${formatNumber(fewer)} candidates instead of ${formatNumber(reranker.candidates)}: about ${formatUsd(part * reranker.monthlyUsd)} a month and up to ${formatNumber(threeDigits(part * reranker.highMs))} ms; measure what it misses.`,
  ];
}

function dimensionChange({ needs, decision, sizes }: RagPlan): string[] {
  const [rest] = sizes;
  if (decision !== 'vector-index' || needs.dimensions < 1024 || rest === undefined) return [];
  return [
    `At half of the ${formatNumber(needs.dimensions)} dimensions the index takes about half of ${formatNumber(rest.gb)} GB (${rest.convention}, at rest): only for models trained for it, measured on your questions.`,
  ];
}

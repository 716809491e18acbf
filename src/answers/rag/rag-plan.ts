import type { ToolContext } from '../../contract/define-tool.ts';
import { exactSearchMs } from '../../engines/retrieval/exact-search-ms.ts';
import { type LatencyStage, latencyBudget } from '../../engines/retrieval/latency-budget.ts';
import { questionsForRecall } from '../../engines/retrieval/questions-for-recall.ts';
import { twoStageRecall } from '../../engines/retrieval/two-stage-recall.ts';
import { rowsForTwoProportions } from '../../engines/statistics/rows-for-two-proportions.ts';
import { BYTES_PER_GIB } from '../../units/bytes.ts';
import { assumedDefault } from '../assumed-default.ts';
import { chooseEmbedder, type Embedder } from './choose-embedder.ts';
import { chooseGenerator, type Generator } from './choose-generator.ts';
import { chooseReranker, type Reranker } from './choose-reranker.ts';
import {
  chooseVectorDatabase,
  type RankedDatabase,
  type VectorDatabaseChoice,
} from './choose-vector-database.ts';
import { type IndexSize, indexSizes } from './index-sizes.ts';
import { type LongContext, longContext, type RetrievalBill } from './long-context.ts';
import { type ModelCompute, modelCompute } from './model-compute.ts';
import { embedderEnd, generatorEnd, type ModelEnd } from './model-ends.ts';
import { nearestSpeed, type VectorSpeedRow } from './nearest-speed.ts';
import { type RagAsked, SECONDS_PER_MONTH } from './rag-asked.ts';
import { type RagCorpus, ragCorpus } from './rag-corpus.ts';
import type { VectorHosting, VectorNeeds } from './vector-needs.ts';

/** A machine that spends at most this share of its time reading vectors has room for bursts. */
const BUSY_SHARE = 0.5;
const BYTES_PER_FLOAT = 4;
const TEST_ALPHA = 0.05;
const TEST_POWER = 0.8;

export const RAG_DECISIONS = ['long-context', 'exact-search', 'vector-index'] as const;
export type RagDecision = (typeof RAG_DECISIONS)[number];

export type StageCost = {
  readonly stage: 'embedding' | 'database' | 'rerank' | 'generation';
  readonly monthlyUsd: number;
  readonly basis: 'listed' | 'modelled';
};

export type RagPlan = {
  readonly asked: RagAsked;
  readonly corpus: RagCorpus;
  readonly questionsPerMonth: number;
  readonly peakPerSecond: number;
  readonly decision: RagDecision;
  readonly embedder: Embedder;
  readonly otherEmbedder: Embedder | undefined;
  readonly generator: Generator;
  readonly reranker: Reranker;
  readonly compute: ModelCompute;
  readonly needs: VectorNeeds;
  readonly databases: VectorDatabaseChoice;
  /** Where the vectors lie; undefined where no product meets the needs. */
  readonly database: RankedDatabase | undefined;
  readonly speed: VectorSpeedRow | undefined;
  readonly sizes: readonly IndexSize[];
  /** Within one tenant; `fits`: all vectors in the memory of the application's machine. */
  readonly exact: {
    readonly ms: number;
    readonly budgetMs: number;
    readonly fits: boolean;
    readonly mostVectors: number;
  };
  /** Where the corpus may be and fits. */
  readonly longContext: LongContext | undefined;
  readonly costs: readonly StageCost[];
  /** With retrieval, whatever is decided. */
  readonly retrievalUsd: number;
  /** Of the stages with a price; generation on own machines is not among them. */
  readonly monthlyUsd: number;
  readonly stages: readonly (LatencyStage & { readonly basis: 'measured' | 'modelled' | 'assumed' })[];
  readonly latency: ReturnType<typeof latencyBudget>;
  readonly evaluation: {
    readonly questions: number;
    readonly toSeeLoss: number;
    readonly margin: number;
    /** What remains of the recall asked for behind an index whose own recall was measured. */
    readonly throughIndex: number | undefined;
  };
  readonly warnings: readonly string[];
  /** Announced ends of the hosted models in the plan. */
  readonly ends: readonly ModelEnd[];
};

/** The whole plan: corpus, models, store, costs by stage, latency by stage, evaluation, and whether retrieval is needed at all. */
export async function ragPlan(asked: RagAsked, context: ToolContext): Promise<RagPlan> {
  const { catalog, today } = context;
  const value = (id: string): number => assumedDefault(catalog, id).value;
  const corpus = ragCorpus(asked, value('rag-overlap-tokens'));
  const questionsPerMonth = asked.queriesPerSecond * SECONDS_PER_MONTH;
  const peakPerSecond = asked.queriesPerSecond * value('rag-peak-factor');
  const compute = modelCompute(catalog, today, asked.place);
  const desk = { asked, corpus, questionsPerMonth, peakPerSecond, compute, context };
  const { chosen: embedder, other, warnings } = await chooseEmbedder(desk);
  const generator = await chooseGenerator(asked, corpus, context);

  const embedding = embeddingStage(embedder);
  const before = embedding?.lowMs ?? 0;
  const forSearch = asked.targetMs === undefined ? undefined : Math.max(1, asked.targetMs - before);
  const needs = vectorNeeds(asked, corpus, embedder.dimensions, questionsPerMonth, peakPerSecond, forSearch);
  const meeting = chooseVectorDatabase(needs, catalog, today);

  const exact = exactSearch(needs, value, forSearch);
  const exactEnough =
    // a service searches as it does: what it stores is not read by oneself
    asked.place !== 'managed' &&
    exact.fits &&
    exact.ms <= exact.budgetMs &&
    (peakPerSecond * exact.ms) / 1000 <= BUSY_SHARE;
  const databases = exactEnough ? storesFor(meeting, needs, context) : meeting;
  const [database] = databases.ranked;
  const speed = database === undefined ? undefined : nearestSpeed(catalog, database.product, needs.vectors);
  const search = searchStage(exactEnough, exact.ms, speed, value);

  const left = asked.targetMs === undefined ? undefined : asked.targetMs - before - search.lowMs;
  const reranker = await chooseReranker(desk, left);

  const retrieval = costsOf(embedder, database, reranker, generator, questionsPerMonth);
  const bill = billOf(retrieval, database, reranker, questionsPerMonth, value('cost-engineer'));
  const whole = await longContext(asked, corpus, generator, questionsPerMonth, bill, value);
  const decision: RagDecision =
    whole?.cheaper === true ? 'long-context' : exactEnough ? 'exact-search' : 'vector-index';
  const costs: readonly StageCost[] =
    decision === 'long-context'
      ? [{ stage: 'generation', monthlyUsd: whole?.monthlyUsd ?? 0, basis: 'modelled' }]
      : retrieval;
  const stages =
    decision === 'long-context'
      ? []
      : [embedding, search, rerankStage(reranker)].flatMap((stage) => stage ?? []);
  const margin = value('rag-recall-margin');
  return {
    asked,
    corpus,
    questionsPerMonth,
    peakPerSecond,
    decision,
    embedder,
    otherEmbedder: other,
    generator,
    reranker,
    compute,
    needs,
    databases,
    database,
    speed,
    sizes: indexSizes(needs.vectors, needs.dimensions, value('rag-links')),
    exact,
    longContext: whole,
    retrievalUsd: sum(retrieval),
    costs,
    monthlyUsd: sum(costs),
    stages,
    latency: latencyBudget(stages, asked.targetMs ?? Number.POSITIVE_INFINITY),
    evaluation: {
      questions: questionsForRecall(asked.recall, margin),
      toSeeLoss: Math.ceil(
        rowsForTwoProportions(asked.recall, asked.recall - margin, TEST_ALPHA, TEST_POWER),
      ),
      margin,
      throughIndex:
        decision === 'vector-index' && speed?.recallPercent !== undefined
          ? twoStageRecall(speed.recallPercent / 100, asked.recall)
          : undefined,
    },
    warnings,
    ends: [
      ...generatorEnd(generator, context),
      ...(decision === 'long-context' ? [] : embedderEnd(embedder, context)),
    ],
  };
}

const HOSTING: Readonly<Record<RagAsked['place'], readonly VectorHosting[]>> = {
  any: [],
  managed: ['managed', 'serverless'],
  'self-hosted': ['self-hosted', 'embedded'],
  embedded: ['embedded'],
};

function vectorNeeds(
  asked: RagAsked,
  corpus: RagCorpus,
  dimensions: number,
  queriesPerMonth: number,
  peakQueriesPerSecond: number,
  maxSearchMs: number | undefined,
): VectorNeeds {
  return {
    vectors: corpus.vectors,
    dimensions,
    queriesPerMonth,
    peakQueriesPerSecond,
    writtenPerMonth: corpus.vectorsWrittenPerMonth,
    filter: asked.filters,
    tenants: asked.tenants,
    hybrid: false,
    hosting: HOSTING[asked.place],
    stack: asked.stack,
    licence: 'any',
    readAfterWrite: false,
    available: asked.place !== 'embedded',
    maxSearchMs,
  };
}

type Values = (id: string) => number;

function exactSearch(needs: VectorNeeds, value: Values, forSearch: number | undefined): RagPlan['exact'] {
  const bandwidth = value('rag-exact-search-gb-per-second');
  const budgetMs = Math.min(value('rag-exact-search-ms'), forSearch ?? Number.POSITIVE_INFINITY);
  const bytes = BYTES_PER_FLOAT * needs.dimensions;
  const one = exactSearchMs(1, bytes, bandwidth);
  const busyMs = (BUSY_SHARE * 1000) / needs.peakQueriesPerSecond;
  const inMemory = Math.floor(
    (value('rag-machine-memory') * BYTES_PER_GIB * value('rag-usable-memory')) / bytes,
  );
  return {
    ms: exactSearchMs(needs.vectors / needs.tenants, bytes, bandwidth),
    budgetMs,
    fits: needs.vectors <= inMemory,
    mostVectors: Math.min(inMemory, Math.floor((Math.min(budgetMs, busyMs) / one) * needs.tenants)),
  };
}

/** Where exact search is enough: the database that runs already, else libraries inside the application that search so. */
function storesFor(
  meeting: VectorDatabaseChoice,
  needs: VectorNeeds,
  { catalog, today }: ToolContext,
): VectorDatabaseChoice {
  if (meeting.ranked[0]?.runsAlready === true) return meeting;
  const inside = chooseVectorDatabase({ ...needs, hosting: ['embedded'], available: false }, catalog, today);
  const exact = inside.ranked.filter(({ row }) => row.exactSearch === true);
  return exact.length === 0 ? meeting : { ...inside, ranked: exact };
}

type Stage = RagPlan['stages'][number];

/** Hosted calls have no figure in the tables: the stage is left out and said to be. */
function embeddingStage({ questionMs }: Embedder): Stage | undefined {
  return questionMs === undefined
    ? undefined
    : { stage: 'query embedding', lowMs: questionMs.low, highMs: questionMs.high, basis: 'modelled' };
}

function searchStage(
  exactEnough: boolean,
  exactMs: number,
  speed: VectorSpeedRow | undefined,
  value: Values,
): Stage {
  if (exactEnough) return { stage: 'exact search', lowMs: exactMs, highMs: 2 * exactMs, basis: 'modelled' };
  if (speed?.p99Ms !== undefined)
    return { stage: 'search', lowMs: speed.p99Ms, highMs: speed.p99Ms, basis: 'measured' };
  return {
    stage: 'search',
    lowMs: value('rag-search-low-ms'),
    highMs: value('rag-search-high-ms'),
    basis: 'assumed',
  };
}

function rerankStage({ leftOut, lowMs, highMs, hosted }: Reranker): Stage | undefined {
  return leftOut === undefined
    ? { stage: 'rerank', lowMs, highMs, basis: hosted ? 'assumed' : 'modelled' }
    : undefined;
}

function costsOf(
  embedder: Embedder,
  database: RankedDatabase | undefined,
  reranker: Reranker,
  { usdPerAnswer }: Generator,
  questions: number,
): StageCost[] {
  return [
    { stage: 'embedding', monthlyUsd: embedder.monthlyUsd, basis: embedder.basis },
    ...(database?.cost === undefined
      ? []
      : [{ stage: 'database' as const, monthlyUsd: database.cost.monthlyUsd, basis: database.cost.basis }]),
    ...(reranker.leftOut === undefined
      ? [{ stage: 'rerank' as const, monthlyUsd: reranker.monthlyUsd, basis: reranker.basis }]
      : []),
    ...(usdPerAnswer === undefined
      ? []
      : [{ stage: 'generation' as const, monthlyUsd: questions * usdPerAnswer, basis: 'listed' as const }]),
  ];
}

/** What grows with the questions: answers, and reranking where it is billed by the search. */
function billOf(
  costs: readonly StageCost[],
  database: RankedDatabase | undefined,
  reranker: Reranker,
  questions: number,
  engineerUsd: number,
): RetrievalBill {
  const growing = costs.filter(
    ({ stage }) => stage === 'generation' || (stage === 'rerank' && reranker.hosted),
  );
  return {
    fixedUsd: sum(costs) - sum(growing),
    usdPerQuestion: sum(growing) / questions,
    engineeringUsd: (database?.cost?.engineeringUsd ?? 0) > 0 ? 0 : engineerUsd,
  };
}

function sum(costs: readonly StageCost[]): number {
  return costs.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
}

import type { ToolContext } from '../../contract/define-tool.ts';
import { latencyBudget } from '../../engines/retrieval/latency-budget.ts';
import { questionsForRecall } from '../../engines/retrieval/questions-for-recall.ts';
import { twoStageRecall } from '../../engines/retrieval/two-stage-recall.ts';
import { rowsForTwoProportions } from '../../engines/statistics/rows-for-two-proportions.ts';
import { assumedDefault } from '../assumed-default.ts';
import { chooseEmbedder, type Embedder } from './choose-embedder.ts';
import { chooseGenerator, type Generator } from './choose-generator.ts';
import { chooseReranker, type Reranker, rerankedCandidates } from './choose-reranker.ts';
import {
  chooseVectorDatabase,
  type RankedDatabase,
  type VectorDatabaseChoice,
} from './choose-vector-database.ts';
import { type ExactSearch, exactIsEnough, exactSearch, storesFor } from './exact-search.ts';
import { type IndexSize, indexSizes } from './index-sizes.ts';
import { type LongContext, longContext } from './long-context.ts';
import { type ModelCompute, modelCompute } from './model-compute.ts';
import { embedderEnd, generatorEnd, type ModelEnd } from './model-ends.ts';
import { nearestSpeed, type VectorSpeedRow } from './nearest-speed.ts';
import { type RagAsked, SECONDS_PER_MONTH } from './rag-asked.ts';
import { billOf, type StageCost, stageCosts, sumOfCosts } from './rag-bill.ts';
import { type RagCorpus, ragCorpus } from './rag-corpus.ts';
import type { RagDesk } from './rag-desk.ts';
import { embeddingStage, type RagStage, rerankStage, searchStage } from './rag-stages.ts';
import type { VectorHosting, VectorNeeds } from './vector-needs.ts';

const TEST_ALPHA = 0.05;
const TEST_POWER = 0.8;

export const RAG_DECISIONS = ['long-context', 'exact-search', 'vector-index'] as const;
export type RagDecision = (typeof RAG_DECISIONS)[number];

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
  readonly exact: ExactSearch;
  /** Where the corpus may be and fits. */
  readonly longContext: LongContext | undefined;
  readonly costs: readonly StageCost[];
  /** With retrieval, whatever is decided. */
  readonly retrievalUsd: number;
  /** Of the stages with a price; generation on own machines is not among them. */
  readonly monthlyUsd: number;
  readonly stages: readonly RagStage[];
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
  const needs = vectorNeeds(desk, embedder.dimensions, value, forSearch);
  const meeting = chooseVectorDatabase(needs, catalog, today);

  const exact = exactSearch(needs, value, forSearch);
  const exactEnough =
    // a service searches as it does: what it stores is not read by oneself
    asked.place !== 'managed' && exactIsEnough(exact, needs);
  const databases = exactEnough ? storesFor(meeting, needs, context) : meeting;
  const [database] = databases.ranked;
  const speed = database === undefined ? undefined : nearestSpeed(catalog, database.product, needs.vectors);
  const search = searchStage(exactEnough, exact.ms, speed, value);

  const left = asked.targetMs === undefined ? undefined : asked.targetMs - before - search.lowMs;
  const reranker = await chooseReranker(desk, left);

  const retrieval = stageCosts(embedder, database, reranker, generator, questionsPerMonth);
  const bill = billOf(retrieval, database, reranker, questionsPerMonth, value('cost-engineer'));
  const whole = await longContext(asked, corpus, generator, questionsPerMonth, bill, value);
  const decision: RagDecision =
    whole?.cheaper === true && whole.advised ? 'long-context' : exactEnough ? 'exact-search' : 'vector-index';
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
    retrievalUsd: sumOfCosts(retrieval),
    costs,
    monthlyUsd: sumOfCosts(costs),
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
  { asked, corpus, questionsPerMonth, peakPerSecond }: RagDesk,
  dimensions: number,
  value: (id: string) => number,
  maxSearchMs: number | undefined,
): VectorNeeds {
  return {
    vectors: corpus.vectors,
    dimensions,
    queriesPerMonth: questionsPerMonth,
    peakQueriesPerSecond: peakPerSecond,
    writtenPerMonth: corpus.vectorsWrittenPerMonth,
    filter: asked.filters,
    results: rerankedCandidates(asked, corpus, value),
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

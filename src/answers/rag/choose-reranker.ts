import { accuracy as accuracyTable } from '../../catalog/tables/accuracy.ts';
import { apiPrices } from '../../catalog/tables/api-prices.ts';
import { rerankLatency } from '../../catalog/tables/rerank-latency.ts';
import { sources } from '../../catalog/tables/sources.ts';
import { collectCitations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { newestInForce } from '../../engines/cost/newest-in-force.ts';
import { assumedDefault } from '../assumed-default.ts';
import { chooseModel } from '../selection/choose-model.ts';
import type { ModelCompute } from './model-compute.ts';
import { mayLeave, type RagAsked } from './rag-asked.ts';
import type { RagCorpus } from './rag-corpus.ts';

/** The price and the latency row of one hosted reranker; and the row that stands in for a cross-encoder of half a billion parameters. */
const HOSTED = { service: 'cohere-rerank-3.5', reranker: 'Cohere Rerank' };
const STAND_IN = 'bge-reranker-v2';
/** The retriever whose top 100 all rerankers of that benchmark were given. */
const NO_RERANKER = 'Qwen3-Embedding-0.6B';
const BENCHMARK = 'rerank-qwen-mteb-r';

export type Reranker = {
  readonly model: string;
  readonly hosted: boolean;
  readonly candidates: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly monthlyUsd: number;
  readonly machines?: number;
  /** nDCG@10 with it and without any, on the same test. */
  readonly gain?: { readonly from: number; readonly to: number; readonly source: string };
  readonly basis: 'listed' | 'modelled';
  /** Of the price. */
  readonly source: string;
  /** Why none is in the plan, where none is. */
  readonly leftOut?: string;
};

/**
 * The reranker: hosted at its list price, or the smallest open one that beats the retriever alone, on always-on machines; of
 * the two the cheaper. Left out where even its low end passes what the target leaves.
 */
export async function chooseReranker(
  asked: RagAsked,
  corpus: RagCorpus,
  questionsPerMonth: number,
  peakPerSecond: number,
  compute: ModelCompute,
  context: ToolContext,
  leftMs: number,
): Promise<Reranker> {
  const { catalog, today } = context;
  const value = (id: string): number => assumedDefault(catalog, id).value;
  const candidates = Math.max(asked.contextChunks, Math.min(value('rag-candidates'), corpus.chunksAsked));
  const rows = catalog.rows(rerankLatency);
  const latency = (reranker: string, runsOn: string) =>
    rows
      .filter((row) => row.reranker.startsWith(reranker) && row.runsOn === runsOn)
      .toSorted((a, b) => Math.abs(a.candidates - candidates) - Math.abs(b.candidates - candidates))[0];
  const options: Reranker[] = [];
  const listed = catalog.rows(apiPrices).filter(({ service }) => service === HOSTED.service);
  const [price] = newestInForce(listed, today, ({ service }) => service);
  const hosted = latency(HOSTED.reranker, 'api');
  if (mayLeave(asked) && price !== undefined && hosted !== undefined) {
    const scale = candidates / hosted.candidates;
    const parts = Math.ceil(corpus.meanChunkTokens / value('rag-rerank-chunk-tokens'));
    const searches = Math.ceil((candidates * parts) / value('rag-rerank-chunks'));
    options.push({
      model: price.name,
      hosted: true,
      candidates,
      lowMs: hosted.lowMs * scale,
      highMs: hosted.highMs * scale,
      monthlyUsd: (questionsPerMonth * searches * price.usdPerThousand) / 1000,
      basis: 'listed',
      source: price.source,
    });
  }
  const open = await openReranker(context, asked.languages);
  const inside = asked.place === 'embedded';
  const standIn = latency(STAND_IN, inside ? 'cpu' : 'gpu');
  if (open !== undefined && standIn !== undefined) {
    const tokens = candidates * corpus.meanChunkTokens;
    const modelled = compute.seconds(open.parametersM, tokens);
    const waiting = compute.alwaysOn(open.parametersM, tokens * peakPerSecond, value('rag-copies'));
    const scale =
      (candidates / standIn.candidates) *
      (standIn.tokens === undefined ? 1 : corpus.meanChunkTokens / standIn.tokens);
    options.push({
      model: open.model,
      hosted: false,
      candidates,
      lowMs: inside ? standIn.lowMs * scale : Math.min(standIn.lowMs * scale, modelled.low * 1000),
      highMs: inside ? standIn.highMs * scale : Math.max(standIn.highMs * scale, modelled.high * 1000),
      monthlyUsd: inside ? 0 : waiting.monthlyUsd,
      ...(inside ? {} : { machines: waiting.machines }),
      gain: open.gain,
      basis: 'modelled',
      source: compute.priceSource,
    });
  }
  const [best] = options.toSorted((a, b) => a.monthlyUsd - b.monthlyUsd);
  if (best === undefined) throw new Error('the tables hold no reranker');
  return best.lowMs <= leftMs
    ? best
    : {
        ...best,
        leftOut: `${Math.round(best.lowMs)} ms at the least, and the target leaves ${Math.max(0, Math.round(leftMs))}`,
      };
}

async function openReranker(context: ToolContext, languages: readonly string[]) {
  const choice = await chooseModel(
    'reranking',
    { use: 'closed-source', languages, minLanguages: 1, offline: true, prefer: 'balance' },
    context,
    collectCitations(context.catalog.rows(sources)),
    { count: 12, full: false },
  );
  const better = choice.candidates.flatMap(({ model, accuracy, parametersM }) =>
    accuracy === undefined || parametersM === undefined || accuracy.source === undefined
      ? []
      : [{ model, parametersM, to: accuracy.value, source: accuracy.source }],
  );
  const baseline = context.catalog
    .rows(accuracyTable)
    .find(({ model, benchmark }) => model === NO_RERANKER && benchmark === BENCHMARK)?.value;
  if (baseline === undefined) return undefined;
  const [smallest] = better
    .filter(({ to }) => to > baseline)
    .toSorted((a, b) => a.parametersM - b.parametersM);
  return smallest === undefined
    ? undefined
    : { ...smallest, gain: { from: baseline, to: smallest.to, source: smallest.source } };
}

import { accuracy as accuracyTable } from '../../catalog/tables/accuracy.ts';
import { apiPrices } from '../../catalog/tables/api-prices.ts';
import { rerankLatency } from '../../catalog/tables/rerank-latency.ts';
import { sources } from '../../catalog/tables/sources.ts';
import { collectCitations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { newestInForce } from '../../engines/cost/newest-in-force.ts';
import { assumedDefault } from '../assumed-default.ts';
import { chooseModel } from '../selection/choose-model.ts';
import type { EncoderRate } from './model-compute.ts';
import { mayLeave, type RagAsked } from './rag-asked.ts';
import type { RagCorpus } from './rag-corpus.ts';
import type { RagDesk } from './rag-desk.ts';

/** The price and the latency row of one hosted reranker. */
const HOSTED = { service: 'cohere-rerank-3.5', reranker: 'Cohere Rerank' };
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
  /** On one accelerator, where one runs it oneself. */
  readonly rate?: EncoderRate;
  /** Why none is in the plan, where none is. */
  readonly leftOut?: string;
};

/**
 * The reranker: hosted at its list price, or the smallest open one that beats the retriever alone, on always-on machines; of
 * those whose low end fits what the target leaves the cheapest. Where a service is asked for, own machines are none. Left out
 * where none fits.
 * @param leftMs of the target; undefined where it is silent, and then a reranker may take as long as the tables assume.
 */
export async function chooseReranker(desk: RagDesk, leftMs: number | undefined): Promise<Reranker> {
  const { asked, corpus, context } = desk;
  const value = (id: string): number => assumedDefault(context.catalog, id).value;
  const candidates = rerankedCandidates(asked, corpus, value);
  const hosted = mayLeave(asked) ? hostedReranker(desk, candidates, value) : undefined;
  const own =
    asked.place === 'managed' && hosted !== undefined
      ? undefined
      : await ownReranker(desk, candidates, value);
  const options = [hosted, own].flatMap((option) => option ?? []);
  const most = leftMs ?? value('rag-rerank-ms');
  const [best] = options.filter(({ lowMs }) => lowMs <= most).toSorted((a, b) => a.monthlyUsd - b.monthlyUsd);
  if (best !== undefined) return best;
  const [fastest] = options.toSorted((a, b) => a.lowMs - b.lowMs);
  if (fastest === undefined) throw new Error('the tables hold no reranker');
  const least = `${formatNumber(Math.round(fastest.lowMs))} ms at the least`;
  return {
    ...fastest,
    leftOut:
      leftMs === undefined
        ? `${least}, and where no target is said it may take ${formatNumber(most)}`
        : `${least}, and the target leaves ${formatNumber(Math.max(0, Math.round(leftMs)))}`,
  };
}

function hostedReranker(
  { corpus, questionsPerMonth, context: { catalog, today } }: RagDesk,
  candidates: number,
  value: (id: string) => number,
): Reranker | undefined {
  const listed = catalog.rows(apiPrices).filter(({ service }) => service === HOSTED.service);
  const [price] = newestInForce(listed, today, ({ service }) => service);
  const [row] = catalog
    .rows(rerankLatency)
    .filter(({ reranker, runsOn }) => reranker.startsWith(HOSTED.reranker) && runsOn === 'api')
    .toSorted((a, b) => Math.abs(a.candidates - candidates) - Math.abs(b.candidates - candidates));
  if (price === undefined || row === undefined) return undefined;
  const scale = candidates / row.candidates;
  const parts = Math.ceil(corpus.meanChunkTokens / value('rag-rerank-chunk-tokens'));
  const searches = Math.ceil((candidates * parts) / value('rag-rerank-chunks'));
  return {
    model: price.name,
    hosted: true,
    candidates,
    lowMs: row.lowMs * scale,
    highMs: row.highMs * scale,
    monthlyUsd: (questionsPerMonth * searches * price.usdPerThousand) / 1000,
    basis: 'listed',
    source: price.source,
  };
}

/** On machines of one's own, or on the CPU inside an application. */
async function ownReranker(
  { asked, corpus, peakPerSecond, compute, context }: RagDesk,
  candidates: number,
  value: (id: string) => number,
): Promise<Reranker | undefined> {
  const open = await openReranker(context, asked.languages);
  if (open === undefined) return undefined;
  const tokens = candidates * corpus.meanChunkTokens;
  const { low, high } = compute.seconds(open, tokens);
  return {
    model: open.model,
    hosted: false,
    candidates,
    gain: open.gain,
    basis: 'modelled',
    source: compute.priceSource,
    lowMs: low * 1000,
    highMs: high * 1000,
    // inside an application it runs on a machine that is there anyway
    ...(asked.place === 'embedded'
      ? { monthlyUsd: 0 }
      : compute.alwaysOn(open, tokens * peakPerSecond, value('rag-copies'))),
    rate: compute.rate(open),
  };
}

/** Chunks that the search brings and a reranker orders. */
export function rerankedCandidates(
  asked: RagAsked,
  corpus: RagCorpus,
  value: (id: string) => number,
): number {
  return Math.max(asked.contextChunks, Math.min(value('rag-candidates'), corpus.chunksAsked));
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

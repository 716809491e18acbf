import type { LatencyStage } from '../../engines/retrieval/latency-budget.ts';
import type { Embedder } from './choose-embedder.ts';
import type { Reranker } from './choose-reranker.ts';
import type { VectorSpeedRow } from './nearest-speed.ts';

export type RagStage = LatencyStage & { readonly basis: 'measured' | 'modelled' | 'assumed' };

/** Hosted calls have no figure in the tables: the stage is left out and said to be. */
export function embeddingStage({ questionMs }: Embedder): RagStage | undefined {
  return questionMs === undefined
    ? undefined
    : { stage: 'query embedding', lowMs: questionMs.low, highMs: questionMs.high, basis: questionMs.basis };
}

export function searchStage(
  exactEnough: boolean,
  exactMs: number,
  speed: VectorSpeedRow | undefined,
  value: (id: string) => number,
): RagStage {
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

export function rerankStage({ leftOut, lowMs, highMs, hosted }: Reranker): RagStage | undefined {
  return leftOut === undefined
    ? { stage: 'rerank', lowMs, highMs, basis: hosted ? 'assumed' : 'modelled' }
    : undefined;
}

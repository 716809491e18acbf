import type { Embedder } from './choose-embedder.ts';
import type { Generator } from './choose-generator.ts';
import type { Reranker } from './choose-reranker.ts';
import type { RankedDatabase } from './choose-vector-database.ts';
import type { RetrievalBill } from './long-context.ts';

export type StageCost = {
  readonly stage: 'embedding' | 'database' | 'rerank' | 'generation';
  readonly monthlyUsd: number;
  readonly basis: 'listed' | 'modelled';
};

/** What each stage of retrieval costs a month; stages without a price are left out. */
export function stageCosts(
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
export function billOf(
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
    fixedUsd: sumOfCosts(costs) - sumOfCosts(growing),
    usdPerQuestion: sumOfCosts(growing) / questions,
    engineeringUsd: (database?.cost?.engineeringUsd ?? 0) > 0 ? 0 : engineerUsd,
  };
}

export function sumOfCosts(costs: readonly StageCost[]): number {
  return costs.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
}

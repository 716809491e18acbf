import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { percent } from '../figures.ts';
import type { RagPlan } from './rag-plan.ts';

/** The sentence that answers the question. */
export function ragVerdict(plan: RagPlan): string {
  const { decision, corpus, asked, generator, monthlyUsd, database, databases, embedder } = plan;
  const bill = `${formatUsd(monthlyUsd)} a month${perQuestion(plan)}`;
  if (decision === 'long-context')
    return `No retrieval is needed: the ${formatNumber(corpus.tokens / asked.tenants)} tokens${asked.tenants > 1 ? ' of a tenant' : ''} go into every prompt of ${generator.model}, cached, for ${bill}; retrieval would cost ${formatUsd(retrievalUsd(plan))}.`;
  if (database === undefined)
    return `No vector database of the tables meets these needs: ${topReasons(databases.ruledOut)}.`;
  const where = `${formatNumber(corpus.vectors)} chunks, ${embedder.model} (${formatNumber(embedder.dimensions)} dimensions)`;
  const how =
    decision === 'exact-search'
      ? `No vector index is needed: exact search over ${where} takes about ${formatNumber(round(plan.exact.ms))} ms; keep them in ${database.product}`
      : `${where} in ${database.product}`;
  const priced = plan.costs.some(({ stage }) => stage === 'generation')
    ? bill
    : `${bill}, the answering model not counted`;
  return `${how}; ${rerankWords(plan)}; ${priced}${latencyWords(plan)}.`;
}

function perQuestion({ monthlyUsd, questionsPerMonth }: RagPlan): string {
  return ` (${formatUsd(monthlyUsd / questionsPerMonth)} a question)`;
}

function retrievalUsd({ embedder, database, reranker, generator, questionsPerMonth }: RagPlan): number {
  return (
    embedder.monthlyUsd +
    (database?.cost?.monthlyUsd ?? 0) +
    (reranker.leftOut === undefined ? reranker.monthlyUsd : 0) +
    questionsPerMonth * (generator.usdPerAnswer ?? 0)
  );
}

function rerankWords({ reranker }: RagPlan): string {
  return reranker.leftOut === undefined
    ? `${formatNumber(reranker.candidates)} candidates reranked by ${reranker.model}`
    : 'no reranker fits the target';
}

function latencyWords({ latency, asked, decision }: RagPlan): string {
  if (asked.targetMs === undefined || decision === 'long-context') return '';
  const span = `${formatNumber(round(latency.lowMs))} to ${formatNumber(round(latency.highMs))} ms`;
  const most = asked.targetMs - latency.lowMs;
  return most <= 0
    ? `; retrieval alone takes ${span}, more than the ${formatNumber(asked.targetMs)} ms to the first token`
    : `; retrieval takes ${span} and leaves the model ${formatNumber(round(Math.max(0, latency.leftMs)))} to ${formatNumber(round(most))} of ${formatNumber(asked.targetMs)} ms to its first token`;
}

/** The constraint that decides: the target where it is missed or left a stage out, else the dearest stage. */
export function ragBinding(plan: RagPlan): string {
  const { latency, asked, reranker, costs, monthlyUsd, database, databases } = plan;
  if (database === undefined && plan.decision !== 'long-context')
    return `needs: ${topReasons(databases.ruledOut)}`;
  if (reranker.leftOut !== undefined && plan.decision !== 'long-context')
    return `latency: the reranker needs ${reranker.leftOut}`;
  if (asked.targetMs !== undefined && latency.fits !== 'yes' && latency.slowest !== undefined)
    return `latency: ${latency.slowest.stage} takes up to ${formatNumber(round(latency.slowest.highMs))} of ${formatNumber(asked.targetMs)} ms`;
  const [dearest] = costs.toSorted((a, b) => b.monthlyUsd - a.monthlyUsd);
  return dearest === undefined
    ? 'none'
    : `cost: ${dearest.stage} is ${percent(dearest.monthlyUsd / monthlyUsd)} of the month`;
}

/** The needs that rule most products out. */
function topReasons(ruledOut: RagPlan['databases']['ruledOut']): string {
  const counts = new Map<string, number>();
  for (const { by } of ruledOut) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([by, count]) => `${by} rules out ${count}`)
    .join(', ');
}

function round(ms: number): number {
  return Number(ms.toPrecision(3));
}

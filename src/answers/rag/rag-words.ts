import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { percent, threeDigits } from '../figures.ts';
import type { RagPlan } from './rag-plan.ts';

/** The sentence that answers the question. */
export function ragVerdict(plan: RagPlan): string {
  const { decision, corpus, asked, generator, monthlyUsd, database, databases, embedder, longContext } = plan;
  const bill = `${formatUsd(monthlyUsd)} a month${perQuestion(plan)}`;
  if (decision === 'long-context')
    return `No retrieval is needed: the ${formatNumber(corpus.tokens / asked.tenants)} tokens${asked.tenants > 1 ? ' of a tenant' : ''} go into every prompt of ${generator.model}, cached, for ${bill}; retrieval would cost ${formatUsd(plan.retrievalUsd)}${(longContext?.engineeringUsd ?? 0) > 0 ? ` and ${formatUsd(longContext?.engineeringUsd ?? 0)} of engineering` : ''}.`;
  if (database === undefined)
    return `No vector database of the tables meets these needs: ${topReasons(databases.ruledOut)}.`;
  const where = `${formatNumber(corpus.vectors)} chunks, ${embedder.model} (${formatNumber(embedder.dimensions)} dimensions)`;
  const how =
    decision === 'exact-search'
      ? `No vector index is needed: exact search over ${where} takes about ${formatNumber(threeDigits(plan.exact.ms))} ms; keep them in ${database.product}`
      : `${where} in ${database.product}`;
  const priced = plan.costs.some(({ stage }) => stage === 'generation')
    ? bill
    : `${bill}, the answering model not counted`;
  return `${how}; ${rerankWords(plan)}; ${priced}${latencyWords(plan)}.`;
}

function perQuestion({ monthlyUsd, questionsPerMonth }: RagPlan): string {
  return ` (${formatUsd(monthlyUsd / questionsPerMonth)} a question)`;
}

function rerankWords({ reranker, asked }: RagPlan): string {
  if (reranker.leftOut === undefined)
    return `${formatNumber(reranker.candidates)} candidates reranked by ${reranker.model}`;
  return asked.targetMs === undefined ? 'no reranker is fast enough' : 'no reranker fits the target';
}

function latencyWords({ latency, asked, decision }: RagPlan): string {
  if (asked.targetMs === undefined || decision === 'long-context') return '';
  const { lowMs, highMs, leftMs } = latency;
  const target = formatNumber(asked.targetMs);
  const most = asked.targetMs - lowMs;
  return most <= 0
    ? `; retrieval alone takes ${span(lowMs, highMs)} ms, more than the ${target} ms to the first token`
    : `; retrieval takes ${span(lowMs, highMs)} ms and leaves the model ${span(Math.max(0, leftMs), most)} of ${target} ms to its first token`;
}

function span(low: number, high: number): string {
  const [least, most] = [formatNumber(threeDigits(low)), formatNumber(threeDigits(high))];
  return least === most ? least : `${least} to ${most}`;
}

/** What the labelled questions show. */
export function evaluationPlan({ asked, evaluation, decision }: RagPlan): string {
  if (decision === 'long-context')
    return `the share answered right, at ${formatNumber(asked.recall)}, within ${formatNumber(100 * evaluation.margin)} points at 95 %`;
  return `recall ${formatNumber(asked.recall)} within ${formatNumber(100 * evaluation.margin)} points at 95 %, for each ${asked.languages.length > 1 ? 'language' : 'kind of question'}`;
}

/** The constraint that decides: the target where it is missed or left a stage out, else the dearest stage. */
export function ragBinding(plan: RagPlan): string {
  const { latency, asked, reranker, costs, monthlyUsd, database, databases } = plan;
  if (database === undefined && plan.decision !== 'long-context')
    return `needs: ${topReasons(databases.ruledOut)}`;
  if (reranker.leftOut !== undefined && plan.decision !== 'long-context')
    return `latency: the reranker needs ${reranker.leftOut}`;
  if (asked.targetMs !== undefined && latency.fits !== 'yes' && latency.slowest !== undefined)
    return `latency: ${latency.slowest.stage} takes up to ${formatNumber(threeDigits(latency.slowest.highMs))} of ${formatNumber(asked.targetMs)} ms`;
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

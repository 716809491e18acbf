import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import type { RagPlan } from './rag-plan.ts';

/** A Mermaid flow chart of the plan: the names and numbers of the answer, stage by stage. */
export function ragDiagram(plan: RagPlan): string {
  const { asked, corpus, embedder, reranker, generator, database, decision, costs } = plan;
  const usd = (stage: string): string => {
    const cost = costs.find((entry) => entry.stage === stage);
    return cost === undefined ? '' : `<br/>${formatUsd(cost.monthlyUsd)}/month`;
  };
  const node = (id: string, label: string): string => `${id}["${label.replaceAll('"', "'")}"]`;
  const documents = node(
    'D',
    `${formatNumber(asked.documents)} documents<br/>${formatNumber(corpus.tokens)} tokens`,
  );
  const answer = node('G', `${generator.model}${usd('generation')}`);
  if (decision === 'long-context')
    return ['flowchart LR', `  Q[question] --> ${answer}`, `  ${documents} -->|whole, cached| G`].join('\n');
  const embed = node('E', `${embedder.model}${usd('embedding')}`);
  const how = decision === 'exact-search' ? 'exact search' : 'index';
  const store = node(
    'S',
    `${database?.product ?? 'no product'}, ${how}<br/>${formatNumber(corpus.vectors)} vectors${usd('database')}`,
  );
  const inPrompt = `${formatNumber(asked.contextChunks)} chunks`;
  const rerank = node('R', `${reranker.model}${usd('rerank')}`);
  return [
    'flowchart LR',
    `  ${documents} -->|${formatNumber(asked.chunkTokens)}-token chunks| ${embed} --> ${store}`,
    '  Q[question] --> E',
    ...(reranker.leftOut === undefined
      ? [`  S -->|${formatNumber(reranker.candidates)} candidates| ${rerank} -->|${inPrompt}| ${answer}`]
      : [`  S -->|${inPrompt}| ${answer}`]),
  ].join('\n');
}

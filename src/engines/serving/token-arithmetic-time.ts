import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Seconds of one accelerator of one stage for the products of `tokens` tokens with the weights that work on them:
 * 2 operations a parameter. Under attention-data parallelism the feed-forward part is still divided over all.
 * @param withHead false for the tokens of a prompt, of which only the last one reaches the head.
 */
export function tokenArithmeticTime(
  { shape, parameters }: Workload,
  { tensorParallel, pipelineStages }: Layout,
  rates: ServingRates,
  tokens: number,
  withHead: boolean,
): number {
  const chosen = shape.experts === undefined ? 0 : (shape.expertsPerToken ?? 0) / shape.experts;
  const feedForward = chosen * parameters.experts + parameters.denseFfn + parameters.sharedExperts;
  const head = withHead ? (shape.tiedEmbeddings ? parameters.embedding : parameters.head) : 0;
  const each = feedForward / rates.feedForwardFlops + (parameters.attention + head) / rates.attentionFlops;
  return (2 * tokens * each) / (tensorParallel * pipelineStages);
}

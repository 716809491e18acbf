import { attentionRanks } from './attention-ranks.ts';
import { expertCoverage } from './expert-coverage.ts';
import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Seconds that one accelerator reads weights for a pass over `tokens` tokens: everything but the embedding table (looked
 * up, and read whole only where it is also the head), and the experts that the tokens touch. Tensor parallelism divides
 * all of it; with attention-data parallelism each accelerator reads its own whole copy of all but the experts.
 */
export function weightReadTime(
  { shape, weights }: Workload,
  layout: Layout,
  rates: ServingRates,
  tokens: number,
): number {
  const { experts, expertsPerToken } = shape;
  const { tensorParallel, pipelineStages } = layout;
  const coverage =
    experts === undefined || expertsPerToken === undefined
      ? 1
      : expertCoverage(experts, expertsPerToken, tokens);
  const head = shape.tiedEmbeddings ? weights.embedding : weights.head;
  const divided = weights.attention + weights.denseFfn + weights.sharedExperts + head;
  const dense = divided / (tensorParallel / attentionRanks(layout)) + weights.router;
  return (
    (dense / rates.denseBytesPerSecond +
      (coverage * weights.experts) / (tensorParallel * rates.expertBytesPerSecond)) /
    pipelineStages
  );
}

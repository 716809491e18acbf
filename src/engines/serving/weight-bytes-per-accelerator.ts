import { attentionRanks } from './attention-ranks.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Weights on one accelerator, bytes: tensor-parallel ranks divide the experts, and the rest unless attention is
 * data-parallel; pipeline stages divide both.
 */
export function weightBytesPerAccelerator({ weights }: Pick<Workload, 'weights'>, layout: Layout): number {
  const { tensorParallel, pipelineStages } = layout;
  const dense = (weights.total - weights.experts) / (tensorParallel / attentionRanks(layout));
  return (dense + weights.experts / tensorParallel) / pipelineStages;
}

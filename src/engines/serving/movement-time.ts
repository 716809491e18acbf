import { attentionRanks } from './attention-ranks.ts';
import { layerCounts } from './layer-counts.ts';
import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Seconds of moving activations that tensor parallelism does not divide: element-wise passes (four times the hidden
 * vector a layer, 16-bit) and the gathering and scattering of a token to its experts (six a chosen expert).
 */
export function movementTime(
  { shape }: Workload,
  layout: Layout,
  rates: ServingRates,
  tokens: number,
): number {
  const elementWise = 4 * shape.hiddenSize * 2 * shape.layers;
  const routed = 6 * (shape.expertsPerToken ?? 0) * shape.hiddenSize * 2 * layerCounts(shape).routedFfn;
  return (
    (tokens * (elementWise + routed)) /
    (attentionRanks(layout) * layout.pipelineStages * rates.bytesPerSecond)
  );
}

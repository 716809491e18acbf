import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Seconds that one stage's accelerators exchange for `tokens` tokens: two all-reduces a layer (one under attention-data
 * parallelism) of the 16-bit activations, `2 (n-1)/n` of them over the link (ring: Patarasuk and Yuan, 2009,
 * doi:10.1016/j.jpdc.2008.09.002). The fixed latency of each is `allReduceLatency`. 0 for one accelerator.
 */
export function linkTime(
  { shape }: Workload,
  { tensorParallel: n, pipelineStages, attentionData }: Layout,
  rates: ServingRates,
  tokens: number,
): number {
  if (n === 1) return 0;
  const reduces = (attentionData === true ? 1 : 2) * shape.layers;
  const volume = (2 * (n - 1) * shape.hiddenSize * 2 * tokens) / n;
  return (reduces * volume) / (pipelineStages * rates.linkBytesPerSecond);
}

/** Seconds of fixed latency of one stage's all-reduces in one pass. */
export function allReduceLatency(
  { shape }: Workload,
  { pipelineStages, attentionData }: Layout,
  rates: ServingRates,
): number {
  return ((attentionData === true ? 1 : 2) * shape.layers * rates.allReduceSeconds) / pipelineStages;
}

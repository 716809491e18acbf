import type { Device, EngineSettings, Layout, Workload } from './workload.ts';

/**
 * Seconds that one pipeline stage spends on tensor parallelism's all-reduces for `tokens` tokens: two a layer, each a
 * fixed latency and `2 (n-1)/n` of the 16-bit activations over the link (ring all-reduce: Patarasuk and Yuan, 2009,
 * doi:10.1016/j.jpdc.2008.09.002). 0 for one accelerator; latency alone where the link's bandwidth is not known.
 */
export function allReduceTime(
  { shape }: Workload,
  { linkGbPerSecond }: Device,
  { tensorParallel, pipelineStages }: Layout,
  { allReduceSeconds, linkEfficiency }: EngineSettings,
  tokens: number,
): number {
  if (tensorParallel === 1) return 0;
  const reduces = (2 * shape.layers) / pipelineStages;
  const activations = tokens * shape.hiddenSize * 2;
  const volume = (2 * (tensorParallel - 1) * activations) / tensorParallel;
  const moving = linkGbPerSecond === undefined ? 0 : volume / (linkGbPerSecond * 1e9 * linkEfficiency);
  return reduces * (allReduceSeconds + moving);
}

import { activeParameters } from './active-parameters.ts';
import { allReduceTime } from './all-reduce-time.ts';
import type { Device, EngineSettings, Layout, Workload } from './workload.ts';

/**
 * First-order seconds to read one prompt of `inputTokens` on an otherwise idle copy: 2 operations a parameter a token,
 * attention's quadratic term `2 h hd tokens^2` a full layer (causal half of `4 h hd tokens^2`; Dao et al., 2022,
 * arXiv:2205.14135), a fixed latency a layer, and the all-reduces.
 * Sliding layers attend to at most their window. Pipeline stages take one prompt in turn.
 */
export function prefillTime(
  workload: Workload,
  device: Device,
  layout: Layout,
  settings: EngineSettings,
  tflops: number,
): number {
  const { shape, parameters, inputTokens } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const dense = 2 * inputTokens * activeParameters(shape, parameters);
  const seen = Math.min(inputTokens, shape.window ?? inputTokens);
  const perToken = shape.fullLayers * inputTokens + shape.slidingLayers * seen;
  const attention = 2 * shape.heads * shape.headDim * inputTokens * perToken;
  const sixteenBit = device.bf16Tflops ?? device.fp16Tflops ?? tflops;
  const rate = tensorParallel * 1e12 * settings.computeEfficiency;
  const computing = dense / (tflops * rate) + attention / (sixteenBit * rate);
  const reduces = pipelineStages * allReduceTime(workload, device, layout, settings, inputTokens);
  return computing + reduces + shape.layers * settings.layerSeconds;
}

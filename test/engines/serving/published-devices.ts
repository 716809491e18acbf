import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { weightBytes } from '../../../src/engines/memory/weight-bytes.ts';
import type { Device, EngineSettings, Workload } from '../../../src/engines/serving/workload.ts';

const GIB = 1024 ** 3;

export const h100: Device = {
  memoryGb: 80,
  bandwidthGbPerSecond: 3350,
  fp16Tflops: 989,
  bf16Tflops: 989,
  fp8Tflops: 1979,
  int8Tops: 1979,
  linkGbPerSecond: 450,
  perNode: 8,
};

/** Nothing but a roofline: no latency, every peak reached. */
export const ideal: EngineSettings = {
  utilisation: 0.9,
  activationBytes: 5 * GIB,
  runtimeBytes: GIB,
  mostRunning: 1024,
  bandwidthEfficiency: 1,
  computeEfficiency: 1,
  linkEfficiency: 1,
  layerSeconds: 0,
  allReduceSeconds: 0,
};

export const real: EngineSettings = {
  ...ideal,
  bandwidthEfficiency: 0.95,
  computeEfficiency: 0.44,
  linkEfficiency: 0.6,
  layerSeconds: 74e-6,
  allReduceSeconds: 2e-6,
};

export const one = { tensorParallel: 1, pipelineStages: 1 };

export function serving(shape: ModelShape, bits: number, inputTokens = 1000, outputTokens = 1000): Workload {
  const parameters = parametersByPart(shape);
  const weights = weightBytes({ bitsPerWeight: bits, embeddingBits: 16 }, parameters);
  return { shape, parameters, weights, kvElementBytes: 2, inputTokens, outputTokens };
}

import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { storedFormat } from '../../../src/engines/memory/stored-format.ts';
import { weightBytes } from '../../../src/engines/memory/weight-bytes.ts';
import { type ServingRates, servingRates } from '../../../src/engines/serving/serving-rates.ts';
import type {
  ActivationScaling,
  Arithmetic,
  Device,
  Engine,
  Layout,
  Runtime,
  Workload,
} from '../../../src/engines/serving/workload.ts';
import { published } from './published-constants.ts';

/** Dense peaks, one-way links, as the makers publish them. */
export const h100: Device = {
  memoryGb: 80,
  reportedMib: 81559,
  bandwidthGbPerSecond: 3350,
  fp16Tflops: 989,
  bf16Tflops: 989,
  fp8Tflops: 1979,
  int8Tops: 1979,
  linkGbPerSecond: 450,
  perNode: 8,
  generation: 'hopper',
  memoryKind: 'hbm',
};
export const h200: Device = { ...h100, memoryGb: 141, reportedMib: 143771, bandwidthGbPerSecond: 4800 };
export const b200: Device = {
  memoryGb: 180,
  bandwidthGbPerSecond: 8000,
  fp16Tflops: 2250,
  bf16Tflops: 2250,
  fp8Tflops: 4500,
  fp4Tflops: 9000,
  int8Tops: 4500,
  linkGbPerSecond: 900,
  perNode: 8,
  generation: 'blackwell',
  memoryKind: 'hbm',
};
/** No NVLink: PCIe 4.0, and gaming drivers without peer access. */
export const rtx4090: Device = {
  memoryGb: 24,
  bandwidthGbPerSecond: 1008,
  fp16Tflops: 165,
  bf16Tflops: 165,
  fp8Tflops: 330,
  linkGbPerSecond: 32,
  perNode: 8,
  generation: 'ada',
  memoryKind: 'gddr',
  consumer: true,
};

export const one: Layout = { tensorParallel: 1, pipelineStages: 1 };
export const wide = (tensorParallel: number): Layout => ({ tensorParallel, pipelineStages: 1 });
export const ranks = (tensorParallel: number): Layout => ({ ...wide(tensorParallel), attentionData: true });

type Format = {
  readonly bits: number;
  readonly covers: 'file' | 'linear' | 'experts';
  readonly arithmetic: Arithmetic;
  readonly scaling: ActivationScaling;
  /** Submitters run an 8-bit cache with quantised weights. */
  readonly kv: number;
};
export const FORMATS = {
  bf16: { bits: 16, covers: 'file', arithmetic: 'bf16', scaling: 'none', kv: 2 },
  fp8: { bits: 8, covers: 'linear', arithmetic: 'fp8', scaling: 'static', kv: 1 },
  fp8Block: { bits: 8.002, covers: 'linear', arithmetic: 'fp8', scaling: 'block', kv: 1 },
  nvfp4: { bits: 4.5, covers: 'linear', arithmetic: 'fp4', scaling: 'micro', kv: 1 },
  mxfp4: { bits: 4.25, covers: 'experts', arithmetic: 'mxfp4', scaling: 'none', kv: 1 },
  int4: { bits: 4.15625, covers: 'linear', arithmetic: 'any', scaling: 'none', kv: 2 },
} as const satisfies Readonly<Record<string, Format>>;
export type FormatName = keyof typeof FORMATS;

/** A model in a weight format with its requests, as it lies on disk (no padding). */
export function serving(
  shape: ModelShape,
  format: FormatName,
  inputTokens = 1024,
  outputTokens = 1024,
): Workload {
  const { bits, covers, arithmetic, scaling, kv } = FORMATS[format];
  const parameters = parametersByPart(shape);
  const stored = storedFormat(
    { id: format, bitsPerWeight: bits, embeddingBits: 16, covers, restBits: 16 },
    shape,
    false,
  );
  return {
    shape,
    parameters,
    weights: weightBytes(stored, parameters),
    arithmetic: {
      attention: (stored.attentionBits ?? bits) >= 16 ? 'bf16' : arithmetic,
      feedForward: arithmetic,
    },
    activationScaling: scaling,
    kvElementBytes: kv,
    inputTokens,
    outputTokens,
  };
}

export const runtime = (engine: Engine = 'vllm', monthsFrom2026 = 0): Runtime => ({ engine, monthsFrom2026 });

export function rates(
  workload: Workload,
  device: Device,
  layout: Layout = one,
  constants = published,
  software = runtime(),
): ServingRates {
  return servingRates(workload, device, layout, software, constants);
}

import type { ModelShape } from '../memory/model-shape.ts';
import type { ParametersByPart } from '../memory/parameters-by-part.ts';
import type { WeightBytes } from '../memory/weight-bytes.ts';

/** What is served: the model in its formats, and the lengths of a request. */
export type Workload = {
  readonly shape: ModelShape;
  readonly parameters: ParametersByPart;
  readonly weights: WeightBytes;
  /** Bytes of one element of the key-value cache: 2 or 1. */
  readonly kvElementBytes: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

/** One accelerator. Peaks are dense; GB/s decimal, the link in one direction. */
export type Device = {
  readonly memoryGb: number;
  readonly reportedMib?: number | undefined;
  readonly bandwidthGbPerSecond: number;
  readonly fp16Tflops?: number | undefined;
  readonly bf16Tflops?: number | undefined;
  readonly fp8Tflops?: number | undefined;
  readonly fp4Tflops?: number | undefined;
  readonly int8Tops?: number | undefined;
  readonly linkGbPerSecond?: number | undefined;
  readonly perNode?: number | undefined;
};

/** How one copy of the model lies over accelerators: `tensorParallel * pipelineStages` of them. */
export type Layout = { readonly tensorParallel: number; readonly pipelineStages: number };

/** Constants of the first-order model of time, and what the engine sets aside. */
export type EngineSettings = {
  readonly utilisation: number;
  readonly activationBytes: number;
  readonly runtimeBytes: number;
  /** The scheduler's limit on sequences in one batch. */
  readonly mostRunning: number;
  /** Shares of the peak that are reached, 0 to 1. */
  readonly bandwidthEfficiency: number;
  readonly computeEfficiency: number;
  readonly linkEfficiency: number;
  readonly layerSeconds: number;
  readonly allReduceSeconds: number;
};

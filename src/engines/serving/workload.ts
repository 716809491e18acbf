import type { ModelShape } from '../memory/model-shape.ts';
import type { ParametersByPart } from '../memory/parameters-by-part.ts';
import type { WeightBytes } from '../memory/weight-bytes.ts';

/** Width of the arithmetic that a product runs in. */
export type Width = 16 | 8 | 4;

/** How activations are scaled before a quantised product: it decides how many small kernels run around it. */
export type ActivationScaling = 'none' | 'static' | 'dynamic' | 'block' | 'micro';

/** What is served: the model in its formats, and the lengths of a request. */
export type Workload = {
  readonly shape: ModelShape;
  readonly parameters: ParametersByPart;
  readonly weights: WeightBytes;
  /** The arithmetic that the format is meant for, by part of the model. */
  readonly arithmetic: { readonly attention: Arithmetic; readonly feedForward: Arithmetic };
  readonly activationScaling: ActivationScaling;
  /** Bytes of one element of the key-value cache: 2 or 1. */
  readonly kvElementBytes: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Share of the input tokens whose cache is there already (prefix caching), 0 to 1; 0 by default. */
  readonly sharedPrefix?: number | undefined;
};

/** `mxfp4`: 4-bit weights against 8-bit activations where there is FP4; `any`: 4-bit integers, computed at 16 bits. */
export type Arithmetic = 'fp16' | 'bf16' | 'fp8' | 'fp4' | 'mxfp4' | 'int8' | 'any';

export const GENERATIONS = [
  'turing',
  'volta',
  'ampere',
  'ada',
  'hopper',
  'blackwell',
  'blackwell-rtx',
  'cdna2',
  'cdna3',
  'cdna4',
  'neuron',
  'other',
] as const;
export type Generation = (typeof GENERATIONS)[number];

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
  readonly generation: Generation;
  /** What the memory is: data-centre HBM, GDDR of cards, or memory shared with the processor. */
  readonly memoryKind: 'hbm' | 'gddr' | 'apple' | 'jetson';
  /** True for gaming cards, whose listed 16-bit peak is that of 32-bit accumulation. */
  readonly consumer?: boolean | undefined;
  /** True where the host is a Grace processor, slower a core than the usual one. */
  readonly graceHost?: boolean | undefined;
};

/**
 * How one copy of the model lies over accelerators: `tensorParallel * pipelineStages` of them. With `attentionData`
 * each accelerator of a stage runs attention for its own share of the sequences, and experts are divided over all.
 */
export type Layout = {
  readonly tensorParallel: number;
  readonly pipelineStages: number;
  readonly attentionData?: boolean | undefined;
};

export const ENGINES = ['vllm', 'sglang', 'tensorrt-llm', 'neuronx'] as const;
export type Engine = (typeof ENGINES)[number];

/** The software that serves, and how old it is. */
export type Runtime = {
  readonly engine: Engine;
  /** Months from January 2026 to the version that is run, as far as the calibration reaches. */
  readonly monthsFrom2026: number;
};

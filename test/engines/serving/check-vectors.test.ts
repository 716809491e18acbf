import { describe, expect, it } from 'vitest';
import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';
import { steadyState } from '../../../src/engines/serving/steady-state.ts';
import type { Device, Engine, Layout } from '../../../src/engines/serving/workload.ts';
import { deepseekV3, glm5, gptOss120b, llama8b, llama70b, qwen35 } from '../memory/published-shapes.ts';
import { published } from './published-constants.ts';
import {
  b200,
  type FormatName,
  h100,
  h200,
  ranks,
  rates,
  runtime,
  serving,
  wide,
} from './published-devices.ts';

type Vector = {
  readonly name: string;
  readonly shape: ModelShape;
  readonly format: FormatName;
  readonly device: Device;
  readonly engine: Engine;
  readonly layout: Layout;
  readonly lengths: readonly [number, number];
  readonly running: number;
  readonly months: number;
  /** SGLang keeps linear hybrids' cache at 16 bits; others as the format says. */
  readonly kv?: number;
  /** Milliseconds; `cache` is the reading of the cache alone. */
  readonly gives: {
    readonly token: number;
    readonly weights: number;
    readonly arithmetic: number;
    readonly launches: number;
    readonly prompt: number;
  };
  readonly kernels: number;
};

/**
 * An earlier fit's own check vectors, computed twice, by its vectorised and by a scalar implementation that agreed to 1e-4.
 * Two terms here are not as there, which is why 1 % and not less is asked: an FP8 cache of GLM-5 is packed with scales (656
 * bytes a token a layer instead of 576), and a linear-attention state keeps its convolution beside it.
 */
const vectors: readonly Vector[] = [
  {
    name: 'Llama-3.1-70B FP8, 4 H200, TensorRT-LLM',
    shape: llama70b,
    format: 'fp8',
    device: h200,
    engine: 'tensorrt-llm',
    layout: wide(4),
    lengths: [1024, 1024],
    running: 32,
    months: -2,
    gives: { token: 12.416, weights: 4.096, arithmetic: 0.921, launches: 4.415, prompt: 46.93 },
    kernels: 960,
  },
  {
    name: 'Llama-3.1-8B BF16, H100, vLLM',
    shape: llama8b,
    format: 'bf16',
    device: h100,
    engine: 'vllm',
    layout: wide(1),
    lengths: [1024, 512],
    running: 64,
    months: 0,
    gives: { token: 14.292, weights: 4.994, arithmetic: 1.379, launches: 1.796, prompt: 22.34 },
    kernels: 320,
  },
  {
    name: 'gpt-oss-120b MXFP4, 2 H100, vLLM',
    shape: gptOss120b,
    format: 'mxfp4',
    device: h100,
    engine: 'vllm',
    layout: wide(2),
    lengths: [1024, 8192],
    running: 16,
    months: 2.9,
    gives: { token: 9.734, weights: 6.307, arithmetic: 0.204, launches: 2.611, prompt: 16.45 },
    kernels: 540,
  },
  {
    name: 'DeepSeek-V3 FP8, 8 H200, SGLang',
    shape: deepseekV3,
    format: 'fp8Block',
    device: h200,
    engine: 'sglang',
    layout: wide(8),
    lengths: [8192, 1024],
    running: 16,
    months: 2.8,
    gives: { token: 23.339, weights: 7.8, arithmetic: 0.135, launches: 9.098, prompt: 278.4 },
    kernels: 2285,
  },
  {
    name: 'DeepSeek-V3 NVFP4, 8 B200, TensorRT-LLM, attention-data parallel',
    shape: deepseekV3,
    format: 'nvfp4',
    device: b200,
    engine: 'tensorrt-llm',
    layout: ranks(8),
    lengths: [1024, 1024],
    running: 128,
    months: 1.1,
    gives: { token: 18.766, weights: 9.805, arithmetic: 0.489, launches: 6.73, prompt: 7.831 },
    kernels: 1800,
  },
  {
    name: 'Qwen3.5-397B FP8, 8 B200, SGLang',
    shape: qwen35,
    format: 'fp8Block',
    device: b200,
    engine: 'sglang',
    layout: wide(8),
    lengths: [1024, 1024],
    running: 16,
    months: 2.8,
    kv: 2,
    gives: { token: 10.413, weights: 1.952, arithmetic: 0.026, launches: 7.296, prompt: 9.247 },
    kernels: 2130,
  },
  {
    name: 'GLM-5 FP8, 8 B200, SGLang',
    shape: glm5,
    format: 'fp8Block',
    device: b200,
    engine: 'sglang',
    layout: wide(8),
    lengths: [1024, 1024],
    running: 64,
    months: 2.7,
    gives: { token: 29.978, weights: 10.89, arithmetic: 0.264, launches: 14.39, prompt: 17.68 },
    kernels: 4179,
  },
];

function stateOf({ shape, format, device, engine, layout, lengths, running, months, kv }: Vector) {
  const workload = serving(shape, format, ...lengths);
  const asServed = kv === undefined ? workload : { ...workload, kvElementBytes: kv };
  const own = rates(asServed, device, layout, published, runtime(engine, months));
  return { state: steadyState(asServed, layout, own, running), launches: own.launches };
}

describe('the serving model under the constants of an earlier fit', () => {
  it.each(vectors)('gives its check vector within 1 %: $name', (vector) => {
    const { state, launches } = stateOf(vector);
    const { gives } = vector;
    const off = (seconds: number, ms: number): number => Math.abs((seconds * 1000) / ms - 1);
    expect(off(state.timePerOutputToken, gives.token)).toBeLessThan(0.01);
    expect(off(state.step.weights, gives.weights)).toBeLessThan(0.01);
    expect(off(state.step.launches, gives.launches)).toBeLessThan(0.01);
    expect(off(state.prompt, gives.prompt)).toBeLessThan(0.01);
    // printed to three places, of which 0.026 ms has two
    expect(state.step.arithmetic * 1000).toBeCloseTo(gives.arithmetic, 2);
    expect(launches).toBe(vector.kernels);
  });

  it('runs prompts outside the graph today: no step that reads one is shorter than its launches one by one', () => {
    const workload = serving(llama8b, 'bf16', 32, 512);
    const device = { ...h100, bandwidthGbPerSecond: 30_000 };
    const inGraph = steadyState(workload, wide(1), rates(workload, device), 64);
    const eager = { ...published, 'eager-launch-us': 30 };
    const outside = steadyState(workload, wide(1), rates(workload, device, wide(1), eager), 64);
    expect(outside.timePerOutputToken).toBeGreaterThan(inGraph.timePerOutputToken);
  });
});

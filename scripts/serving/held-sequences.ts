import { kvBytesPerSequence } from '../../src/engines/memory/kv-bytes-per-sequence.ts';
import type { Device, Engine, Layout, Workload } from '../../src/engines/serving/workload.ts';
import { BYTES_PER_GB, BYTES_PER_MIB } from '../../src/units/bytes.ts';

/** Memory of one accelerator: what the driver reports where that is known. */
export function capacityBytes({ memoryGb, reportedMib }: Device): number {
  return reportedMib === undefined ? memoryGb * BYTES_PER_GB : reportedMib * BYTES_PER_MIB;
}

/**
 * Sequences that one copy holds in a benchmark, as a real number: paged engines keep on average part of an output,
 * TensorRT-LLM reserves all of it. Never less than a gigabyte for the cache: rows exist because the run did fit.
 */
export function heldSequences(workload: Workload, device: Device, layout: Layout, engine: Engine): number {
  const kept = engine === 'tensorrt-llm' ? 1 : 0.6;
  const tokens = workload.inputTokens + kept * workload.outputTokens;
  const free = Math.max(1e9, 0.9 * capacityBytes(device) - ownWeights(workload, layout) - 3.5e9);
  return Math.max(1, (free * ranks(layout)) / perSequence(workload, layout, tokens));
}

/** The same for offline throughput runs, which give the cache 90 % of what weights and runtime leave. */
export function heldSaturated(workload: Workload, device: Device, layout: Layout): number {
  const tokens = workload.inputTokens + workload.outputTokens;
  const left = capacityBytes(device) - ownWeights(workload, layout) - 2e9;
  return (Math.max(2e8, 0.9 * left) * ranks(layout)) / perSequence(workload, layout, tokens);
}

function ranks({ tensorParallel, attentionData }: Layout): number {
  return attentionData === true ? tensorParallel : 1;
}

function perSequence({ shape, kvElementBytes }: Workload, layout: Layout, tokens: number): number {
  const { tensorParallel, pipelineStages, attentionData } = layout;
  const split = attentionData === true ? 1 : tensorParallel;
  return kvBytesPerSequence(shape, kvElementBytes, tokens, split) / pipelineStages;
}

function ownWeights(
  { weights }: Workload,
  { tensorParallel, pipelineStages, attentionData }: Layout,
): number {
  const dense = weights.total - weights.experts;
  const own = attentionData === true ? dense : dense / tensorParallel;
  return (own + weights.experts / tensorParallel) / pipelineStages;
}

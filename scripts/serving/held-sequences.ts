import { capacityBytes } from '../../src/engines/memory/capacity-bytes.ts';
import { attentionRanks } from '../../src/engines/serving/attention-ranks.ts';
import { cacheBytesPerAccelerator } from '../../src/engines/serving/cache-bytes-per-accelerator.ts';
import { weightBytesPerAccelerator } from '../../src/engines/serving/weight-bytes-per-accelerator.ts';
import type { Device, Engine, Layout, Workload } from '../../src/engines/serving/workload.ts';

/**
 * Sequences that one copy holds in a benchmark, as a real number: paged engines keep on average part of an output,
 * TensorRT-LLM reserves all of it. Never less than a gigabyte for the cache: rows exist because the run did fit.
 */
export function heldSequences(workload: Workload, device: Device, layout: Layout, engine: Engine): number {
  const kept = engine === 'tensorrt-llm' ? 1 : 0.6;
  const tokens = workload.inputTokens + kept * workload.outputTokens;
  const free = Math.max(
    1e9,
    0.9 * capacityBytes(device) - weightBytesPerAccelerator(workload, layout) - 3.5e9,
  );
  return Math.max(1, (free * attentionRanks(layout)) / cacheBytesPerAccelerator(workload, layout, tokens));
}

/** The same for offline throughput runs, which give the cache 90 % of what weights and runtime leave. */
export function heldSaturated(workload: Workload, device: Device, layout: Layout): number {
  const tokens = workload.inputTokens + workload.outputTokens;
  const left = capacityBytes(device) - weightBytesPerAccelerator(workload, layout) - 2e9;
  return (
    (Math.max(2e8, 0.9 * left) * attentionRanks(layout)) / cacheBytesPerAccelerator(workload, layout, tokens)
  );
}

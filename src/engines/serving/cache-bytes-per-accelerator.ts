import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import { attentionRanks } from './attention-ranks.ts';
import type { Layout, Workload } from './workload.ts';

/** Cache of one sequence of so many tokens on one accelerator, bytes; pipeline stages divide it by their layers. */
export function cacheBytesPerAccelerator(
  { shape, kvElementBytes }: Pick<Workload, 'shape' | 'kvElementBytes'>,
  layout: Layout,
  tokens: number,
): number {
  const split = layout.tensorParallel / attentionRanks(layout);
  return kvBytesPerSequence(shape, kvElementBytes, tokens, split) / layout.pipelineStages;
}

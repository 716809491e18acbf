import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

/** What an indexer keeps of each token: one byte for each of its 128 values and a 32-bit scale. */
const INDEX_BYTES_PER_TOKEN = 132;

/**
 * Seconds that one accelerator of one stage reads the cache of `sequences` sequences of `tokens` tokens: where an
 * indexer picks the keys, the picked ones and the whole index; windows and linear states as they are kept.
 */
export function cacheReadTime(
  workload: Workload,
  { tensorParallel, pipelineStages, attentionData }: Layout,
  rates: ServingRates,
  sequences: number,
  tokens: number,
): number {
  const { shape, kvElementBytes } = workload;
  const { sparseAttention: sparse } = shape;
  const seen = Math.min(tokens, sparse?.topK ?? tokens);
  const index = sparse === undefined ? 0 : shape.fullLayers * INDEX_BYTES_PER_TOKEN * tokens;
  const split = attentionData === true ? 1 : tensorParallel;
  const cache = kvBytesPerSequence({ ...shape, sparseAttention: undefined }, kvElementBytes, seen, split);
  return (sequences * (cache + index)) / (pipelineStages * rates.cacheBytesPerSecond);
}

import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import { kvBytesPerToken } from '../memory/kv-bytes-per-token.ts';
import { attentionRanks } from './attention-ranks.ts';
import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Seconds that one accelerator of one stage reads the cache of `sequences` sequences of `tokens` tokens: all that is kept,
 * but where an indexer picks the keys, of those layers only the picked ones and the whole index.
 */
export function cacheReadTime(
  workload: Workload,
  layout: Layout,
  rates: ServingRates,
  sequences: number,
  tokens: number,
): number {
  const { shape, kvElementBytes } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const split = tensorParallel / attentionRanks(layout);
  const kept = kvBytesPerSequence(shape, kvElementBytes, tokens, split);
  const read = kept - skippedBytes(workload, tokens, split);
  return (sequences * read) / (pipelineStages * rates.cacheBytesPerSecond);
}

/** Cache of the full layers that no token attends to, because an indexer left it out. */
function skippedBytes({ shape, kvElementBytes }: Workload, tokens: number, split: number): number {
  const { sparseAttention: sparse, compressedAttention } = shape;
  if (sparse === undefined || compressedAttention !== undefined || tokens <= sparse.topK) return 0;
  const { full } = kvBytesPerToken(shape, kvElementBytes);
  const sparseShare = (sparse.sparseLayers ?? shape.fullLayers) / Math.max(1, shape.fullLayers);
  const heads = shape.fullKvHeads ?? shape.kvHeads;
  const share = shape.kvLoraRank === undefined ? Math.ceil(heads / split) / heads : 1;
  return share * sparseShare * full * (tokens - sparse.topK);
}

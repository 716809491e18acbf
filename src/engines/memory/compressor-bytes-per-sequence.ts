import type { ModelShape } from './model-shape.ts';

const BUFFER_BYTES = 4;

/**
 * Bytes that the compressors of compressed attention hold for one sequence while a window fills: vector and score in
 * 32 bits for each token of the window, of two windows where they overlap, and the same for the indexer's keys
 * (DeepSeek-V4 in aiconfigurator, models/deepseek_v4.py). 0 for other models.
 */
export function compressorBytesPerSequence(shape: ModelShape): number {
  const { compressedAttention, sparseAttention, headDim } = shape;
  if (compressedAttention === undefined) return 0;
  return compressedAttention.compressors.reduce((sum, { ratio, layers, overlapping }) => {
    const indexer = overlapping ? (sparseAttention?.indexerHeadDim ?? 0) : 0;
    const tokens = overlapping ? 2 * ratio : ratio;
    return sum + layers * 2 * tokens * (headDim + indexer) * BUFFER_BYTES;
  }, 0);
}

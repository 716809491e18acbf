export type LossStyle = {
  /** Pieces that the loss is computed in; 1 is the whole batch at once. */
  readonly chunks: number;
  /** Compiled: the FP32 copy of the logits is never stored beside its softmax. */
  readonly fused: boolean;
  /** Of the weight of the output layer, bytes; 0 where it is frozen. */
  readonly headGradient: number;
};

/**
 * Bytes of the output layer at the turn from forward to backward, for each token and entry of the vocabulary: at once the 16-bit
 * logits, an FP32 copy, the FP32 softmax and its gradient; then the 16-bit gradient beside that of the weight. In chunks only the
 * 16-bit logits are whole and one FP32 buffer is a chunk wide; all chunks of the loss run backward before the first of the output
 * layer, whose weight gets one gradient a chunk: autograd holds the sum so far, the next and the new sum, beside the chunks that are
 * left, `(c - 2) / c`. Measured by the allocator of PyTorch 2.5.1 for 2, 4, 8 and 16 chunks. The FP32 buffer alone is the
 * `4 b s V` that stas00/ml-engineering counts (training/performance, 2026-08).
 * @throws RangeError unless chunks is a whole number, at least 1.
 */
export function logitBytes(tokens: number, vocabulary: number, style: LossStyle): number {
  const { chunks, fused, headGradient } = style;
  if (!(Number.isInteger(chunks) && chunks >= 1)) throw new RangeError('chunks must be whole, at least 1');
  const whole = tokens * vocabulary;
  if (chunks === 1) return Math.max(whole * (fused ? 2 + 4 + 4 : 2 + 4 + 4 + 4), whole * 2 + headGradient);
  const left = (2 * whole * (chunks - 2)) / chunks;
  return Math.max(whole * (2 + 4 / chunks), left + GRADIENTS_ALIVE * headGradient);
}

/** The sum so far, the next, the new sum. */
const GRADIENTS_ALIVE = 3;

export type LossStyle = {
  /** Pieces that the loss is computed in; 1 is the whole batch at once. */
  readonly chunks: number;
  /** Compiled: the FP32 copy of the logits is never stored beside its softmax. */
  readonly fused: boolean;
};

/**
 * Bytes of the output layer at the turn from forward to backward: 16-bit logits, an FP32 copy, the FP32 softmax and its
 * gradient, for each token and entry of the vocabulary. In chunks only the 16-bit logits are whole and one FP32 buffer is a
 * chunk wide. The FP32 buffer alone is the `4 b s V` that stas00/ml-engineering counts (training/performance, 2026-08).
 * @throws RangeError unless chunks is a whole number, at least 1.
 */
export function logitBytes(tokens: number, vocabulary: number, { chunks, fused }: LossStyle): number {
  if (!(Number.isInteger(chunks) && chunks >= 1)) throw new RangeError('chunks must be whole, at least 1');
  const whole = tokens * vocabulary;
  if (chunks === 1) return whole * (fused ? 2 + 4 + 4 : 2 + 4 + 4 + 4);
  return whole * (2 + 4 / chunks);
}

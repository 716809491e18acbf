export type LayerWidths = {
  readonly hiddenSize: number;
  /** Heads x head dimension of the queries. */
  readonly queryWidth: number;
  /** Heads x head dimension of the keys; the values are as wide. */
  readonly keyValueWidth: number;
  /** Of the feed-forward block that a token passes; with experts, of all that work on it. */
  readonly feedForwardWidth: number;
  /** True with a gate beside the up projection (SwiGLU): three matrices. */
  readonly gated: boolean;
  readonly heads: number;
};

export type ActivationStyle = {
  /** Norms and activation functions compiled into their neighbours: nothing is kept in FP32, nor the gate's output. */
  readonly fused: boolean;
  /** Scores are never stored (FlashAttention). */
  readonly flashAttention: boolean;
  /** False where feed-forward weights are frozen and without adapters: their inputs need not be kept. */
  readonly feedForwardInputs: boolean;
  /** Dropout masks of both residual branches, a byte an element, as in GPT-3. */
  readonly dropout: boolean;
};

/** Bytes of one 16-bit element. */
const ELEMENT = 2;

/**
 * Bytes that one token leaves in one transformer layer for the backward pass, in 16 bits. With fused norms, plain feed-forward,
 * dropout and full heads this is the `34 h` of Korthikanti et al., 2022 (arXiv:2205.05198, equation 1), and without
 * FlashAttention their `h (34 + 5 a s / h)`. Unfused norms keep an FP32 copy of their input and a 16-bit normalised one; an
 * unfused gate keeps its own output. Grouped keys and gated blocks are counted by their own widths.
 * @param sequenceLength matters only where scores are stored.
 */
export function layerActivationBytes(
  widths: LayerWidths,
  style: ActivationStyle,
  sequenceLength: number,
): number {
  const { hiddenSize, queryWidth, keyValueWidth, feedForwardWidth, gated, heads } = widths;
  const { fused, flashAttention, feedForwardInputs, dropout } = style;
  const norms = 2 * hiddenSize * (fused ? ELEMENT : 4 + ELEMENT);
  const inputs = ELEMENT * hiddenSize * (feedForwardInputs ? 2 : 1);
  const attention = ELEMENT * (2 * queryWidth + 2 * keyValueWidth);
  const scores = flashAttention ? 0 : heads * sequenceLength * (dropout ? 5 : 4);
  const beforeActivation = (gated ? 2 : 1) * feedForwardWidth;
  const gateOutput = gated && !fused ? feedForwardWidth : 0;
  const intoDown = feedForwardInputs ? feedForwardWidth : 0;
  const feedForward = ELEMENT * (beforeActivation + gateOutput + intoDown);
  return norms + inputs + attention + scores + feedForward + (dropout ? 2 * hiddenSize : 0);
}

/**
 * Bytes of gradients that are alive at once, a token, while one layer runs backward, in 16 bits: in the feed-forward block the
 * gradient of what enters its down projection with those of gate and up (of what precedes the activation, without a gate), in
 * attention those of queries, keys, values and output; whichever is more, and both residual streams.
 */
export function layerGradientBytes(widths: LayerWidths): number {
  const { hiddenSize, queryWidth, keyValueWidth, feedForwardWidth, gated } = widths;
  const feedForward = (gated ? 3 : 2) * feedForwardWidth;
  return ELEMENT * (Math.max(feedForward, 2 * (queryWidth + keyValueWidth)) + 2 * hiddenSize);
}

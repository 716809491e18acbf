export type TrainedNetwork = {
  /** Parameters that multiply each token: with experts the active ones. Published utilisation counts all, embeddings too. */
  readonly parameters: number;
  readonly layers: number;
  /** Width of attention, heads x head dimension: the hidden size in most models. */
  readonly attentionWidth: number;
  readonly sequenceLength: number;
};

export type FlopConvention = {
  /** False counts every pair of tokens (PaLM, MosaicML); true the lower triangle alone, half of it (stas00). */
  readonly causal?: boolean;
  /** Parameters that get a gradient, where the rest is frozen; all by default. */
  readonly trainedParameters?: number;
};

/**
 * Floating-point operations of one token's forward and backward pass: `6 N + 12 L d s`. Forward is `2 N + 4 L d s`, the
 * gradient of activations as much again, the gradient of weights `2` for each trained parameter: frozen weights need none, so
 * that adapters cost `4 N + 12 L d s` and a little. Recomputed activations are not counted: that is `hardwareFlopFactor`.
 * Chowdhery et al. (PaLM, arXiv:2204.02311, appendix B); Kaplan et al. (arXiv:2001.08361); Hu et al. (LoRA, arXiv:2106.09685).
 * @throws RangeError for counts that are not above 0, or more trained than there are.
 */
export function flopPerToken(network: TrainedNetwork, convention: FlopConvention = {}): number {
  const { parameters, layers, attentionWidth, sequenceLength } = network;
  const { causal = false, trainedParameters = parameters } = convention;
  for (const count of [parameters, layers, attentionWidth, sequenceLength])
    if (!(count > 0)) throw new RangeError(`a count must be above 0, not ${count}`);
  if (!(trainedParameters >= 0)) throw new RangeError('trained parameters cannot be below 0');
  const attention = 12 * layers * attentionWidth * sequenceLength * (causal ? 0.5 : 1);
  return 4 * parameters + 2 * trainedParameters + attention;
}

/**
 * Bytes of output layer and loss in one kernel that computes both gradients as it goes (Liger-Kernel's fused linear cross entropy):
 * one chunk of 16-bit logits that become their gradient in place, the gradient of all inputs, and that of the weight with the product
 * of the chunk at hand. A chunk holds about `t h / V` tokens, so that its logits are as large as the inputs:
 * `2^ceil(log2(ceil(t / ceil(V / h))))`, at most `t`.
 * @param headGradient of the weight of the output layer, bytes; 0 where it is frozen.
 * @throws RangeError for counts that are not above 0.
 */
export function fusedLossBytes(
  tokens: number,
  vocabulary: number,
  hiddenSize: number,
  headGradient: number,
): number {
  for (const count of [tokens, vocabulary, hiddenSize])
    if (!(count > 0)) throw new RangeError(`a count must be above 0, not ${count}`);
  const pieces = Math.ceil(vocabulary / hiddenSize);
  const chunk = Math.min(tokens, 2 ** Math.ceil(Math.log2(Math.ceil(tokens / pieces))));
  return 2 * chunk * vocabulary + 2 * tokens * hiddenSize + 2 * headGradient;
}

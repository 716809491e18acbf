export const CHECKPOINTING = ['none', 'selective', 'full'] as const;
export type Checkpointing = (typeof CHECKPOINTING)[number];

/**
 * Hardware operations over model operations. Full checkpointing runs the forward pass again: 4/3 (3/2 with frozen weights,
 * whose backward pass is shorter). Selective checkpointing runs attention again, `4 L d s`; what a fused attention kernel
 * recomputes anyway is in neither count. Korthikanti et al., 2022 (arXiv:2205.05198), section 5 and appendix A.
 * @param attentionShare of the model's operations in attention scores, 0 to 1.
 * @param trainedShare of the parameters that get a gradient, 0 to 1.
 */
export function hardwareFlopFactor(
  checkpointing: Checkpointing,
  attentionShare: number,
  trainedShare = 1,
): number {
  if (!(attentionShare >= 0 && attentionShare <= 1)) throw new RangeError('attentionShare is a share');
  if (checkpointing === 'none') return 1;
  if (checkpointing === 'selective') return 1 + attentionShare / 3;
  const forwardOfWeights = 2 / (4 + 2 * trainedShare);
  return 1 + (1 - attentionShare) * forwardOfWeights + attentionShare / 3;
}

import type { ModelShape } from '../memory/model-shape.ts';

/**
 * Operations of attention's two products for one new token and one remembered one, over all layers that remember
 * the whole context (`full`), and those that slide (`sliding`). Decoding latent attention works in the compressed space
 * (`4 h` a layer on rank + rotary and rank), prompts do not (DeepSeek-V2 report, arXiv:2405.04434, absorbed form).
 */
export function attentionArithmetic(
  shape: ModelShape,
  phase: 'decode' | 'prompt',
): { readonly full: number; readonly sliding: number } {
  const grouped = 4 * shape.heads * shape.headDim;
  const sliding = shape.slidingLayers * grouped;
  if (shape.compressedAttention !== undefined) {
    const entries = shape.compressedAttention.compressors.reduce(
      (sum, { ratio, layers }) => sum + layers / ratio,
      0,
    );
    return { full: entries * grouped, sliding };
  }
  const { kvLoraRank: rank } = shape;
  if (rank === undefined)
    return { full: shape.fullLayers * 4 * shape.heads * (shape.fullHeadDim ?? shape.headDim), sliding };
  const rope = shape.ropeHeadDim ?? 0;
  const expanded = (shape.nopeHeadDim ?? shape.headDim) + rope + (shape.valueHeadDim ?? shape.headDim);
  const each = phase === 'decode' ? 2 * (rank + rope + rank) : 2 * expanded;
  return { full: shape.fullLayers * shape.heads * each, sliding };
}

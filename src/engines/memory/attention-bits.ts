import type { ModelShape } from './model-shape.ts';

/**
 * Bits of the attention weights in a format. Published MXFP4 checkpoints quantise experts alone, and 4-bit ones that
 * leave the embedding wide leave latent and linear attention wide too; other formats treat attention like the rest.
 */
export function attentionBits(
  format: { readonly id: string; readonly bitsPerWeight: number; readonly embeddingBits: number },
  shape: ModelShape,
): number {
  const special = shape.kvLoraRank !== undefined || shape.fullLayers + shape.slidingLayers < shape.layers;
  const left =
    /mxfp4/i.test(format.id) || (special && format.bitsPerWeight < 6 && format.embeddingBits >= 16);
  return left ? 16 : format.bitsPerWeight;
}

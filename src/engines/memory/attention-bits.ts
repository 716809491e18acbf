import type { ModelShape } from './model-shape.ts';

/**
 * Bits of the attention weights in a format. Published MXFP4 checkpoints quantise experts alone, and NVFP4 ones leave
 * latent and linear attention at 16 bits; every other format treats attention like the rest.
 */
export function attentionBits(
  format: { readonly id: string; readonly bitsPerWeight: number },
  shape: ModelShape,
): number {
  const special = shape.kvLoraRank !== undefined || shape.fullLayers + shape.slidingLayers < shape.layers;
  const left = /mxfp4/i.test(format.id) || (/nvfp4/i.test(format.id) && special);
  return left ? 16 : format.bitsPerWeight;
}

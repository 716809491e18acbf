import type { ModelShape } from './model-shape.ts';
import { parametersByPart } from './parameters-by-part.ts';

/**
 * Parameters of the draft layers (multi-token prediction) that a checkpoint brings, which an engine loads for
 * speculative decoding alone: each is one more layer with full attention and experts where the model has them, and a
 * projection of two hidden states into one, `2 d d` (DeepSeek-V3 report, arXiv:2412.19437). Embedding and head are the
 * model's own; some checkpoints store a second copy. 0 without draft layers.
 */
export function draftParameters(shape: ModelShape): number {
  const { draftLayers = 0, hiddenSize: d, compressedAttention } = shape;
  if (draftLayers === 0) return 0;
  const { total } = parametersByPart({
    ...shape,
    vocabulary: 0,
    layers: draftLayers,
    fullLayers: draftLayers,
    slidingLayers: 0,
    stateLayers: 0,
    ffnLayers: draftLayers,
    denseLayers: 0,
    wideFfnLayers: 0,
    sparseAttention: shape.sparseAttention && {
      ...shape.sparseAttention,
      sparseLayers: draftLayers,
      indexerLayers: draftLayers,
    },
    compressedAttention: compressedAttention && { ...compressedAttention, compressors: [] },
  });
  return total + draftLayers * 2 * d * d;
}

import type { ModelShape } from '../memory/model-shape.ts';

export type LayerCounts = {
  /** Layers with softmax attention that keep keys and values: full and sliding, latent ones included. */
  readonly attention: number;
  /** Linear-attention or state-space layers. */
  readonly recurrent: number;
  readonly denseFfn: number;
  readonly routedFfn: number;
};

/** How many layers do what, from the configuration. */
export function layerCounts(shape: ModelShape): LayerCounts {
  const attention = shape.fullLayers + shape.slidingLayers;
  const withFfn = shape.ffnLayers ?? shape.layers;
  const denseFfn = shape.experts === undefined ? withFfn : (shape.denseLayers ?? 0);
  return { attention, recurrent: recurrentLayers(shape), denseFfn, routedFfn: withFfn - denseFfn };
}

/** Layers that are neither softmax attention nor, in models that interleave them, a feed-forward block alone. */
function recurrentLayers(shape: ModelShape): number {
  const rest = shape.layers - shape.fullLayers - shape.slidingLayers;
  const alone = shape.ffnLayers !== undefined && shape.ffnLayers < shape.layers ? shape.ffnLayers : 0;
  return Math.max(0, rest - alone);
}

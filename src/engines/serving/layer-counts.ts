import type { ModelShape } from '../memory/model-shape.ts';
import { stateLayers } from '../memory/state-layers.ts';

export type LayerCounts = {
  /** Layers with softmax attention that keep keys and values: full and sliding, latent and compressed ones included. */
  readonly attention: number;
  /** Linear-attention or state-space layers. */
  readonly recurrent: number;
  readonly denseFfn: number;
  readonly routedFfn: number;
};

/** How many layers do what, from the configuration. */
export function layerCounts(shape: ModelShape): LayerCounts {
  const withFfn = shape.ffnLayers ?? shape.layers;
  const denseFfn = shape.experts === undefined ? withFfn : Math.min(withFfn, shape.denseLayers ?? 0);
  return {
    attention: shape.fullLayers + shape.slidingLayers,
    recurrent: stateLayers(shape),
    denseFfn,
    routedFfn: withFfn - denseFfn,
  };
}

/** True where a token's cache is one vector for all heads: latent (MLA) or compressed attention. */
export function isLatent(shape: ModelShape): boolean {
  return shape.kvLoraRank !== undefined || shape.compressedAttention !== undefined;
}

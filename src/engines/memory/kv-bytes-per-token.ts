import type { ModelShape } from './model-shape.ts';

/** Bytes that one more token adds to the cache of one sequence, over the whole model. */
export type KvBytesPerToken = {
  /** In layers that remember the whole context. */
  readonly full: number;
  /** In sliding layers, until the window is full; 0 from then on. */
  readonly sliding: number;
};

/**
 * Key-value cache a token: `2 kv hd b` a layer for multi-head, grouped-query and multi-query attention; the latent
 * vector and the rotary key, `(kvLoraRank + ropeHeadDim) b`, for multi-head latent attention (arXiv:2405.04434).
 * Linear layers add nothing.
 * @param elementBytes 2 for a 16-bit cache, 1 for FP8.
 */
export function kvBytesPerToken(shape: ModelShape, elementBytes: number): KvBytesPerToken {
  if (!(elementBytes > 0)) throw new RangeError(`a cache element cannot have ${elementBytes} bytes`);
  const grouped = 2 * shape.kvHeads * shape.headDim * elementBytes;
  const latent =
    shape.kvLoraRank === undefined ? undefined : (shape.kvLoraRank + (shape.ropeHeadDim ?? 0)) * elementBytes;
  return { full: shape.fullLayers * (latent ?? grouped), sliding: shape.slidingLayers * grouped };
}

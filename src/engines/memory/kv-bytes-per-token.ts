import type { ModelShape, SparseAttention } from './model-shape.ts';

const WIDE = 2;

/** Bytes that one more token adds to the cache of one sequence, over the whole model. */
export type KvBytesPerToken = {
  /** In layers that remember the whole context; of compressed layers, on average over a window of theirs. */
  readonly full: number;
  /** In sliding layers, until the window is full; 0 from then on. */
  readonly sliding: number;
  /** Keys of the indexers of sparse attention, whatever the format of the cache. */
  readonly indexer: number;
};

/**
 * Key-value cache a token: `2 kv hd b` a layer (`kv (hd + v) b` where values are narrower) for multi-head, grouped-query and multi-query attention; the latent
 * vector and the rotary key, `(kvLoraRank + ropeHeadDim) b`, for multi-head latent attention (arXiv:2405.04434); one
 * vector of `hd b` in `ratio` tokens for compressed attention (DeepSeek-V4). Layers that read another one's cache and
 * layers with a fixed state add nothing. An indexer keeps one key a token a layer (DeepSeek-V3.2).
 * Sparse and compressed attention pack an FP8 cache with scales: 656 B a token a layer of DeepSeek-V3.2 (vLLM pull
 * request 48439), 584 B of DeepSeek-V4.
 * @param elementBytes 2 for a 16-bit cache, 1 for FP8.
 * @throws RangeError unless `elementBytes` is above 0.
 */
export function kvBytesPerToken(shape: ModelShape, elementBytes: number): KvBytesPerToken {
  if (!(elementBytes > 0)) throw new RangeError(`a cache element cannot have ${elementBytes} bytes`);
  const { compressedAttention, sparseAttention, kvLoraRank } = shape;
  const full = shape.fullLayers - (shape.kvSharedFullLayers ?? 0);
  const sliding = shape.slidingLayers - (shape.kvSharedSlidingLayers ?? 0);
  if (compressedAttention !== undefined) {
    const vector = compressedVectorBytes(shape, elementBytes);
    const entries = compressedAttention.compressors.map(({ ratio, layers }) => layers / ratio);
    const overlapping = compressedAttention.compressors.filter((one) => one.overlapping);
    const keys = overlapping.reduce((sum, { ratio, layers }) => sum + layers / ratio, 0);
    return {
      full: vector * entries.reduce((sum, entry) => sum + entry, 0),
      sliding: sliding * vector,
      indexer: sparseAttention === undefined ? 0 : keys * indexerKeyBytes(sparseAttention),
    };
  }
  const latent = kvLoraRank === undefined ? undefined : latentBytes(shape, kvLoraRank, elementBytes);
  const grouped = (heads: number, keyDim: number): number =>
    heads * (keyDim + (shape.valueHeadDim ?? keyDim)) * elementBytes;
  const indexers = sparseAttention?.indexerLayers ?? sparseAttention?.sparseLayers ?? shape.fullLayers;
  return {
    full: full * (latent ?? grouped(shape.fullKvHeads ?? shape.kvHeads, shape.fullHeadDim ?? shape.headDim)),
    sliding: sliding * grouped(shape.kvHeads, shape.headDim),
    indexer: sparseAttention === undefined ? 0 : indexers * indexerKeyBytes(sparseAttention),
  };
}

/** Sparse kernels keep the rotary part of an FP8 cache in 16 bits and add a 32-bit scale in 128 values (`fp8_ds_mla`). */
function latentBytes(shape: ModelShape, rank: number, elementBytes: number): number {
  const { ropeHeadDim: rope = 0, sparseAttention } = shape;
  if (sparseAttention === undefined || elementBytes >= WIDE) return (rank + rope) * elementBytes;
  return rank * elementBytes + 4 * Math.ceil(rank / 128) + WIDE * rope;
}

/** DeepSeek-V4 in FP8: the rotary part in 16 bits, an 8-bit scale in 64 values and one byte of padding (vLLM). */
function compressedVectorBytes({ headDim, ropeHeadDim: rope = 0 }: ModelShape, elementBytes: number): number {
  if (elementBytes >= WIDE) return headDim * elementBytes;
  const plain = headDim - rope;
  return plain * elementBytes + WIDE * rope + Math.ceil(plain / 64) + 1;
}

function indexerKeyBytes({ indexerHeadDim, keyBytes }: SparseAttention): number {
  return keyBytes ?? indexerHeadDim + 4 * Math.ceil(indexerHeadDim / 128);
}

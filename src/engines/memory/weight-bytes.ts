import type { ParametersByPart } from './parameters-by-part.ts';

export type StoredFormat = {
  /** Bits a weight, scales included. */
  readonly bitsPerWeight: number;
  /** Bits of embedding, head and router. Equal to the former for whole-file formats. */
  readonly embeddingBits: number;
  /** Bits of attention, where a format quantises the feed-forward blocks alone. */
  readonly attentionBits?: number | undefined;
  /** Bits of dense feed-forward blocks and shared experts, where a format quantises routed experts alone. */
  readonly denseBits?: number | undefined;
  /** Bits of norms, biases and a vision tower; as wide as the embedding by default. */
  readonly otherBits?: number | undefined;
  /** Factor by which the experts are padded in memory; 1 (the default) on disk. */
  readonly expertPadding?: number | undefined;
};

export type WeightBytes = {
  readonly [Part in Exclude<keyof ParametersByPart, 'total'>]: number;
} & { readonly total: number };

/**
 * Bytes of the weights by part, in a storage format. Real checkpoints keep embedding, head, routers and norms at
 * 16 bits in most 4- and 8-bit formats, which for an 8B model with a vocabulary of 128k is 13 % of its parameters.
 * @throws RangeError unless every width is above 0 and finite.
 */
export function weightBytes(format: StoredFormat, parts: ParametersByPart): WeightBytes {
  const { bitsPerWeight, embeddingBits, expertPadding = 1 } = format;
  const { attentionBits = bitsPerWeight, denseBits = bitsPerWeight, otherBits = embeddingBits } = format;
  for (const bits of [bitsPerWeight, embeddingBits, attentionBits, denseBits, otherBits])
    if (!(bits > 0 && Number.isFinite(bits))) throw new RangeError(`a weight cannot have ${bits} bits`);
  const bytes = {
    embedding: (parts.embedding * embeddingBits) / 8,
    head: (parts.head * embeddingBits) / 8,
    perLayerEmbedding: (parts.perLayerEmbedding * embeddingBits) / 8,
    attention: (parts.attention * attentionBits) / 8,
    denseFfn: (parts.denseFfn * denseBits) / 8,
    experts: (parts.experts * bitsPerWeight * expertPadding) / 8,
    sharedExperts: (parts.sharedExperts * denseBits) / 8,
    router: (parts.router * embeddingBits) / 8,
    other: (parts.other * otherBits) / 8,
  };
  return { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part, 0) };
}

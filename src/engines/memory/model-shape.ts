/** The numbers of a language model's configuration that memory and time depend on. Counts are whole, at least 0. */
export type ModelShape = {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Layers whose cache grows with the whole context; the latent ones of MLA count here. */
  readonly fullLayers: number;
  readonly slidingLayers: number;
  /** Tokens that a sliding layer remembers. */
  readonly window?: number | undefined;
  /** Given for multi-head latent attention, with `ropeHeadDim`. */
  readonly kvLoraRank?: number | undefined;
  readonly ropeHeadDim?: number | undefined;
  readonly queryLoraRank?: number | undefined;
  readonly nopeHeadDim?: number | undefined;
  readonly valueHeadDim?: number | undefined;
  /** State per sequence of all linear-attention or state-space layers together. */
  readonly stateBytesPerSequence?: number | undefined;
  readonly linearAttention?: LinearAttention | undefined;
  /** True where the attention output passes a learned gate as wide as the query. */
  readonly gatedAttention?: boolean | undefined;
  readonly intermediateSize: number;
  /** Weight matrices of a feed-forward block: 3 when gated (the default), 2 when plain. */
  readonly ffnMatrices?: number | undefined;
  readonly vocabulary: number;
  readonly tiedEmbeddings: boolean;
  readonly experts?: number | undefined;
  readonly expertsPerToken?: number | undefined;
  readonly expertIntermediateSize?: number | undefined;
  readonly sharedExperts?: number | undefined;
  /** Layers of a mixture of experts whose feed-forward block is dense. */
  readonly denseLayers?: number | undefined;
};

export type LinearAttention = {
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeadDim: number;
};

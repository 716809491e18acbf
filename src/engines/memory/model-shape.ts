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
  readonly stateSpace?: StateSpace | undefined;
  /** Given where a lightning indexer picks the keys that a token attends to (DeepSeek sparse attention). */
  readonly sparseAttention?: SparseAttention | undefined;
  /** True where queries and keys are normalised before attention. */
  readonly queryKeyNorm?: boolean | undefined;
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
  /** Layers that have a feed-forward block at all; every layer by default (Nemotron-H and its like differ). */
  readonly ffnLayers?: number | undefined;
};

export type LinearAttention = {
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeadDim: number;
};

/** Mamba-2 layers: `heads * headDim` is the inner width (Dao and Gu, 2024, arXiv:2405.21060). */
export type StateSpace = {
  readonly heads: number;
  readonly headDim: number;
  readonly groups: number;
  readonly stateSize: number;
  readonly convKernel: number;
};

/** A token attends to `topK` keys that an indexer with heads of its own picked (DeepSeek-V3.2 report, 2025). */
export type SparseAttention = {
  readonly topK: number;
  readonly indexerHeads: number;
  readonly indexerHeadDim: number;
};

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
  /** Given where full layers have other heads than sliding ones (Gemma 4): theirs; `kvHeads` and `headDim` otherwise. */
  readonly fullKvHeads?: number | undefined;
  readonly fullHeadDim?: number | undefined;
  /** True where full layers project keys and values in one (Gemma 4): fewer weights, the same cache. */
  readonly sharedKeyValueProjection?: boolean | undefined;
  /** Full and sliding layers that read the cache of an earlier layer and store none (Gemma 3n, Gemma 4 E). */
  readonly kvSharedFullLayers?: number | undefined;
  readonly kvSharedSlidingLayers?: number | undefined;
  /** Layers with a fixed state per sequence (linear attention or state space); see `stateLayers`. */
  readonly stateLayers?: number | undefined;
  readonly linearAttention?: LinearAttention | undefined;
  readonly stateSpace?: StateSpace | undefined;
  /** Bytes of one element of the recurrent state: 4 by default, 2 where the engine keeps it in 16 bits. */
  readonly stateElementBytes?: number | undefined;
  /** Given where an indexer picks the keys that a token attends to (DeepSeek sparse attention, MiniMax-M3). */
  readonly sparseAttention?: SparseAttention | undefined;
  /** Given where layers keep a sliding window and a compressed record of all before it (DeepSeek-V4). */
  readonly compressedAttention?: CompressedAttention | undefined;
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
  /** Width that routed experts work in, where the hidden state is projected down for them (Nemotron 3, Kimi-K3). */
  readonly expertHiddenSize?: number | undefined;
  /** Shared experts, in units of a routed one's intermediate size, at the full hidden size. */
  readonly sharedExperts?: number | undefined;
  /** Layers of a mixture of experts whose feed-forward block is dense. */
  readonly denseLayers?: number | undefined;
  /** Layers that have a feed-forward block at all; every layer by default (Nemotron-H and its like differ). */
  readonly ffnLayers?: number | undefined;
  /** Layers whose dense feed-forward block is twice as wide (Gemma 4 E2B). */
  readonly wideFfnLayers?: number | undefined;
  /** Width of an embedding that every layer has for itself (Gemma 3n, Gemma 4 E); looked up, never multiplied. */
  readonly perLayerEmbeddingDim?: number | undefined;
  /** Draft layers (multi-token prediction) that the checkpoint brings; not part of the totals here. */
  readonly draftLayers?: number | undefined;
};

/** Gated DeltaNet (arXiv:2412.06464) and, with `decayRank`, Kimi Delta Attention (arXiv:2510.26692). */
export type LinearAttention = {
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyHeadDim: number;
  readonly valueHeadDim: number;
  /** Columns of the short convolution before the state; 4 by default. */
  readonly convKernel?: number | undefined;
  /** Rank of the projection that makes a decay for each key channel; a decay a head without it. */
  readonly decayRank?: number | undefined;
  /** Rank of the output gate; full without it. */
  readonly gateRank?: number | undefined;
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
  /** Layers that attend to the picked keys alone; every full layer by default. */
  readonly sparseLayers?: number | undefined;
  /** Layers that have an indexer and keep its keys; the rest use the picks of an earlier one. All sparse ones by default. */
  readonly indexerLayers?: number | undefined;
  /** Bytes of an indexer key in the cache; FP8 with one 32-bit scale in 128 values by default. */
  readonly keyBytes?: number | undefined;
};

/**
 * DeepSeek-V4: one vector of `headDim` serves as key and value. Besides the window, a layer keeps one vector in
 * `ratio` tokens; an overlapping compressor reads two windows and doubles its projections. The output is projected
 * by groups of heads to `outputRank` first.
 */
export type CompressedAttention = {
  readonly outputGroups: number;
  readonly outputRank: number;
  readonly compressors: readonly {
    readonly ratio: number;
    readonly layers: number;
    readonly overlapping: boolean;
  }[];
};

import type { ModelShape } from '../../../src/engines/memory/model-shape.ts';

/** Configurations as published, for checks against published sizes. */
const dense = { slidingLayers: 0, tiedEmbeddings: false };

export const llama8b: ModelShape = {
  ...dense,
  layers: 32,
  hiddenSize: 4096,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  fullLayers: 32,
  intermediateSize: 14336,
  vocabulary: 128256,
};

export const llama70b: ModelShape = {
  ...dense,
  layers: 80,
  hiddenSize: 8192,
  heads: 64,
  kvHeads: 8,
  headDim: 128,
  fullLayers: 80,
  intermediateSize: 28672,
  vocabulary: 128256,
};

export const deepseekV3: ModelShape = {
  ...dense,
  layers: 61,
  hiddenSize: 7168,
  heads: 128,
  kvHeads: 128,
  headDim: 192,
  fullLayers: 61,
  kvLoraRank: 512,
  ropeHeadDim: 64,
  queryLoraRank: 1536,
  nopeHeadDim: 128,
  valueHeadDim: 128,
  intermediateSize: 18432,
  vocabulary: 129280,
  experts: 256,
  expertsPerToken: 8,
  expertIntermediateSize: 2048,
  sharedExperts: 1,
  denseLayers: 3,
};

export const gptOss120b: ModelShape = {
  ...dense,
  layers: 36,
  hiddenSize: 2880,
  heads: 64,
  kvHeads: 8,
  headDim: 64,
  fullLayers: 18,
  slidingLayers: 18,
  window: 128,
  intermediateSize: 2880,
  vocabulary: 201088,
  experts: 128,
  expertsPerToken: 4,
};

/** Three layers of four attend linearly; every layer holds experts. */
export const qwen35: ModelShape = {
  ...dense,
  layers: 60,
  hiddenSize: 4096,
  heads: 32,
  kvHeads: 2,
  headDim: 256,
  fullLayers: 15,
  queryKeyNorm: true,
  gatedAttention: true,
  intermediateSize: 1024,
  vocabulary: 248320,
  experts: 512,
  expertsPerToken: 10,
  expertIntermediateSize: 1024,
  sharedExperts: 1,
  denseLayers: 0,
  stateLayers: 45,
  stateElementBytes: 4,
  linearAttention: {
    keyHeads: 16,
    keyHeadDim: 128,
    valueHeads: 64,
    valueHeadDim: 128,
    convKernel: 4,
  },
};

/** Latent attention behind an indexer that picks 2,048 keys. */
export const glm5: ModelShape = {
  ...dense,
  layers: 78,
  hiddenSize: 6144,
  heads: 64,
  kvHeads: 64,
  headDim: 256,
  fullLayers: 78,
  kvLoraRank: 512,
  ropeHeadDim: 64,
  queryLoraRank: 2048,
  nopeHeadDim: 192,
  valueHeadDim: 256,
  intermediateSize: 12288,
  vocabulary: 154880,
  experts: 256,
  expertsPerToken: 8,
  expertIntermediateSize: 2048,
  sharedExperts: 1,
  denseLayers: 3,
  sparseAttention: {
    topK: 2048,
    indexerHeads: 32,
    indexerHeadDim: 128,
    sparseLayers: 78,
    indexerLayers: 78,
  },
};

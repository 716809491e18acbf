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

import { expertPadding } from './expert-padding.ts';
import type { ModelShape } from './model-shape.ts';
import type { StoredFormat } from './weight-bytes.ts';

/** Below this many bits a published format leaves latent and linear attention wide. */
const NARROW = 6;
const WIDE = 16;

export type WeightFormat = {
  readonly id: string;
  readonly bitsPerWeight: number;
  readonly embeddingBits: number;
  /** What is stored at `bitsPerWeight`: the whole file, the linear layers, or routed experts where there are any. */
  readonly covers: 'file' | 'linear' | 'experts';
  /** Bits of the linear layers that it leaves out. */
  readonly restBits: number;
};

/**
 * The width of each part of a model in a format. Formats that cover experts leave attention, dense blocks and shared
 * experts at `restBits` (gpt-oss, Kimi-K2.5, DeepSeek-V4); a 4-bit format of all linear layers leaves latent, linear
 * and state-space attention at 16 bits, as the NVFP4 releases of DeepSeek, GLM-5, Kimi, Qwen3.5 and Nemotron 3 do. What
 * the shape does not explain (norms, biases, a vision tower) is stored wide.
 * @param inMemory whether kernels pad the experts, as they do once loaded.
 */
export function storedFormat(format: WeightFormat, shape: ModelShape, inMemory = true): StoredFormat {
  const { bitsPerWeight, embeddingBits, covers, restBits } = format;
  const expertsAlone = covers === 'experts' && shape.experts !== undefined;
  const special = shape.kvLoraRank !== undefined || shape.fullLayers + shape.slidingLayers < shape.layers;
  const narrow = covers !== 'file' && bitsPerWeight < NARROW;
  const outside = expertsAlone ? restBits : bitsPerWeight;
  return {
    bitsPerWeight,
    embeddingBits,
    attentionBits: expertsAlone || !(special && narrow) ? outside : WIDE,
    denseBits: outside,
    otherBits: Math.max(WIDE, embeddingBits),
    expertPadding: inMemory ? expertPadding(format.id, shape.expertHiddenSize ?? shape.hiddenSize) : 1,
  };
}

import { attentionParameters } from './attention-parameters.ts';
import type { ModelShape } from './model-shape.ts';

/** Parameters (counts). `other` is what the shape does not explain: norms, biases, a vision tower. */
export type ParametersByPart = {
  readonly embedding: number;
  /** 0 when the embedding is shared with the head. */
  readonly head: number;
  /** Embeddings that layers have for themselves (Gemma 3n, Gemma 4 E): looked up, and may stay off the accelerator. */
  readonly perLayerEmbedding: number;
  /** Linear-attention and state-space layers included. */
  readonly attention: number;
  readonly denseFfn: number;
  readonly experts: number;
  /** With the projections into and out of the width that routed experts work in. */
  readonly sharedExperts: number;
  readonly router: number;
  readonly other: number;
  readonly total: number;
};

/** How far the parts may exceed a published total, which makers round, before the total overrules them. */
const ROUNDING = 0.05;

/**
 * Splits a model's parameters by the part that holds them, since formats, reads and devices treat parts differently.
 * A published total is the authority: what the shape does not explain is `other`, or attention where the shape does
 * not say enough about it (latent and linear attention without their dimensions). Where gated feed-forward blocks
 * would exceed the total they are taken as plain ones; parts that still exceed it by more than 5 % are scaled
 * down to it, and by less are kept, so that memory is not understated by rounding.
 * Feed-forward blocks hold `3 d f` when gated, `2 d f` when plain; for attention see `attentionParameters`.
 * @throws RangeError when attention can be read neither from the shape nor from a total.
 */
export function parametersByPart(shape: ModelShape, publishedTotal?: number): ParametersByPart {
  const attention = attentionParameters(shape);
  if (attention === undefined && publishedTotal === undefined)
    throw new RangeError('attention cannot be counted from this shape: give the total of parameters');
  const limit = (publishedTotal ?? Number.POSITIVE_INFINITY) * (1 + ROUNDING);
  const gated = knownParts(shape, shape.ffnMatrices ?? 3);
  const fits = sumOf(gated) + (attention ?? 0) <= limit;
  const known = fits || shape.ffnMatrices !== undefined ? gated : knownParts(shape, 2);
  const rest = (publishedTotal ?? 0) - sumOf(known);
  const counted = attention ?? Math.max(0, rest);
  const other = Math.max(0, rest - counted);
  const parts = { ...known, attention: counted, other };
  const sum = sumOf(parts);
  if (publishedTotal === undefined || sum <= limit) return { ...parts, total: sum };
  const scale = publishedTotal / sum;
  return {
    embedding: parts.embedding * scale,
    head: parts.head * scale,
    perLayerEmbedding: parts.perLayerEmbedding * scale,
    attention: counted * scale,
    denseFfn: parts.denseFfn * scale,
    experts: parts.experts * scale,
    sharedExperts: parts.sharedExperts * scale,
    router: parts.router * scale,
    other: 0,
    total: publishedTotal,
  };
}

function knownParts(shape: ModelShape, matrices: number) {
  const d = shape.hiddenSize;
  const experts = shape.experts ?? 0;
  const layers = shape.ffnLayers ?? shape.layers;
  const denseLayers = experts === 0 ? layers : (shape.denseLayers ?? 0);
  const expertLayers = layers - denseLayers;
  const expertSize = shape.expertIntermediateSize ?? shape.intermediateSize;
  const latent = shape.expertHiddenSize;
  const oneShared = expertLayers * matrices * d * expertSize;
  const intoLatent = latent === undefined ? 0 : expertLayers * 2 * d * latent;
  const embedding = shape.vocabulary * d;
  const perLayer = shape.perLayerEmbeddingDim ?? 0;
  return {
    embedding,
    head: shape.tiedEmbeddings ? 0 : embedding,
    perLayerEmbedding: shape.layers * perLayer * shape.vocabulary,
    denseFfn:
      (denseLayers + (shape.wideFfnLayers ?? 0)) * matrices * d * shape.intermediateSize +
      shape.layers * 3 * perLayer * d,
    experts: experts * expertLayers * matrices * (latent ?? d) * expertSize,
    sharedExperts: experts === 0 ? 0 : (shape.sharedExperts ?? 0) * oneShared + intoLatent,
    router: expertLayers * d * experts,
  };
}

function sumOf(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}

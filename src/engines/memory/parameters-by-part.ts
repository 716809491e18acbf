import type { ModelShape } from './model-shape.ts';

/** Parameters (counts). `other` is what the shape does not explain: norms, biases, a vision tower. */
export type ParametersByPart = {
  readonly embedding: number;
  /** 0 when the embedding is shared with the head. */
  readonly head: number;
  readonly attention: number;
  readonly denseFfn: number;
  readonly experts: number;
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
 *
 * Projections as in the published modelling code of each family (Hugging Face transformers): grouped-query attention
 * `d(2 h hd + 2 kv hd)`, latent attention as in the DeepSeek-V3 report (arXiv:2412.19437), feed-forward `3 d f`.
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
  const denseLayers = experts === 0 ? shape.layers : (shape.denseLayers ?? 0);
  const expertLayers = shape.layers - denseLayers;
  const oneExpert = expertLayers * matrices * d * (shape.expertIntermediateSize ?? shape.intermediateSize);
  const embedding = shape.vocabulary * d;
  return {
    embedding,
    head: shape.tiedEmbeddings ? 0 : embedding,
    denseFfn: denseLayers * matrices * d * shape.intermediateSize,
    experts: experts * oneExpert,
    sharedExperts: experts === 0 ? 0 : (shape.sharedExperts ?? 0) * oneExpert,
    router: expertLayers * d * experts,
  };
}

function sumOf(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}

function attentionParameters(shape: ModelShape): number | undefined {
  const softmaxLayers = shape.fullLayers + shape.slidingLayers;
  const linear = linearParameters(shape, shape.layers - softmaxLayers);
  const each = shape.kvLoraRank === undefined ? groupedQuery(shape) : latent(shape, shape.kvLoraRank);
  return linear === undefined || each === undefined ? undefined : softmaxLayers * each + linear;
}

function groupedQuery(shape: ModelShape): number {
  const queryAndOutput = shape.heads * shape.headDim * (shape.gatedAttention === true ? 3 : 2);
  return shape.hiddenSize * (queryAndOutput + 2 * shape.kvHeads * shape.headDim);
}

function latent(shape: ModelShape, kvRank: number): number | undefined {
  const { hiddenSize: d, heads, ropeHeadDim: rope, nopeHeadDim: nope, valueHeadDim: value } = shape;
  if (rope === undefined || nope === undefined || value === undefined) return undefined;
  const rank = shape.queryLoraRank;
  const query = rank === undefined ? d * heads * (nope + rope) : d * rank + rank * heads * (nope + rope);
  return query + d * (kvRank + rope) + kvRank * heads * (nope + value) + heads * value * d;
}

function linearParameters(shape: ModelShape, layers: number): number | undefined {
  if (layers === 0) return 0;
  const linear = shape.linearAttention;
  if (linear === undefined) return undefined;
  const keys = linear.keyHeads * linear.keyHeadDim;
  const values = linear.valueHeads * linear.valueHeadDim;
  return layers * shape.hiddenSize * (2 * keys + 3 * values + 2 * linear.valueHeads);
}

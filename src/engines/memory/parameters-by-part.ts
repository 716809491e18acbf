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

/**
 * Splits a model's parameters by the part that holds them, since formats, reads and devices treat parts differently.
 * A published total is the authority: what the shape does not explain is `other`, or attention where the shape does
 * not say enough about it (latent and linear attention without their dimensions). A total below the sum of the
 * parts is ignored, so that memory is never understated.
 *
 * Projections as in the published modelling code of each family (Hugging Face transformers): grouped-query attention
 * `d(2 h hd + 2 kv hd)`, latent attention as in the DeepSeek-V3 report (arXiv:2412.19437), feed-forward `3 d f`.
 * @throws RangeError when attention can be read neither from the shape nor from a total.
 */
export function parametersByPart(shape: ModelShape, publishedTotal?: number): ParametersByPart {
  const d = shape.hiddenSize;
  const matrices = shape.ffnMatrices ?? 3;
  const experts = shape.experts ?? 0;
  const denseLayers = experts === 0 ? shape.layers : (shape.denseLayers ?? 0);
  const expertLayers = shape.layers - denseLayers;
  const oneExpert = expertLayers * matrices * d * (shape.expertIntermediateSize ?? shape.intermediateSize);
  const embedding = shape.vocabulary * d;
  const known = {
    embedding,
    head: shape.tiedEmbeddings ? 0 : embedding,
    denseFfn: denseLayers * matrices * d * shape.intermediateSize,
    experts: experts === 0 ? 0 : experts * oneExpert,
    sharedExperts: experts === 0 ? 0 : (shape.sharedExperts ?? 0) * oneExpert,
    router: expertLayers * d * experts,
  };
  const sum = Object.values(known).reduce((total, part) => total + part, 0);
  const attention = attentionParameters(shape);
  if (attention === undefined && publishedTotal === undefined)
    throw new RangeError('attention cannot be counted from this shape: give the total of parameters');
  const counted = attention ?? Math.max(0, (publishedTotal ?? 0) - sum);
  const other = Math.max(0, (publishedTotal ?? 0) - sum - counted);
  return { ...known, attention: counted, other, total: sum + counted + other };
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

import type { ModelShape } from './model-shape.ts';
import { stateLayerParameters } from './state-layer-parameters.ts';
import { stateLayers } from './state-layers.ts';

/**
 * Parameters of all token-mixing layers: attention with its gates and indexers, linear attention, state-space layers.
 * Undefined where the shape does not say enough (latent attention or state layers without their dimensions).
 *
 * Projections as in the published modelling code of each family (Hugging Face transformers): grouped-query attention
 * `d(2 h hd + 2 kv hd)`, latent attention as in the DeepSeek-V3 report (arXiv:2412.19437). Layers that share the cache
 * of another one still have their key and value projections in the checkpoints of Gemma 4 E2B and E4B.
 */
export function attentionParameters(shape: ModelShape): number | undefined {
  const state = stateLayers(shape) === 0 ? 0 : stateLayerParameters(shape);
  const softmax = softmaxParameters(shape);
  return state === undefined || softmax === undefined
    ? undefined
    : state + softmax + indexerParameters(shape);
}

function softmaxParameters(shape: ModelShape): number | undefined {
  if (shape.compressedAttention !== undefined) return compressedParameters(shape, shape.compressedAttention);
  if (shape.kvLoraRank !== undefined) {
    const each = latentParameters(shape, shape.kvLoraRank);
    return each === undefined ? undefined : (shape.fullLayers + shape.slidingLayers) * each;
  }
  const full = groupedParameters(
    shape,
    shape.fullKvHeads ?? shape.kvHeads,
    shape.fullHeadDim ?? shape.headDim,
  );
  const sliding = groupedParameters(shape, shape.kvHeads, shape.headDim);
  const values = shape.sharedKeyValueProjection === true ? 0 : full.value;
  return (
    shape.fullLayers * (full.query + full.key + values) +
    shape.slidingLayers * (sliding.query + sliding.key + sliding.value)
  );
}

/** Of one layer: `query` with the output and the gate, which are as wide as the values. */
function groupedParameters(shape: ModelShape, kvHeads: number, headDim: number) {
  const { hiddenSize: d, heads } = shape;
  const valueDim = shape.valueHeadDim ?? headDim;
  const asValues = shape.gatedAttention === true ? 2 : 1;
  return {
    query: d * heads * (headDim + asValues * valueDim),
    key: d * kvHeads * headDim,
    value: d * kvHeads * valueDim,
  };
}

function latentParameters(shape: ModelShape, kvRank: number): number | undefined {
  const { hiddenSize: d, heads, ropeHeadDim: rope, nopeHeadDim: nope, valueHeadDim: value } = shape;
  if (rope === undefined || nope === undefined || value === undefined) return undefined;
  const rank = shape.queryLoraRank;
  const query = rank === undefined ? d * heads * (nope + rope) : d * rank + rank * heads * (nope + rope);
  const gate = shape.gatedAttention === true ? d * heads * value : 0;
  return query + d * (kvRank + rope) + kvRank * heads * (nope + value) + heads * value * d + gate;
}

/** DeepSeek-V4: low-rank query, one key-value vector, output by groups, and a compressor's vector and score. */
function compressedParameters(
  shape: ModelShape,
  { outputGroups, outputRank, compressors }: NonNullable<ModelShape['compressedAttention']>,
): number | undefined {
  const { hiddenSize: d, heads, headDim, queryLoraRank: rank } = shape;
  if (rank === undefined) return undefined;
  const wide = heads * headDim;
  const each = d * rank + rank * wide + d * headDim + wide * outputRank + outputGroups * outputRank * d;
  const compressing = compressors.reduce((sum, { ratio, layers, overlapping }) => {
    const width = overlapping ? 2 * headDim : headDim;
    return sum + layers * width * (2 * d + ratio);
  }, 0);
  return (shape.fullLayers + shape.slidingLayers) * each + compressing;
}

/** Query heads, key and head weights of a lightning indexer (DeepSeek-V3.2 report); two compressors make V4's keys. */
function indexerParameters(shape: ModelShape): number {
  const { sparseAttention: sparse, compressedAttention, hiddenSize: d } = shape;
  if (sparse === undefined) return 0;
  const query = (shape.queryLoraRank ?? d) * sparse.indexerHeads * sparse.indexerHeadDim;
  const weights =
    shape.kvLoraRank === undefined && compressedAttention === undefined ? 0 : d * sparse.indexerHeads;
  if (compressedAttention === undefined) {
    const layers = sparse.indexerLayers ?? sparse.sparseLayers ?? shape.fullLayers;
    return layers * (query + weights + d * sparse.indexerHeadDim);
  }
  return compressedAttention.compressors
    .filter(({ overlapping }) => overlapping)
    .reduce(
      (sum, { ratio, layers }) =>
        sum + layers * (query + weights + 2 * sparse.indexerHeadDim * (2 * d + ratio)),
      0,
    );
}

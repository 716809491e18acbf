import type { ModelShape } from '../../engines/memory/model-shape.ts';
import { parametersByPart } from '../../engines/memory/parameters-by-part.ts';
import { activeParameters } from '../../engines/serving/active-parameters.ts';
import type { LayerWidths } from '../../engines/training/layer-activation-bytes.ts';

/** What training's memory and arithmetic depend on. Parameters are counts. */
export type TrainedModel = {
  readonly parameters: number;
  /** Those that work on one token, embedding included: what published utilisation multiplies by six. */
  readonly activeParameters: number;
  readonly layers: number;
  /** Layers whose scores grow with the sequence. */
  readonly attentionLayers: number;
  readonly vocabulary: number;
  /** One matrix of `vocabulary x hidden`. */
  readonly embeddingParameters: number;
  /** Embedding and, where it is not shared, output head. */
  readonly outerParameters: number;
  readonly widths: LayerWidths;
  /** Width of a single expert or of the dense block: what an adapter sits on. */
  readonly adaptedFeedForwardWidth: number;
  readonly experts: boolean;
};

/** The model of a configuration from the tables, or pasted. */
export function trainedModelOfShape(shape: ModelShape, publishedTotal: number | undefined): TrainedModel {
  const parts = parametersByPart(shape, publishedTotal);
  const embedding = shape.vocabulary * shape.hiddenSize;
  const outer = parts.embedding + parts.head + parts.perLayerEmbedding;
  const active = activeParameters(shape, parts) + (shape.tiedEmbeddings ? 0 : parts.embedding) + parts.other;
  const expert = shape.expertIntermediateSize ?? shape.intermediateSize;
  const feedForwardWidth =
    shape.experts === undefined
      ? shape.intermediateSize
      : ((shape.expertsPerToken ?? 1) + (shape.sharedExperts ?? 0)) * expert;
  return {
    parameters: parts.total,
    activeParameters: Math.min(parts.total, active),
    layers: shape.layers,
    attentionLayers: Math.max(1, shape.fullLayers + shape.slidingLayers),
    vocabulary: shape.vocabulary,
    embeddingParameters: embedding,
    outerParameters: outer,
    widths: {
      hiddenSize: shape.hiddenSize,
      queryWidth: shape.heads * shape.headDim,
      keyValueWidth: shape.kvHeads * shape.headDim,
      feedForwardWidth,
      gated: (shape.ffnMatrices ?? 3) === 3,
      heads: shape.heads,
    },
    adaptedFeedForwardWidth: shape.experts === undefined ? shape.intermediateSize : expert,
    experts: shape.experts !== undefined,
  };
}

/** What is assumed of a model that is given by its size alone. */
export type PlainModel = {
  readonly parameters: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly vocabulary: number;
};

const HEAD_DIM = 128;
const SMALLEST_FEED_FORWARD = 0.2;

/**
 * A dense decoder of a stated size: heads of 128, as many keys as queries, a gated feed-forward block as wide as the parameters
 * leave, the output head shared where that would be less than a fifth of them. @throws RangeError when the parameters do not even hold attention and embeddings.
 */
export function trainedModelOfSize({ parameters, layers, hiddenSize, vocabulary }: PlainModel): TrainedModel {
  const embedding = vocabulary * hiddenSize;
  const tied = parameters - layers * 4 * hiddenSize ** 2 - 2 * embedding < SMALLEST_FEED_FORWARD * parameters;
  const outer = (tied ? 1 : 2) * embedding;
  const feedForward = parameters - outer - layers * 4 * hiddenSize ** 2;
  if (feedForward <= 0)
    throw new RangeError(
      `${layers} layers of width ${hiddenSize} and an embedding of ${vocabulary} entries hold more than ${parameters} parameters`,
    );
  const feedForwardWidth = feedForward / (3 * hiddenSize * layers);
  return {
    parameters,
    activeParameters: parameters,
    layers,
    attentionLayers: layers,
    vocabulary,
    embeddingParameters: embedding,
    outerParameters: outer,
    widths: {
      hiddenSize,
      queryWidth: hiddenSize,
      keyValueWidth: hiddenSize,
      feedForwardWidth,
      gated: true,
      heads: Math.max(1, Math.round(hiddenSize / HEAD_DIM)),
    },
    adaptedFeedForwardWidth: feedForwardWidth,
    experts: false,
  };
}

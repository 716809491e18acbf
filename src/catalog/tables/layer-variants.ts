import { count, identifier, optional, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What few models do otherwise than the architectures table assumes. Source and date are those of the architecture. */
export const layerVariants = defineTable({
  id: 'layer-variants',
  title: 'Layers of language models that differ from the rest',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    fullKvHeads: column('Full KV heads', optional(count)),
    fullHeadDim: column('Full head dim', optional(count)),
    /** Full layers project keys and values in one matrix; the cache holds both all the same. */
    sharedKeyValueProjection: column('K = V', yesNo),
    /** Layers that read the cache of an earlier one. */
    kvSharedFullLayers: column('Shared full', optional(count)),
    kvSharedSlidingLayers: column('Shared sliding', optional(count)),
    /** Layers that have a feed-forward block, where not all do. */
    ffnLayers: column('FFN layers', optional(count)),
    /** 2 for plain blocks; `-` is 3, gated. */
    ffnMatrices: column('FFN matrices', optional(count)),
    /** Layers with a dense block twice as wide. */
    wideFfnLayers: column('Wide FFN layers', optional(count)),
    /** Width that routed experts work in. */
    expertHiddenSize: column('Expert hidden', optional(count)),
    perLayerEmbeddingDim: column('Layer embedding', optional(count)),
  },
  references: [{ field: 'model', to: ['architectures'] }],
});

import { count, identifier, optional } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Models in which an indexer picks the keys that a token attends to. Source and date are those of the architecture. */
export const sparseAttention = defineTable({
  id: 'sparse-attention',
  title: 'Indexers of sparse attention',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    /** Keys that a token attends to (compressed ones for compressed attention). */
    topK: column('Top k', count),
    indexerHeads: column('Indexer heads', count),
    indexerHeadDim: column('Indexer dim', count),
    /** Layers that attend to the picked keys alone. */
    sparseLayers: column('Sparse layers', count),
    /** Layers with an indexer of their own; the rest use the picks of an earlier one. */
    indexerLayers: column('Indexer layers', count),
    /** Of one indexer key in the cache; `-`: FP8 with a 32-bit scale in 128 values. */
    keyBytes: column('Key (bytes)', optional(count)),
  },
  references: [{ field: 'model', to: ['architectures'] }],
});

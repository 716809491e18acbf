import { count, date, identifier, optional } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** The vectors of embedding models: their dimensions and how much text one of them stands for. */
export const embeddingVectors = defineTable({
  id: 'embedding-vectors',
  title: 'Embedding models: dimensions, and the longest text',
  key: ['id'],
  columns: {
    id: column('Model', identifier),
    dimensions: column('Dimensions', count),
    /** To how few dimensions its maker lets one cut the vector. */
    shortest: column('Shortest', optional(count)),
    mostTokens: column('Most tokens', optional(count)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'id', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
});

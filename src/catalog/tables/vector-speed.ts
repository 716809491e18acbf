import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Queries a second that somebody measured: compare only rows of one dataset at about the same recall, and see who owns the test. */
export const vectorSpeed = defineTable({
  id: 'vector-speed',
  title: 'Measured vector search: queries a second, latency and recall, with who measured',
  key: ['product', 'setup', 'dataset', 'recallPercent'],
  columns: {
    product: column('Product', identifier),
    setup: column('Setup', text),
    dataset: column('Dataset', text),
    vectors: column('Vectors', count),
    dimensions: column('Dimensions', optional(count)),
    recallPercent: column('Recall (%)', optional(positive)),
    queriesPerSecond: column('QPS', positive),
    meanMs: column('Mean (ms)', optional(positive)),
    p99Ms: column('P99 (ms)', optional(positive)),
    measuredBy: column('Measured by', text),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'product', to: ['vector-databases'] },
    { field: 'source', to: ['sources'] },
  ],
});

import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Time of one call that reranks its candidates; it grows in proportion to them. */
export const rerankLatency = defineTable({
  id: 'rerank-latency',
  title: 'Reported latency of rerankers, by candidates',
  key: ['reranker', 'runsOn', 'candidates'],
  columns: {
    reranker: column('Reranker', text),
    runsOn: column('Runs on', z.enum(['gpu', 'cpu', 'api'])),
    candidates: column('Candidates', count),
    tokens: column('Tokens each', optional(count)),
    lowMs: column('Low (ms)', positive),
    highMs: column('High (ms)', positive),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: (row) => (row.lowMs > row.highMs ? 'the low end lies above the high end' : undefined),
});

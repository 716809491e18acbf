import * as z from 'zod/v4';
import { count, date, identifier, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Wall time to train boosted trees of one shape on one table, on CPU and on GPU. */
export const tabularTraining = defineTable({
  id: 'tabular-training',
  title: 'Measured training time of boosted trees, CPU and GPU',
  key: ['library', 'on', 'rows'],
  columns: {
    library: column('Library', identifier),
    on: column('On', z.enum(['cpu', 'gpu'])),
    hardware: column('Hardware', text),
    rows: column('Rows', count),
    seconds: column('Time (s)', positive),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'library', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
});

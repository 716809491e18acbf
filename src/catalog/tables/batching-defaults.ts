import { count, date, identifier, nonNegative, optional, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What batchers of serving frameworks do unless told otherwise. */
export const batchingDefaults = defineTable({
  id: 'batching-defaults',
  title: 'Defaults of the dynamic batchers of serving frameworks',
  key: ['id'],
  columns: {
    id: column('Batcher', identifier),
    name: column('Name', text),
    onByDefault: column('On by default', yesNo),
    largestBatch: column('Largest batch', optional(count)),
    /** How long it may hold requests for a fuller batch. */
    waitMs: column('Wait (ms)', optional(nonNegative)),
    queue: column('Queue', optional(text)),
    concurrentBatches: column('Batches at once', optional(text)),
    whenLate: column('When full or late', optional(text)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 365,
});

import { date, identifier, number, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What a step of retrieval changed where it was measured: expect the direction elsewhere, not the size. */
export const retrievalGains = defineTable({
  id: 'retrieval-gains',
  title: 'Measured gains of retrieval steps',
  key: ['id'],
  columns: {
    id: column('Step', identifier),
    what: column('What', text),
    metric: column('Metric', text),
    before: column('Before (%)', optional(number)),
    after: column('After (%)', number),
    where: column('Where', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

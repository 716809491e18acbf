import { date, identifier, positive } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Parameters that multiply for each token: without the embedding table, of which a token reads one row. */
export const computingParameters = defineTable({
  id: 'computing-parameters',
  title: 'Parameters of encoders outside the embedding table',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    computingM: column('Computing (M)', positive),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
});

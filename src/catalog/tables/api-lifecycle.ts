import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Announced shutdowns of hosted models. */
export const apiLifecycle = defineTable({
  id: 'api-lifecycle',
  title: 'Shutdown (retirement) dates of hosted models',
  key: ['provider', 'model'],
  columns: {
    provider: column('Provider', identifier),
    model: column('API model', identifier),
    shutdown: column('Shutdown', date),
    replacement: column('Replacement', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 120,
});

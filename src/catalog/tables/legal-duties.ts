import { date, identifier, list, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Law that stands before the choice of a model. No legal advice. */
export const legalDuties = defineTable({
  id: 'legal-duties',
  title: 'Law that stands before the choice of a model, by task',
  key: ['id'],
  columns: {
    id: column('Duty', identifier),
    law: column('Law', text),
    tasks: column('Tasks', list(identifier)),
    duty: column('What it asks', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'tasks', to: ['tasks'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 365,
});

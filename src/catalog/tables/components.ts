import * as z from 'zod/v4';
import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { STATUSES } from './models.ts';

/** Libraries, services and servers that are not models. */
export const components = defineTable({
  id: 'components',
  title: 'Libraries, servers and services, with their status',
  key: ['id'],
  columns: {
    id: column('Component', identifier),
    kind: column('Kind', identifier),
    licence: column('Licence', identifier),
    status: column('Status', z.enum(STATUSES)),
    since: column('Since', optional(date)),
    successor: column('Successor', optional(identifier)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'licence', to: ['licences'] },
    { field: 'successor', to: ['models', 'components'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 365,
});

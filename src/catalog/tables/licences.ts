import * as z from 'zod/v4';
import { date, identifier, list, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const COMMERCIAL = ['yes', 'conditional', 'no', 'unclear'] as const;

export const licences = defineTable({
  id: 'licences',
  title: 'Licences: may you ship it, and on what conditions',
  key: ['id'],
  columns: {
    id: column('Licence', identifier),
    name: column('Name', text),
    commercial: column('Commercial use', z.enum(COMMERCIAL)),
    /** copyleft, network-copyleft, attribution, revenue-cap, user-cap, use-restriction, regional-limit, naming, account, gated */
    conditions: column('Conditions', optional(list(identifier))),
    trap: column('Trap', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 365,
});

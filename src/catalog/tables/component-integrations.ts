import * as z from 'zod/v4';
import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * `native`: ships with one of the two and is switched on by configuration; `plugin`: a package of its own;
 * `documented`: a published guide or example, the code is yours; `none`: stated not to work.
 */
export const INTEGRATIONS = ['native', 'plugin', 'documented', 'none'] as const;

export const componentIntegrations = defineTable({
  id: 'component-integrations',
  title: 'Which component works with which, and how, by their documentation',
  key: ['from', 'to'],
  columns: {
    from: column('From', identifier),
    to: column('To', identifier),
    how: column('How', z.enum(INTEGRATIONS)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'from', to: ['components'] },
    { field: 'to', to: ['components'] },
    { field: 'source', to: ['sources'] },
  ],
  check: ({ from, to }) => (from === to ? 'joins a component to itself' : undefined),
  staleAfterDays: 730,
});

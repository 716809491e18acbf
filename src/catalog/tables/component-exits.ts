import * as z from 'zod/v4';
import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { EXITS } from './component-kinds.ts';

/** How one leaves a component, where that differs from its kind, and how one leaves those that are dead or were bought. */
export const componentExits = defineTable({
  id: 'component-exits',
  title: 'What leaving a component costs: data that comes along, code that is rewritten, the path',
  key: ['component'],
  columns: {
    component: column('Component', identifier),
    exit: column('Exit', z.enum(EXITS)),
    takenAlong: column('Taken along', text),
    rewritten: column('Rewritten', text),
    path: column('Path', text),
    to: column('To', optional(identifier)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'component', to: ['components'] },
    { field: 'to', to: ['components'] },
    { field: 'source', to: ['sources'] },
  ],
});

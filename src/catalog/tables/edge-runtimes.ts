import * as z from 'zod/v4';
import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { HARDWARE_CLASSES } from './devices.ts';
import { STATUSES } from './models.ts';

/** Which runtime reaches the accelerator of a chip. */
export const edgeRuntimes = defineTable({
  id: 'edge-runtimes',
  title: 'Runtimes of edge chips, with what they take and their status',
  key: ['id'],
  columns: {
    id: column('Runtime', identifier),
    class: column('Class', z.enum(HARDWARE_CLASSES)),
    chips: column('Chips', text),
    takes: column('Takes', text),
    precision: column('Precision', text),
    status: column('Status', z.enum(STATUSES)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 365,
});

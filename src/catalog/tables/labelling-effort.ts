import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Time of a person, or the price of a service, for one label. */
export const labellingEffort = defineTable({
  id: 'labelling-effort',
  title: 'Seconds and price of one label',
  key: ['id'],
  columns: {
    id: column('Label', identifier),
    of: column('Of', z.enum(['image', 'box', 'mask', 'text'])),
    seconds: column('Seconds', optional(positive)),
    usd: column('USD', optional(positive)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: (row) =>
    row.seconds === undefined && row.usd === undefined ? 'holds neither time nor price' : undefined,
});

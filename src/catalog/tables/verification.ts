import * as z from 'zod/v4';
import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** `not-stated`: the source was read and does not say it; the citation is at fault, the value may be right. */
export const RE_READINGS = ['yes', 'no', 'not-stated', 'unreachable'] as const;

/** A figure drawn by `scripts/draw-figures.ts` and read again at its source by someone who did not enter it. */
export const verification = defineTable({
  id: 'verification',
  title: 'Drawn figures read again at their source',
  key: ['date', 'figure'],
  columns: {
    /** Table, key fields and field of the figure, as the draw prints it. */
    figure: column('Figure', text),
    value: column('Value', text),
    source: column('Source', identifier),
    reread: column('Read again', optional(text)),
    agrees: column('Agrees', z.enum(RE_READINGS)),
    note: column('Note', optional(text)),
    reader: column('Reader', text),
    date: column('Date', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: (row) =>
    (row.agrees === 'unreachable' || row.agrees === 'not-stated') === (row.reread === undefined)
      ? undefined
      : 'holds what was read exactly where the source was reached and states it',
});

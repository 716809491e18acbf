import * as z from 'zod/v4';
import { date, identifier, nonNegative, number, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What routers and cascades were measured to save: benchmark by benchmark, never as "up to". */
export const routingEvidence = defineTable({
  id: 'routing-evidence',
  title: 'Measured savings of model routers and cascades, by kind of task',
  key: ['id'],
  columns: {
    id: column('Measurement', identifier),
    method: column('Method', z.enum(['predictive', 'cascade', 'commercial'])),
    task: column('Task', text),
    strong: column('Strong', optional(text)),
    cheap: column('Cheap', optional(text)),
    /** Against sending everything to the strong model; negative when it costs more. */
    savingPercent: column('Saving (%)', optional(number)),
    /** Of the strong model's score. */
    qualityPercent: column('Quality kept (%)', optional(nonNegative)),
    strongSharePercent: column('To the strong (%)', optional(nonNegative)),
    measuredBy: column('Measured by', z.enum(['author', 'independent', 'vendor'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: (row) =>
    row.savingPercent === undefined &&
    row.strongSharePercent === undefined &&
    row.qualityPercent === undefined
      ? 'measures nothing'
      : undefined,
});

import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** How often published long runs stopped. */
export const runInterruptions = defineTable({
  id: 'run-interruptions',
  title: 'Interruptions of published training runs',
  key: ['run'],
  columns: {
    run: column('Run', text),
    accelerator: column('Accelerator', identifier),
    accelerators: column('Count', count),
    days: column('Days', positive),
    interruptions: column('Interruptions', count),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
});

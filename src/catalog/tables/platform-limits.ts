import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Hard limits of inference platforms. */
export const platformLimits = defineTable({
  id: 'platform-limits',
  title: 'Payload and time limits of inference platforms',
  key: ['id'],
  columns: {
    id: column('Platform', identifier),
    name: column('Name', text),
    payloadMb: column('Payload (MB)', optional(positive)),
    timeSeconds: column('Time (s)', optional(positive)),
    streamSeconds: column('Streaming (s)', optional(positive)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 365,
});

import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Queues, gateways and streams between a caller and a model: what one message may be and how long it may take. */
export const transports = defineTable({
  id: 'transports',
  title: 'Limits of queues, gateways and streams',
  key: ['id'],
  columns: {
    id: column('Transport', identifier),
    kind: column('Kind', z.enum(['queue', 'gateway', 'stream'])),
    name: column('Name', text),
    messageMb: column('Message (MB)', optional(positive)),
    /** Until a message that was handed out is handed out again, or a request is cut, where nobody sets it. */
    unsetSeconds: column('Unless set (s)', optional(positive)),
    longestSeconds: column('Longest (s)', optional(positive)),
    idleSeconds: column('Idle (s)', optional(positive)),
    keptHours: column('Kept (h)', optional(positive)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 365,
});

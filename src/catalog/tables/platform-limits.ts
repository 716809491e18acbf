import * as z from 'zod/v4';
import { date, identifier, list, nonNegative, optional, positive, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** How a platform takes work; `serverless` is paid by the busy second and rests at zero. */
export const SERVED_PATTERNS = ['sync', 'streaming', 'async', 'batch', 'serverless'] as const;

/** Hard limits of inference platforms. */
export const platformLimits = defineTable({
  id: 'platform-limits',
  title: 'Payload, time, concurrency and scale-to-zero of inference platforms',
  key: ['id'],
  columns: {
    id: column('Platform', identifier),
    name: column('Name', text),
    serves: column('Serves', list(z.enum(SERVED_PATTERNS))),
    payloadMb: column('Payload (MB)', optional(positive)),
    timeSeconds: column('Time (s)', optional(positive)),
    /** The time limit that holds where nobody sets one. */
    unsetSeconds: column('Unless set (s)', optional(positive)),
    streamSeconds: column('Streaming (s)', optional(positive)),
    /** Requests that one instance takes at once, at most or by default: the note says which. */
    atOnce: column('At once', optional(positive)),
    scalesToZero: column('Scales to zero', optional(yesNo)),
    /** From nothing to a container that runs; loading the model comes on top. */
    coldStartSeconds: column('Cold start (s)', optional(positive)),
    /** An instance without work is still paid for so long, unless set. */
    idleSeconds: column('Idle paid (s)', optional(nonNegative)),
    gpu: column('GPU', optional(yesNo)),
    /** How long a result can be fetched. */
    resultHours: column('Result kept (h)', optional(nonNegative)),
    /** Where the caller goes when a limit of this row does not suffice. */
    longer: column('Longer', optional(identifier)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'longer', to: ['platform-limits'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) =>
    row.unsetSeconds !== undefined && row.timeSeconds !== undefined && row.unsetSeconds > row.timeSeconds
      ? 'is longer unless set than it can be'
      : undefined,
  staleAfterDays: 365,
});

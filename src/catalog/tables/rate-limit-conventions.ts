import { date, identifier, optional, positive, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What a provider counts towards its limits, and how long it keeps a prompt's prefix. */
export const rateLimitConventions = defineTable({
  id: 'rate-limit-conventions',
  title: 'What providers count towards rate limits, and how long they keep a prefix',
  key: ['provider'],
  columns: {
    /** The provider's id in genai-prices. */
    provider: column('Provider', identifier),
    counts: column('Counts', text),
    cachedCounts: column('Cached input counts', optional(yesNo)),
    /** Whether `max_tokens` is taken from the budget before the answer is known. */
    reservesOutput: column('Reserves output', optional(yesNo)),
    prefixSeconds: column('Prefix kept (s)', optional(positive)),
    renewedByReads: column('Renewed by reads', optional(yesNo)),
    prefixTokens: column('Shortest prefix (tokens)', optional(positive)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 180,
});

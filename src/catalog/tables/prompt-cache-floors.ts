import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** The shortest prefix that is cached, where it depends on the model; a shorter one is billed in full without an error. */
export const promptCacheFloors = defineTable({
  id: 'prompt-cache-floors',
  title: 'The shortest prompt prefix that a model caches',
  key: ['provider', 'model'],
  columns: {
    /** The ids of genai-prices. */
    provider: column('Provider', identifier),
    model: column('Model', identifier),
    prefixTokens: column('Shortest prefix (tokens)', positive),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 180,
});

import * as z from 'zod/v4';
import { date, identifier, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** How often semantic caches hit, and how often a hit was right. */
export const semanticCacheEvidence = defineTable({
  id: 'semantic-cache-evidence',
  title: 'Hit rates of semantic caches, and shares of hits that were right',
  key: ['id'],
  columns: {
    id: column('Measurement', identifier),
    traffic: column('Traffic', text),
    hitLowPercent: column('Hits from (%)', optional(nonNegative)),
    hitHighPercent: column('Hits to (%)', optional(nonNegative)),
    /** Of the hits. */
    rightPercent: column('Right (%)', optional(nonNegative)),
    threshold: column('Threshold', optional(text)),
    measuredBy: column('Measured by', z.enum(['author', 'operator', 'vendor'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

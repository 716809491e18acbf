import * as z from 'zod/v4';
import { date, identifier, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Every claim of the founding document: kept, corrected or dated. */
export const seedClaims = defineTable({
  id: 'seed-claims',
  title: 'Claims of the founding document, kept, corrected or dated',
  key: ['id'],
  columns: {
    id: column('Claim', identifier),
    said: column('It said', text),
    verdict: column('Verdict', z.enum(['holds', 'corrected', 'dated', 'undefined'])),
    today: column('What is true', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

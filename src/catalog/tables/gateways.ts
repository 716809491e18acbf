import * as z from 'zod/v4';
import { date, identifier, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Gateways in front of language models. */
export const gateways = defineTable({
  id: 'gateways',
  title: 'Gateways for language models: licence, owner, overhead, fee',
  key: ['id'],
  columns: {
    id: column('Gateway', identifier),
    licence: column('Licence', text),
    owner: column('Owner', text),
    hosting: column('Hosting', z.enum(['self', 'managed', 'both'])),
    features: column('Features', text),
    /** Added by the gateway itself, at the load in the note. */
    overheadP50Ms: column('Overhead P50 (ms)', optional(nonNegative)),
    overheadP95Ms: column('Overhead P95 (ms)', optional(nonNegative)),
    overheadP99Ms: column('Overhead P99 (ms)', optional(nonNegative)),
    load: column('Load', optional(text)),
    measuredBy: column('Measured by', optional(z.enum(['vendor', 'independent']))),
    feePercent: column('Fee (%)', optional(nonNegative)),
    status: column('Status', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 180,
  check: ({ overheadP50Ms, load, measuredBy }) =>
    overheadP50Ms !== undefined && (load === undefined || measuredBy === undefined)
      ? 'an overhead needs its load and who measured it'
      : undefined,
});

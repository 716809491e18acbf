import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Appended, never overwritten: the newest `From` of a provider and accelerator is in force. */
export const serverlessPrices = defineTable({
  id: 'serverless-prices',
  title: 'Prices of accelerators by the second, scaled to zero between requests, dated',
  key: ['from', 'provider', 'accelerator'],
  columns: {
    from: column('From', date),
    provider: column('Provider', text),
    accelerator: column('Accelerator', identifier),
    usdPerSecond: column('USD per second', positive),
    /** Whether processor and memory of the worker are in the price. */
    covers: column('Covers', z.enum(['worker', 'accelerator'])),
    platform: column('Platform', identifier),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'platform', to: ['platform-limits'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 180,
});

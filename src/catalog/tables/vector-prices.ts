import * as z from 'zod/v4';
import { count, date, identifier, nonNegative, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What is paid for; decimal units unless the meter says GiB or TiB. `scanned-minimum-gb` is an amount, not a price. */
export const VECTOR_METERS = [
  'minimum-month',
  'stored-gb-month',
  'stored-gib-month',
  'written-gb',
  'written-gib',
  'written-million-units',
  'read-million-units',
  'query-million',
  'scanned-tb',
  'scanned-tib',
  'scanned-minimum-gb',
  'node-hour',
] as const;

/** Appended, never overwritten: the newest `From` of a product, plan, meter and tier is in force. */
export const vectorPrices = defineTable({
  id: 'vector-prices',
  title: 'Prices of vector databases, dated, a row a meter and tier',
  key: ['from', 'product', 'plan', 'meter', 'above'],
  columns: {
    from: column('From', date),
    product: column('Product', identifier),
    plan: column('Plan', text),
    meter: column('Meter', z.enum(VECTOR_METERS)),
    /** The tier begins above this amount; 0 where there is one price. */
    above: column('Above', nonNegative),
    /** What `Above` counts of the index or namespace that a query asks. */
    tierOf: column('Tier of', optional(z.enum(['vectors', 'gb']))),
    usd: column('USD', nonNegative),
    /** Raw float vectors that a node holds, where its memory is not stated. */
    rawGb: column('Raw vectors (GB)', optional(positive)),
    /** Of a node. */
    memoryGib: column('Memory (GiB)', optional(positive)),
    cores: column('Cores', optional(count)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'product', to: ['vector-databases'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 120,
});

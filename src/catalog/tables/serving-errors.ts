import * as z from 'zod/v4';
import { count, date, identifier, nonNegative, number, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const SERVING_QUANTITIES = [
  'time per output token',
  'time to first token',
  'saturated throughput',
  'single stream',
] as const;

/**
 * Error of the serving-time model on published rows that the fit had not seen: predicted over measured less one.
 * `npm run validate:serving -- --write` rewrites it.
 */
export const servingErrors = defineTable({
  id: 'serving-errors',
  title: 'Error of the serving-time model on published measurements left out of its fit',
  key: ['quantity', 'group', 'member'],
  columns: {
    quantity: column('Quantity', z.enum(SERVING_QUANTITIES)),
    group: column('Group', z.enum(['all', 'engine', 'generation', 'kind', 'link'])),
    member: column('Member', text),
    rows: column('Rows', count),
    /** What was left out of the fit that predicted these rows. */
    leftOut: column('Left out', z.enum(['model', 'gpu', 'none'])),
    medianPercent: column('Median error (%)', nonNegative),
    p90Percent: column('90 % within (%)', nonNegative),
    biasPercent: column('Bias (%)', number),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

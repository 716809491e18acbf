import { date, identifier, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What a provider takes off the token price for work that may wait. */
export const batchDiscounts = defineTable({
  id: 'batch-discounts',
  title: 'Batch discounts of API providers',
  key: ['provider'],
  columns: {
    /** The provider's id in genai-prices. */
    provider: column('Provider', identifier),
    discountPercent: column('Discount (%)', nonNegative),
    completionHours: column('Completion (h)', optional(nonNegative)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 180,
});

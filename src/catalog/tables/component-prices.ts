import * as z from 'zod/v4';
import { count, date, identifier, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What a hosted plan is charged by. */
export const CHARGED_BY = ['month', 'person'] as const;

/** Prices of hosted plans, appended with their day. */
export const componentPrices = defineTable({
  id: 'component-prices',
  title: 'Monthly prices of hosted components, by plan',
  key: ['from', 'component', 'plan'],
  columns: {
    from: column('From', date),
    component: column('Component', identifier),
    plan: column('Plan', text),
    usdPerMonth: column('USD per month', nonNegative),
    chargedBy: column('Charged by', z.enum(CHARGED_BY)),
    /** Users that the plan admits; `-`: as many as are paid for. */
    mostPeople: column('Most people', optional(count)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'component', to: ['components'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 180,
});

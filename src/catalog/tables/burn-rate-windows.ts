import * as z from 'zod/v4';
import { count, date, identifier, positive } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Pairs of windows of multi-window, multi-burn-rate alerts; an alert needs its burn rate in both. */
export const burnRateWindows = defineTable({
  id: 'burn-rate-windows',
  title: 'Windows and budget shares of burn-rate alerts',
  key: ['id'],
  columns: {
    id: column('Pair', identifier),
    severity: column('Severity', z.enum(['page', 'ticket'])),
    longMinutes: column('Long (min)', count),
    shortMinutes: column('Short (min)', count),
    budgetPercent: column('Budget spent (%)', positive),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: ({ longMinutes, shortMinutes, budgetPercent }) =>
    shortMinutes < longMinutes && budgetPercent <= 100
      ? undefined
      : 'the short window must be the shorter one, and no more than the whole budget can be spent',
});

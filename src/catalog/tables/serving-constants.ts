import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Constants of the serving-time model. `npm run calibrate` rewrites value, range and rows of the fitted ones. */
export const servingConstants = defineTable({
  id: 'serving-constants',
  title: 'Constants of the serving-time model',
  key: ['id'],
  columns: {
    id: column('Constant', identifier),
    value: column('Value', positive),
    unit: column('Unit', text),
    /** `fitted` to published rows; `counted` launches of the engines' fused graphs; `fixed` where no row tells. */
    basis: column('Basis', z.enum(['fitted', 'counted', 'fixed'])),
    /** 5 and 95 % of refits on groups of rows drawn with replacement. */
    low: column('Low', optional(positive)),
    high: column('High', optional(positive)),
    /** Where the fit starts, and how far (log scale) it may stray before data must insist. */
    prior: column('Prior', optional(positive)),
    spread: column('Spread', optional(positive)),
    rows: column('Rows', optional(count)),
    meaning: column('Meaning', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: (row) =>
    (row.basis === 'fitted') !== (row.prior !== undefined && row.spread !== undefined)
      ? 'needs a prior and its spread when fitted, and only then'
      : undefined,
});

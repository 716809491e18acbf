import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Under which names hosted models are priced, where the name differs from the model's own. */
export const hostedNames = defineTable({
  id: 'hosted-names',
  title: 'Under which name a hosted model is priced, where it is not its own',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    /** A service of `api-prices`. */
    service: column('Service', optional(identifier)),
    /** `provider:id` as the token price list names it. */
    tokenName: column('Token name', optional(identifier)),
    note: column('Note', optional(text)),
    asOf: column('As of', date),
  },
  references: [{ field: 'model', to: ['models'] }],
  check: (row) =>
    row.service === undefined && row.tokenName === undefined
      ? 'names neither a service nor a token name'
      : undefined,
});

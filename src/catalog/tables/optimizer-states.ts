import { date, identifier, nonNegative, optional, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Bytes a trained parameter, by optimiser and precision. */
export const optimizerStates = defineTable({
  id: 'optimizer-states',
  title: 'Bytes a trained parameter, by optimiser',
  key: ['id'],
  columns: {
    id: column('Optimizer', identifier),
    weights: column('Weights (B)', nonNegative),
    gradients: column('Gradients (B)', nonNegative),
    master: column('Master (B)', nonNegative),
    optimizer: column('States (B)', nonNegative),
    /** Kept in the host's memory instead. */
    host: column('Host (B)', nonNegative),
    /** States may move to the host's memory under pressure. */
    paged: column('Paged', yesNo),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

import { date, identifier, list } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Abilities that the makers state. A model without a row has none stated. */
export const modelAbilities = defineTable({
  id: 'model-abilities',
  title: 'Which models have which abilities',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    abilities: column('Abilities', list(identifier)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'abilities', to: ['abilities'] },
    { field: 'source', to: ['sources'] },
  ],
});

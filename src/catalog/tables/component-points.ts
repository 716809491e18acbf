import { date, identifier, nonNegative, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What each burden counts when stacks are compared: the one place of judgement, all of it assumed. */
export const componentPoints = defineTable({
  id: 'component-points',
  title: 'Points of burden by which stacks of components are compared, assumed',
  key: ['id'],
  columns: {
    id: column('Burden', identifier),
    points: column('Points', nonNegative),
    meaning: column('Meaning', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

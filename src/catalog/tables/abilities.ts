import { identifier, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What some models of a task can do and others cannot, whatever their scores. */
export const abilities = defineTable({
  id: 'abilities',
  title: 'Abilities that a purpose can need',
  key: ['id'],
  columns: {
    id: column('Ability', identifier),
    /** Completes "not stated to ...". */
    meaning: column('Meaning', text),
  },
});

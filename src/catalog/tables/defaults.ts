import * as z from 'zod/v4';
import { date, identifier, number, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Numbers that a tool assumes when the caller says nothing; an answer that used one lists it. */
export const defaults = defineTable({
  id: 'defaults',
  title: 'Assumed values, each overridable by the caller',
  key: ['id'],
  columns: {
    id: column('Default', identifier),
    value: column('Value', number),
    unit: column('Unit', text),
    basis: column('Basis', z.enum(['measured', 'listed', 'assumed'])),
    meaning: column('Meaning', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

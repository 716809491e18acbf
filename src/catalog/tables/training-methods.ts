import * as z from 'zod/v4';
import { date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const METHOD_FAMILIES = ['full', 'adapter', 'quantised-adapter', 'prompt'] as const;

/** What a method trains; memory and arithmetic follow from the family. */
export const trainingMethods = defineTable({
  id: 'training-methods',
  title: 'Training methods by what they train',
  key: ['id'],
  columns: {
    id: column('Method', identifier),
    family: column('Family', z.enum(METHOD_FAMILIES)),
    trains: column('Trains', text),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

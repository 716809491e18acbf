import * as z from 'zod/v4';
import { identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const BRANCHES = ['text', 'vision', 'audio', 'structured'] as const;

/** The leaves of the decision tree. */
export const tasks = defineTable({
  id: 'tasks',
  title: 'Leaves of the model-selection tree',
  key: ['id'],
  columns: {
    id: column('Task', identifier),
    branch: column('Branch', z.enum(BRANCHES)),
    name: column('Name', text),
    /** The models that the founding document named for this leaf. */
    seedModels: column('Seed named', optional(text)),
    /** What one inference works on: image, text, audio second, row, series, page. */
    item: column('Item', text),
    decides: column('What decides', text),
    trap: column('Trap', optional(text)),
  },
});

import { date, identifier, list, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * What a model is wanted for, within a task: which benchmark decides then, and what a model must be able to do.
 * `general` is the purpose where none is named; a task without such a row goes by the ranks of its benchmarks.
 */
export const purposes = defineTable({
  id: 'purposes',
  title: 'What a model is wanted for: the benchmark that decides, and what the model must be able to do',
  key: ['task', 'id'],
  columns: {
    id: column('Purpose', identifier),
    task: column('Task', identifier),
    /** Words by which a request for it is recognised, beside the words of its own name. */
    words: column('Words', optional(list(text))),
    /** In order: the first that covers two of the models that are left. */
    decidedBy: column('Decided by', optional(list(identifier))),
    /** Where no speed was measured on one device, the benchmark that stands in for it. */
    pace: column('Pace', optional(identifier)),
    needs: column('Needs', optional(list(identifier))),
    advice: column('Advice', optional(text)),
    asOf: column('As of', date),
  },
  references: [
    { field: 'task', to: ['tasks'] },
    { field: 'decidedBy', to: ['benchmarks'] },
    { field: 'pace', to: ['benchmarks'] },
    { field: 'needs', to: ['abilities'] },
  ],
});

import * as z from 'zod/v4';
import { count, date, identifier, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * A benchmark with version and split: two figures compare only when they name the same one.
 * Rank 1 decides for its task; higher numbers are looked at when rank 1 is missing; 0 is shown but never ranks.
 */
export const benchmarks = defineTable({
  id: 'benchmarks',
  title: 'Benchmarks, by the task for which they decide',
  key: ['id'],
  columns: {
    id: column('Benchmark', identifier),
    task: column('Task', identifier),
    name: column('Name', text),
    metric: column('Metric', text),
    unit: column('Unit', text),
    better: column('Better', z.enum(['higher', 'lower'])),
    rank: column('Rank', count),
    caveat: column('Caveat', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'task', to: ['tasks'] },
    { field: 'source', to: ['sources'] },
  ],
});

import * as z from 'zod/v4';
import { date, identifier, number, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const MEASURED_BY = [
  'vendor',
  'author',
  'independent',
  'leaderboard',
  'recomputed',
  'relayed',
] as const;

export const accuracy = defineTable({
  id: 'accuracy',
  title: 'Measured quality: model on benchmark, by whom',
  key: ['model', 'benchmark', 'input', 'measuredBy'],
  columns: {
    model: column('Model', identifier),
    benchmark: column('Benchmark', identifier),
    value: column('Value', number),
    /** Input size or condition that the value depends on: `640px`, `30s`, `512 tokens`. */
    input: column('Input', optional(text)),
    measuredBy: column('Measured by', z.enum(MEASURED_BY)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'benchmark', to: ['benchmarks'] },
    { field: 'source', to: ['sources'] },
  ],
});

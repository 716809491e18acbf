import * as z from 'zod/v4';
import { date, identifier, number, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { MEASURED_BY } from './accuracy.ts';

export const COMPRESSIONS = ['quantisation', 'pruning', 'distillation'] as const;

/** What making a model smaller did, each against a named baseline on a named runtime. Sizes and speeds are multiples: above 1 is better. */
export const compressionEffects = defineTable({
  id: 'compression-effects',
  title: 'Quantisation, pruning and distillation: size, speed and quality against a named baseline',
  key: ['id'],
  columns: {
    id: column('Effect', identifier),
    technique: column('Technique', z.enum(COMPRESSIONS)),
    what: column('What', text),
    model: column('Model', text),
    hardware: column('On', text),
    baseline: column('Baseline', text),
    smaller: column('Smaller (x)', optional(positive)),
    faster: column('Faster (x)', optional(positive)),
    fasterTo: column('Faster to (x)', optional(positive)),
    qualityBefore: column('Quality before', optional(number)),
    qualityAfter: column('Quality after', optional(number)),
    metric: column('Metric', optional(text)),
    note: column('Note', optional(text)),
    measuredBy: column('Measured by', z.enum(MEASURED_BY)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  check: (row) =>
    (row.qualityBefore !== undefined || row.qualityAfter !== undefined) && row.metric === undefined
      ? 'states a quality without its metric'
      : undefined,
});

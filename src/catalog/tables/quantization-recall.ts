import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { MEASURED_BY } from './accuracy.ts';

/** What quantised vectors keep of the float score, by embedding model: the loss is the model's, not the technique's. */
export const quantizationRecall = defineTable({
  id: 'quantization-recall',
  title: 'What quantised embeddings keep of the float score, by model',
  key: ['model', 'precision', 'rescored'],
  columns: {
    model: column('Model', identifier),
    dimensions: column('Dimensions', count),
    precision: column('Precision', z.enum(['int8', 'binary'])),
    /** With what the best candidates are scored again; `-` where they are not. */
    rescored: column('Rescored', optional(text)),
    retainedPercent: column('Retained (%)', positive),
    metric: column('Metric', text),
    measuredBy: column('Measured by', z.enum(MEASURED_BY)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
});

import * as z from 'zod/v4';
import { count, date, identifier, list, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const TRAINING_KINDS = ['scratch', 'continued', 'full', 'lora', 'qlora', 'vision', 'tabular'] as const;
export const PIPELINE_LAYERS = ['data', 'training', 'serving'] as const;

/** Steps of a training pipeline, when each is needed and what does it. */
export const pipelineSteps = defineTable({
  id: 'pipeline-steps',
  title: 'Steps of a training pipeline by layer, with what does them',
  key: ['id'],
  columns: {
    id: column('Step', identifier),
    layer: column('Layer', z.enum(PIPELINE_LAYERS)),
    order: column('Order', count),
    for: column('For', list(z.enum(TRAINING_KINDS))),
    when: column('When', z.enum(['always', 'fresh', 'online', 'labels', 'distributed'])),
    does: column('Does', text),
    /** Rows of the components table, the best first; a name that it lacks, or whose product ended, is passed over. */
    prefer: column('Prefer', optional(list(identifier))),
    else: column('Else', text),
    why: column('Why', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

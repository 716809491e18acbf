import * as z from 'zod/v4';
import { count, date, identifier, optional, positive } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Images a second through a whole training step (forward, backward, update) on one accelerator, data already there. */
export const visionTraining = defineTable({
  id: 'vision-training',
  title: 'Measured training speed of image models',
  key: ['model', 'accelerator', 'layout'],
  columns: {
    model: column('Model', identifier),
    /** The row of the models table that it is. */
    also: column('Also', optional(identifier)),
    parametersM: column('Parameters (M)', positive),
    accelerator: column('Accelerator', identifier),
    precision: column('Precision', z.enum(['amp', 'fp32', 'bf16'])),
    layout: column('Memory layout', z.enum(['channels-last', 'channels-first'])),
    batch: column('Batch', count),
    imagePx: column('Image (px)', count),
    imagesPerSecond: column('Images/s', positive),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'also', to: ['models'] },
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
});

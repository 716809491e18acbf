import * as z from 'zod/v4';
import { count, date, identifier, nonNegative, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Published memory, time and quality of fine-tuning. `estimated` rows are their author's rule of thumb and judge nothing. */
export const fineTuningRuns = defineTable({
  id: 'fine-tuning-runs',
  title: 'Fine-tuning runs: memory, speed and quality by method',
  key: ['run'],
  columns: {
    run: column('Run', text),
    model: column('Model', text),
    method: column('Method', identifier),
    accelerator: column('Accelerator', optional(identifier)),
    accelerators: column('Count', optional(count)),
    memoryGib: column('Memory (GiB)', positive),
    tokensPerSecond: column('Tokens/s', optional(positive)),
    trainSeconds: column('Time (s)', optional(positive)),
    trainedM: column('Trained (M)', optional(positive)),
    qualityPercent: column('Quality (%)', optional(nonNegative)),
    basis: column('Basis', z.enum(['measured', 'estimated'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'method', to: ['training-methods'] },
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
});

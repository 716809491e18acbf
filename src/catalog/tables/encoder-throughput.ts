import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** `served`: with tokenising, batching and transport; `forward`: the network alone. */
export const ENCODER_COUNTS = ['served', 'forward'] as const;

/** Tokens a second that encoders were measured to read, all accelerators of a row together. */
export const encoderThroughput = defineTable({
  id: 'encoder-throughput',
  title: 'Measured throughput of encoders: embedding models and classifiers of their kind',
  key: ['model', 'accelerator', 'runtime', 'tokensEach', 'batch'],
  columns: {
    model: column('Model', identifier),
    /** That multiply: without the embedding table, of which a token reads one row. */
    computingM: column('Computing (M)', positive),
    accelerator: column('Accelerator', identifier),
    accelerators: column('Accelerators', count),
    runtime: column('Runtime', text),
    precision: column('Precision', z.enum(['fp16', 'bf16'])),
    tokensEach: column('Tokens each', optional(count)),
    batch: column('Batch', optional(count)),
    tokensPerSecond: column('Tokens/s', positive),
    counts: column('Counts', z.enum(ENCODER_COUNTS)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
});

import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** The fastest matrix product that anyone measured on a card: no training run multiplies faster. */
export const matmulCeilings = defineTable({
  id: 'matmul-ceilings',
  title: 'Fastest measured matrix product, by accelerator',
  key: ['accelerator', 'precision'],
  columns: {
    accelerator: column('Accelerator', identifier),
    precision: column('Precision', z.enum(['bf16', 'fp8'])),
    tflops: column('Measured (TFLOP/s)', positive),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
});

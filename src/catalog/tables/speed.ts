import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { MEASURED_BY } from './accuracy.ts';

/** Latency is a whole forward pass of the batch unless the note says otherwise; throughput counts items of the task. */
export const speed = defineTable({
  id: 'speed',
  title: 'Measured speed: model on hardware, with runtime, precision, batch and input',
  key: ['model', 'hardware', 'runtime', 'precision', 'batch', 'input', 'measuredBy'],
  columns: {
    model: column('Model', identifier),
    hardware: column('Hardware', identifier),
    runtime: column('Runtime', text),
    precision: column(
      'Precision',
      z.enum(['fp32', 'tf32', 'fp16', 'bf16', 'amp', 'fp8', 'int8', 'int4', 'unstated']),
    ),
    batch: column('Batch', optional(positive)),
    input: column('Input', optional(text)),
    latencyMs: column('Latency (ms)', optional(positive)),
    throughputPerSecond: column('Throughput (items/s)', optional(positive)),
    measuredBy: column('Measured by', z.enum(MEASURED_BY)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'hardware', to: ['accelerators', 'devices'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) =>
    row.latencyMs === undefined && row.throughputPerSecond === undefined
      ? 'holds neither a latency nor a throughput'
      : undefined,
});

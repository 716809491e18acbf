import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { HARDWARE_CLASSES } from './devices.ts';

/** Chip generations that the serving model keeps apart; `other` has no constants of its own. */
const GENERATIONS = [
  'turing',
  'volta',
  'ampere',
  'ada',
  'hopper',
  'blackwell',
  'blackwell-rtx',
  'cdna2',
  'cdna3',
  'cdna4',
  'neuron',
  'other',
] as const;

/** Peaks are dense (no sparsity); GB and GB/s are decimal; the link is one direction, per accelerator. */
export const accelerators = defineTable({
  id: 'accelerators',
  title: 'Accelerators: memory, bandwidth, dense peaks, link',
  key: ['id'],
  columns: {
    id: column('Accelerator', identifier),
    class: column('Class', z.enum(HARDWARE_CLASSES)),
    name: column('Name', text),
    generation: column('Generation', z.enum(GENERATIONS)),
    memoryKind: column('Memory kind', z.enum(['hbm', 'gddr', 'unified'])),
    /** The processor beside it where it is not an x86 server: a Grace host is slower a core. */
    host: column('Host', optional(z.enum(['grace']))),
    memoryGb: column('Memory (GB)', positive),
    /** What the driver reports, where it is known to differ from the marketing figure. */
    reportedMib: column('Reported (MiB)', optional(positive)),
    bandwidthGbPerSecond: column('Bandwidth (GB/s)', positive),
    fp16Tflops: column('FP16 (TFLOP/s)', optional(positive)),
    bf16Tflops: column('BF16 (TFLOP/s)', optional(positive)),
    fp8Tflops: column('FP8 (TFLOP/s)', optional(positive)),
    fp4Tflops: column('FP4 (TFLOP/s)', optional(positive)),
    int8Tops: column('INT8 (TOPS)', optional(positive)),
    link: column('Link', text),
    linkGbPerSecond: column('Link (GB/s)', optional(positive)),
    /** Accelerators that one node or link domain holds. */
    perNode: column('Per node', optional(count)),
    powerW: column('Power (W)', optional(positive)),
    basis: column('Basis', z.enum(['datasheet', 'relayed', 'vendor-unread'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

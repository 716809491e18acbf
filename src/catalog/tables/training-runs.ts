import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const TRAINING_PRECISIONS = ['fp32', 'bf16', 'fp16', 'fp8', 'nvfp4'] as const;

/**
 * Published training runs of language models. Utilisation is computed from tokens a second by one convention for all; where a
 * source gives a utilisation and no throughput it stands as given.
 */
export const trainingRuns = defineTable({
  id: 'training-runs',
  title: 'Measured training runs of language models: throughput and utilisation',
  key: ['run'],
  columns: {
    run: column('Run', text),
    /** Trained or frozen, embeddings included; with experts see the active ones. */
    parametersM: column('Parameters (M)', positive),
    activeM: column('Active (M)', optional(positive)),
    layers: column('Layers', count),
    /** Heads x head dimension. */
    attentionWidth: column('Attention width', count),
    sequenceLength: column('Sequence', count),
    accelerator: column('Accelerator', identifier),
    accelerators: column('Count', count),
    precision: column('Precision', z.enum(TRAINING_PRECISIONS)),
    /** Adapters on frozen weights, else all weights. */
    adapters: column('Adapters', yesNo),
    fullCheckpointing: column('Full checkpointing', optional(yesNo)),
    tokensPerSecond: column('Tokens/s per accelerator', optional(positive)),
    /** As the source states it, in its own convention. */
    statedMfuPercent: column('Stated MFU (%)', optional(positive)),
    /** The stated utilisation counts the lower triangle of attention alone. */
    causal: column('Causal', yesNo),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) =>
    row.tokensPerSecond === undefined && row.statedMfuPercent === undefined
      ? 'holds neither a throughput nor a utilisation'
      : undefined,
});

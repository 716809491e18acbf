import * as z from 'zod/v4';
import { count, date, identifier, optional, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const ATTENTION_KINDS = ['full', 'sliding', 'mla', 'hybrid'] as const;

/**
 * What a language model's published `config.json` says that memory and time depend on.
 * Layers that are neither full nor sliding attention are linear (or state-space) layers without a growing KV cache.
 */
export const architectures = defineTable({
  id: 'architectures',
  title: 'Language-model architectures, from their published configurations',
  key: ['model'],
  columns: {
    /** The row of the models table, which holds parameters and licence. */
    model: column('Model', identifier),
    layers: column('Layers', count),
    hiddenSize: column('Hidden', count),
    attention: column('Attention', z.enum(ATTENTION_KINDS)),
    heads: column('Heads', count),
    kvHeads: column('KV heads', count),
    headDim: column('Head dim', count),
    /** Layers whose KV cache grows with the whole context. */
    fullLayers: column('Full layers', count),
    slidingLayers: column('Sliding layers', count),
    window: column('Window', optional(count)),
    kvLoraRank: column('KV LoRA rank', optional(count)),
    ropeHeadDim: column('RoPE head dim', optional(count)),
    /** Fixed state per sequence of all linear-attention or state-space layers together, in 16-bit or as published. */
    stateBytesPerSequence: column('State (bytes/sequence)', optional(count)),
    intermediateSize: column('Intermediate', count),
    vocabulary: column('Vocabulary', count),
    tiedEmbeddings: column('Tied', yesNo),
    experts: column('Experts', optional(count)),
    expertsPerToken: column('Experts per token', optional(count)),
    expertIntermediateSize: column('Expert intermediate', optional(count)),
    sharedExperts: column('Shared experts', optional(count)),
    denseLayers: column('Dense layers', optional(count)),
    maximumContext: column('Context', count),
    /** The format in which the makers publish the weights. */
    nativeFormat: column('Native format', identifier),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'nativeFormat', to: ['weight-formats'] },
    { field: 'model', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
  check: (row) => {
    if (row.fullLayers + row.slidingLayers > row.layers) return 'has more attention layers than layers';
    if (row.slidingLayers > 0 && row.window === undefined) return 'has sliding layers but no window';
    if (row.attention === 'mla' && (row.kvLoraRank === undefined || row.ropeHeadDim === undefined))
      return 'is MLA but lacks the KV LoRA rank or the RoPE head dimension';
    if ((row.experts === undefined) !== (row.expertsPerToken === undefined))
      return 'names experts without experts per token, or the reverse';
    return undefined;
  },
});

import * as z from 'zod/v4';
import { count, date, identifier, list, optional, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const ATTENTION_KINDS = ['full', 'sliding', 'mla', 'hybrid', 'compressed'] as const;

/**
 * What a language model's published `config.json` says that memory and time depend on.
 * What only few models have stands in tables of its own, keyed by the same model: state-layers (linear attention and
 * state space), sparse-attention, compressed-attention and layer-variants. `shapeOfArchitecture` puts them together.
 */
export const architectures = defineTable({
  id: 'architectures',
  title: 'Language-model architectures, from their published configurations',
  key: ['model'],
  columns: {
    /** The row of the models table, which holds parameters and licence. */
    model: column('Model', identifier),
    /** Fine-tunes and re-releases with exactly this configuration, as others name them. */
    aliases: column('Also', optional(list(identifier))),
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
    queryLoraRank: column('Q rank', optional(count)),
    kvLoraRank: column('KV rank', optional(count)),
    ropeHeadDim: column('RoPE dim', optional(count)),
    nopeHeadDim: column('NoPE dim', optional(count)),
    valueHeadDim: column('V dim', optional(count)),
    /** Queries and keys are normalised before attention. */
    queryKeyNorm: column('QK norm', yesNo),
    /** The attention output passes a learned gate. */
    gatedAttention: column('Gate', yesNo),
    intermediateSize: column('Intermediate', count),
    vocabulary: column('Vocabulary', count),
    tiedEmbeddings: column('Tied', yesNo),
    experts: column('Experts', optional(count)),
    expertsPerToken: column('Experts per token', optional(count)),
    expertIntermediateSize: column('Expert intermediate', optional(count)),
    sharedExperts: column('Shared experts', optional(count)),
    denseLayers: column('Dense layers', optional(count)),
    /** Draft layers (multi-token prediction) that the checkpoint brings, beside the layers. */
    draftLayers: column('Draft layers', optional(count)),
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

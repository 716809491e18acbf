import * as z from 'zod/v4';
import { count, identifier, optional } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const STATE_KINDS = ['gated-deltanet', 'kimi-delta', 'mamba-2'] as const;

/**
 * Layers that keep a fixed state per sequence instead of a cache. For Mamba-2 the keys are its groups of `stateSize`
 * and the values its heads (Dao and Gu, 2024, arXiv:2405.21060). Source and date are those of the architecture.
 */
export const stateLayers = defineTable({
  id: 'state-layers',
  title: 'Linear-attention and state-space layers of language models',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    kind: column('Kind', z.enum(STATE_KINDS)),
    layers: column('Layers', count),
    keyHeads: column('Key heads', count),
    keyHeadDim: column('Key dim', count),
    valueHeads: column('Value heads', count),
    valueHeadDim: column('Value dim', count),
    convKernel: column('Conv', count),
    decayRank: column('Decay rank', optional(count)),
    /** Of the output gate; `-` where it is full. */
    gateRank: column('Gate rank', optional(count)),
    /** Bytes of a state element as published or as vLLM takes it. */
    stateElementBytes: column('State element (bytes)', count),
  },
  references: [{ field: 'model', to: ['architectures'] }],
});

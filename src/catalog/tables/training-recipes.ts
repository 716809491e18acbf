import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text, yesNo } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * What a published figure leaves unsaid and its recipe states: how `validate:training` reads a row whose batch, checkpointing or
 * rank is not in its columns. The row with most matching words is taken; what a CSV states itself comes first.
 */
export const trainingRecipes = defineTable({
  id: 'training-recipes',
  title: 'Recipes behind published memory figures',
  key: ['id'],
  columns: {
    id: column('Recipe', identifier),
    /** Words, all of which the source's address or the run's name must hold, in lower case, split by +. */
    words: column('Words', text),
    families: column('Family', z.enum(['full', 'adapter', 'quantised-adapter', 'prompt', 'any'])),
    batch: column('Batch', positive),
    sequenceLength: column('Sequence', count),
    /** Tokens that a sequence really holds, where it is not packed; the whole sequence otherwise. */
    filledTokens: column('Filled', optional(count)),
    fullCheckpointing: column('Full checkpointing', yesNo),
    /** Checkpoints and, under FSDP, weights lie in the host's memory. */
    activationsOffloaded: column('Activations off', yesNo),
    weightsOffloaded: column('Weights off', yesNo),
    optimizer: column('Optimizer', identifier),
    /** The update runs inside the backward pass: one gradient at a time. */
    stepInBackward: column('Step in backward', yesNo),
    fused: column('Compiled', yesNo),
    lossChunks: column('Loss chunks', count),
    /** Output layer and loss are one kernel: the logits are never whole. */
    lossWithHead: column('Loss with head', yesNo),
    /** Sharded by DeepSpeed, whose buffers come on top. */
    deepSpeed: column('DeepSpeed', yesNo),
    rank: column('Rank', optional(count)),
    targets: column('Targets', z.enum(['query-value', 'attention', 'all-linear', '-'])),
    /** Width of adapter weights, bytes. */
    adapterBytes: column('Adapter bytes', optional(count)),
    /** What was published is the memory that the allocator reserves, not what is in use. */
    reserved: column('Reserved', yesNo),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'optimizer', to: ['optimizer-states'] },
    { field: 'source', to: ['sources'] },
  ],
});

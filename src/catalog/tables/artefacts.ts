import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * What a model is downloaded or exported as. Compute depends on the input and size on the format: one row for each
 * that a source states. A multiply-accumulate counts once: a source's FLOPs or operations, two for each, are halved.
 */
export const artefacts = defineTable({
  id: 'artefacts',
  title: 'Builds of models: format, input, compute of one pass, size on disk',
  key: ['model', 'format', 'input'],
  columns: {
    model: column('Model', identifier),
    /** File format or runtime, with the precision where it is not that of the original: `ONNX`, `TFLite w8a8`. */
    format: column('Format', text),
    input: column('Input', optional(text)),
    computeGmacs: column('Compute (GMACs)', optional(positive)),
    sizeMb: column('Size (MB)', optional(positive)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'model', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
});

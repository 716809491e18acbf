import { count, identifier } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/**
 * DeepSeek-V4: layers with a window and one vector for each `ratio` tokens before it. The overlapping compressor reads
 * two windows and has an indexer. Source and date are those of the architecture.
 */
export const compressedAttention = defineTable({
  id: 'compressed-attention',
  title: 'Compressed attention',
  key: ['model'],
  columns: {
    model: column('Model', identifier),
    outputGroups: column('Output groups', count),
    outputRank: column('Output rank', count),
    overlappingRatio: column('Overlapping ratio', count),
    overlappingLayers: column('Overlapping layers', count),
    ratio: column('Ratio', count),
    layers: column('Layers', count),
  },
  references: [{ field: 'model', to: ['architectures'] }],
});

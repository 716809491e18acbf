import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { videoCodec } from './video-decoders.ts';

/** Planning figures for constant-quality surveillance video; a camera's own setting goes before them. */
export const videoBitrates = defineTable({
  id: 'video-bitrates',
  title: 'Planning bit rates of cameras by size and codec',
  key: ['codec', 'megapixels'],
  columns: {
    codec: column('Codec', videoCodec),
    megapixels: column('Megapixels', positive),
    fps: column('Frames/s', positive),
    megabitsPerSecond: column('Mbit/s', positive),
    low: column('Quiet scene (Mbit/s)', positive),
    high: column('Busy scene (Mbit/s)', positive),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

import * as z from 'zod/v4';
import { count, date, identifier, optional, positive } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { frameSize, videoCodec } from './video-decoders.ts';

export const DECODER_GENERATIONS = ['pascal', 'turing', 'ampere', 'ada', 'blackwell', 'jetson-thor'] as const;

/** One NVDEC engine at its highest clock. */
export const decoderGenerations = defineTable({
  id: 'decoder-generations',
  title: 'NVIDIA video decoders by generation: frames a second of one engine',
  key: ['generation', 'codec'],
  columns: {
    generation: column('Generation', z.enum(DECODER_GENERATIONS)),
    codec: column('Codec', videoCodec),
    size: column('Frame', frameSize),
    framesPerSecond: column('Frames/s', positive),
    clockMhz: column('Video clock (MHz)', optional(count)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

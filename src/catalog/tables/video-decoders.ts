import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const CODECS = ['h264', 'h265', 'av1', 'vp9', 'mjpeg'] as const;
export const videoCodec = z.enum(CODECS);
export const frameSize = text.regex(/^\d{3,5}x\d{3,5}$/, 'is not a frame size such as 1920x1080');

/**
 * What one device decodes of one codec, all engines together. `listed` is a sheet's promise for any content,
 * `measured` a decoder that was timed.
 */
export const videoDecoders = defineTable({
  id: 'video-decoders',
  title: 'Video decoded by device and codec, frames a second',
  key: ['device', 'codec', 'size', 'basis'],
  columns: {
    device: column('Device', identifier),
    codec: column('Codec', videoCodec),
    size: column('Frame', frameSize),
    framesPerSecond: column('Frames/s', positive),
    engines: column('Engines', optional(count)),
    basis: column('Basis', z.enum(['listed', 'measured'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'device', to: ['accelerators', 'devices'] },
    { field: 'source', to: ['sources'] },
  ],
});

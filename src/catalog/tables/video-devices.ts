import * as z from 'zod/v4';
import { count, date, identifier, list, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { DECODER_GENERATIONS } from './decoder-generations.ts';

/** What a device brings to video beside arithmetic. Encoders: 0 is none, `-` not known. */
export const videoDevices = defineTable({
  id: 'video-devices',
  title: 'Video engines and CPU cores of devices',
  key: ['id'],
  columns: {
    id: column('Device', identifier),
    /** Rows of other names that were measured on this hardware or its family. */
    alsoKnownAs: column('Also measured as', optional(list(identifier))),
    generation: column('Decoder', optional(z.enum(DECODER_GENERATIONS))),
    decoders: column('Decoders', optional(count)),
    /** 1080p frames a second that it encodes in hardware. */
    encodesPerSecond: column('Encodes 1080p (frames/s)', optional(count)),
    /** CPU cores on the module; `-` for a card in a host. */
    cpuCores: column('CPU cores', optional(count)),
    basis: column('Basis', z.enum(['datasheet', 'relayed', 'vendor-unread'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'id', to: ['accelerators', 'devices'] },
    { field: 'alsoKnownAs', to: ['accelerators', 'devices'] },
    { field: 'source', to: ['sources'] },
  ],
});

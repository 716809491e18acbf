import * as z from 'zod/v4';
import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const SIGHTS = ['detect', 'observe', 'recognise', 'identify', 'plate', 'face'] as const;

/** Pixels a metre of the scene that a purpose needs. */
export const pixelDensities = defineTable({
  id: 'pixel-densities',
  title: 'Pixel density that a purpose needs',
  key: ['id'],
  columns: {
    id: column('Purpose', z.enum(SIGHTS)),
    pixelsPerMetre: column('Density (px/m)', positive),
    meaning: column('Meaning', text),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

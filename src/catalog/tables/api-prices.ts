import * as z from 'zod/v4';
import { date, identifier, nonNegative, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const UNITS_OF_WORK = [
  'image',
  'page',
  'audio-minute',
  'character',
  'generated-image',
  'search',
] as const;

/** API prices that are not by the token. Appended with a date. */
export const apiPrices = defineTable({
  id: 'api-prices',
  title: 'API prices by image, page, audio minute or character',
  key: ['from', 'service', 'unitOfWork', 'above'],
  columns: {
    from: column('From', date),
    service: column('Service', identifier),
    name: column('Name', text),
    unitOfWork: column('Unit of work', z.enum(UNITS_OF_WORK)),
    /** The tier begins above this many units a month. */
    above: column('Above (units/month)', nonNegative),
    usdPerThousand: column('USD per 1,000 units', nonNegative),
    freePerMonth: column('Free (units/month)', optional(positive)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 180,
});

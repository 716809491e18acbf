import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** What tracking loses when fewer frames are analysed, one study a group. */
export const frameRateEffects = defineTable({
  id: 'frame-rate-effects',
  title: 'Tracking against the analysed frame rate',
  key: ['study', 'analysedFps'],
  columns: {
    study: column('Study', identifier),
    analysedFps: column('Analysed (frames/s)', positive),
    associationAccuracy: column('Association accuracy (%)', optional(positive)),
    trackSeconds: column('Mean track (s)', optional(positive)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

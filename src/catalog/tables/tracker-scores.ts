import { date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** Figures compare within one protocol and one set of detections, never across. */
export const trackerScores = defineTable({
  id: 'tracker-scores',
  title: 'Tracking quality by protocol and detections',
  key: ['tracker', 'protocol'],
  columns: {
    tracker: column('Tracker', identifier),
    protocol: column('Protocol', identifier),
    detections: column('Detections', text),
    hota: column('HOTA (%)', optional(positive)),
    mota: column('MOTA (%)', optional(positive)),
    idf1: column('IDF1 (%)', optional(positive)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

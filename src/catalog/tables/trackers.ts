import * as z from 'zod/v4';
import { count, date, identifier, nonNegative, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** How a tracker decides and what it costs; licence and status stand in its row of `models`. */
export const trackers = defineTable({
  id: 'trackers',
  title: 'Trackers: least overlap, lowest score used, cost',
  key: ['id'],
  columns: {
    id: column('Tracker', identifier),
    /** Intersection over union from which a box is taken for the same object, with the defaults of its code. */
    leastOverlap: column('Least overlap (IoU)', optional(positive)),
    /** Boxes below it are thrown away; ByteTrack and its kin use weak boxes to keep a track. */
    lowestScore: column('Lowest score used', optional(nonNegative)),
    newTrackScore: column('New track from score', optional(nonNegative)),
    /** Analysed frames that a lost track is kept. */
    lostFrames: column('Lost track kept (frames)', optional(count)),
    appearance: column('Appearance network', z.enum(['yes', 'no'])),
    cameraMotion: column('Camera motion', z.enum(['yes', 'no'])),
    /** CPU time of one frame: a constant and a part by object. */
    msPerFrame: column('ms a frame', optional(nonNegative)),
    msPerObject: column('ms an object', optional(nonNegative)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'id', to: ['models'] },
    { field: 'source', to: ['sources'] },
  ],
});

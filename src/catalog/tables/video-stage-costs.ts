import * as z from 'zod/v4';
import { date, identifier, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const STAGES = ['resize', 'colour', 'nms', 'draw', 'pre-and-post', 'dense-output', 'encode'] as const;

/** Time of the stages around the network: on one CPU core, or on the device named. */
export const videoStageCosts = defineTable({
  id: 'video-stage-costs',
  title: 'Time of pre-processing, post-processing and drawing',
  key: ['stage', 'device'],
  columns: {
    stage: column('Stage', z.enum(STAGES)),
    device: column('Device', identifier),
    msPerFrame: column('ms a frame', nonNegative),
    msPerObject: column('ms an object', optional(nonNegative)),
    meaning: column('Meaning', text),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'device', to: ['accelerators', 'devices'] },
    { field: 'source', to: ['sources'] },
  ],
});

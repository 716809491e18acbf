import * as z from 'zod/v4';
import { date, identifier, nonNegative, optional, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const INGESTS = ['rtsp', 'webrtc', 'hls', 'file'] as const;

/** Glass of the camera to frame at hand. */
export const ingestLatencies = defineTable({
  id: 'ingest-latencies',
  title: 'Latency of ways to fetch video',
  key: ['id'],
  columns: {
    id: column('Ingest', z.enum(INGESTS)),
    latencyMs: column('Latency (ms)', nonNegative),
    low: column('Low (ms)', nonNegative),
    high: column('High (ms)', nonNegative),
    basis: column('Basis', z.enum(['measured', 'listed', 'assumed'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
});

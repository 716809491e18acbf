import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';
import { MEASURED_BY } from './accuracy.ts';
import { frameSize, videoCodec } from './video-decoders.ts';

/** Whole pipelines as published: decode to metadata, nothing drawn. Streams at the camera rate, or frames a second of all. */
export const videoPipelines = defineTable({
  id: 'video-pipelines',
  title: 'Published end-to-end capacity of video pipelines',
  key: ['pipeline', 'device', 'codec', 'detector'],
  columns: {
    pipeline: column('Pipeline', text),
    device: column('Device', identifier),
    codec: column('Codec', optional(videoCodec)),
    size: column('Frame', frameSize),
    detector: column('Detector', identifier),
    /** Networks that run once an object. */
    classifiers: column('Classifiers', count),
    tracker: column('Tracker', z.enum(['yes', 'no'])),
    precision: column('Precision', optional(text)),
    streams: column('Streams', optional(positive)),
    cameraFps: column('Camera (frames/s)', optional(positive)),
    framesPerSecond: column('All frames/s', positive),
    latencyMs: column('Mean latency (ms)', optional(positive)),
    latencyP95Ms: column('P95 latency (ms)', optional(positive)),
    measuredBy: column('Measured by', z.enum(MEASURED_BY)),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'device', to: ['accelerators', 'devices'] },
    { field: 'source', to: ['sources'] },
  ],
});

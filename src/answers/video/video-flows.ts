import { videoBitrates } from '../../catalog/tables/video-bitrates.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { type DeduplicatedEvents, deduplicatedEvents } from '../../engines/video/deduplicated-events.ts';
import { type RingBuffer, ringBufferBytes } from '../../engines/video/ring-buffer-bytes.ts';
import { storedGigabytes } from '../../engines/video/stored-gigabytes.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { Codec } from './decode-rate.ts';
import type { Workload } from './video-ledger.ts';

/** Nearest size of the table, by its bits a pixel; frames beyond the table's rate count in proportion, an upper end. */
export function plannedBitrate(
  catalog: Catalog,
  codec: Codec,
  pixels: number,
  fps: number,
): Figure | undefined {
  const megapixels = pixels / 1e6;
  const row = catalog
    .rows(videoBitrates)
    .filter((entry) => entry.codec === (codec === 'av1' ? 'h265' : codec))
    .sort((a, b) => Math.abs(a.megapixels - megapixels) - Math.abs(b.megapixels - megapixels))[0];
  if (row === undefined) return undefined;
  const size = megapixels / row.megapixels;
  const rate = fps / row.fps;
  return {
    value: row.megabitsPerSecond * size * rate,
    unit: 'Mbit/s',
    basis: 'assumed',
    source: row.source,
    asOf: row.asOf,
    low: row.low * size * Math.min(1, rate),
    high: row.high * size * Math.max(1, rate),
  };
}

export type VideoFlows = {
  readonly megabitsPerSecond: number;
  readonly gigabytesPerDay: number;
  readonly retainedTerabytes: number;
  readonly ring: RingBuffer;
  readonly ringSeconds: number;
  readonly events: DeduplicatedEvents;
};

/** Network, storage, ring buffer and events, of all cameras together except for the ring buffer. */
export function videoFlows(
  catalog: Catalog,
  cameras: number,
  retentionDays: number,
  work: Workload,
): VideoFlows {
  const ringSeconds = assumedDefault(catalog, 'ring-buffer-seconds').value;
  const day = storedGigabytes(work.megabitsPerSecond, 1) * cameras;
  return {
    megabitsPerSecond: work.megabitsPerSecond * cameras,
    gigabytesPerDay: day,
    retainedTerabytes: (day * retentionDays) / 1000,
    ring: ringBufferBytes(
      { pixels: work.pixels, framesPerSecond: work.fps, bitsPerSecond: work.megabitsPerSecond * 1e6 },
      ringSeconds,
    ),
    ringSeconds,
    events: deduplicatedEvents(
      work.objects * cameras,
      assumedDefault(catalog, 'seconds-in-view').value,
      work.analysedFps,
    ),
  };
}

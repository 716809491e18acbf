import type { speed } from '../catalog/tables/speed.ts';
import type { RowOf } from '../contract/catalog.ts';
import { itemsPerSecond, type ThroughputRow } from '../engines/serving/measured-throughput.ts';

/** A row of the speed table as a rate of whole items; of audio, of seconds of it. */
export type Measured = ThroughputRow & { readonly source: string; readonly asOf: string };

const AUDIO = /^(?:up to )?(\d+) (s|min|h) of audio/;
const SECONDS = { s: 1, min: 60, h: 3600 } as const;
/** Rows that time a part of the model, from which no service can be sized. */
const PART = /\b(?:encoder|one) pass of\b|\bencoder only\b/;

/**
 * The rows of the speed table that time a whole model, as items a second: as printed, else the batch over its time. A batch of
 * audio is windows of one recording, so a call is one recording whatever its batch.
 */
export function throughputRows(rows: readonly RowOf<typeof speed>[]): Measured[] {
  return rows
    .filter((row) => !PART.test(row.input ?? '') && !PART.test(row.runtime))
    .map((row) => {
      const [, amount, unit] = AUDIO.exec(row.input ?? '') ?? [];
      const seconds =
        amount === undefined ? undefined : Number(amount) * SECONDS[unit as keyof typeof SECONDS];
      const { throughputPerSecond, latencyMs } = row;
      return {
        ...row,
        itemsPerSecond: itemsPerSecond({
          throughputPerSecond:
            throughputPerSecond === undefined ? undefined : throughputPerSecond * (seconds ?? 1),
          latencyMs,
          itemsPerCall: seconds ?? row.batch ?? 1,
        }),
      };
    });
}

/** Devices between which a ratio may be carried: one maker and one kind. */
export function familyOf(name: string): string {
  if (/Jetson|DGX Spark/.test(name)) return 'NVIDIA Jetson';
  return name.split(' ')[0] ?? name;
}

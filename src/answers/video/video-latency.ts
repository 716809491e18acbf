import { ingestLatencies } from '../../catalog/tables/ingest-latencies.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { batchFillWait } from '../../engines/video/batch-fill-wait.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { Evaluation } from './evaluate-device.ts';
import type { Workload } from './video-ledger.ts';

/** Frames that a decoder holds back: one to work on; a camera without B frames needs no more. */
const DECODER_FRAMES = 1;

export type Hop = { readonly hop: string; readonly figure: Figure };
export type VideoLatency = {
  readonly hops: readonly Hop[];
  readonly totalMs: number;
  readonly worstMs: number;
  readonly batch: number;
};

/** From the glass to the event, hop by hop: mean, with what may come at worst. */
export function videoLatency(
  catalog: Catalog,
  { stages, bound }: Evaluation,
  work: Workload,
  streams: number,
): VideoLatency {
  const ingest = catalog.rows(ingestLatencies).find(({ id }) => id === work.ingest);
  if (ingest === undefined) throw new Error(`no latency for "${work.ingest}"`);
  const interval = 1000 / work.analysedFps;
  const confirming = assumedDefault(catalog, 'confirming-frames').value;
  const largest = assumedDefault(catalog, 'largest-batch').value;
  const batch = Math.max(1, Math.min(largest, streams, bound.streams));
  const fill = batchFillWait(batch, batch * work.analysedFps);
  const stageMs = (on: 'accelerator' | 'cpu') =>
    stages
      .filter((row) => row.on === on && row.figure.unit === 'ms')
      .reduce((sum, { figure }) => sum + figure.value, 0);
  const computed = (value: number, low: number, high: number): Figure => ({
    value,
    unit: 'ms',
    basis: 'computed',
    low,
    high,
  });
  const hops: Hop[] = [
    {
      hop: work.ingest,
      figure: {
        value: ingest.latencyMs,
        unit: 'ms',
        basis: ingest.basis,
        source: ingest.source,
        asOf: ingest.asOf,
        low: ingest.low,
        high: ingest.high,
      },
    },
    { hop: 'decode', figure: computed((DECODER_FRAMES * 1000) / work.fps, 0, 2000 / work.fps) },
    { hop: 'next analysed frame', figure: computed(interval / 2, 0, interval) },
    { hop: `batch of ${batch}`, figure: computed(fill / 2, 0, fill) },
    {
      hop: 'networks',
      figure: {
        value: stageMs('accelerator') * batch,
        unit: 'ms',
        basis: stages.some(({ on, figure }) => on === 'accelerator' && figure.basis === 'assumed')
          ? 'assumed'
          : 'modelled',
        low: stageMs('accelerator'),
        high: 2 * stageMs('accelerator') * batch,
      },
    },
    { hop: 'CPU stages', figure: computed(stageMs('cpu'), stageMs('cpu'), 2 * stageMs('cpu')) },
    ...(work.tracker === undefined
      ? []
      : [
          {
            hop: `track confirmed (${confirming} frames)`,
            figure: computed((confirming - 1) * interval, 0, (confirming - 1) * interval),
          },
        ]),
  ];
  const sum = (of: (figure: Figure) => number) => hops.reduce((total, { figure }) => total + of(figure), 0);
  return {
    hops,
    totalMs: sum(({ value }) => value),
    worstMs: sum(({ value, high }) => high ?? value),
    batch,
  };
}

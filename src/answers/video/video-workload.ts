import type { SIGHTS } from '../../catalog/tables/pixel-densities.ts';
import { trackers } from '../../catalog/tables/trackers.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { rowCalled } from '../../contract/row-called.ts';
import { assumedDefault } from '../assumed-default.ts';
import { type Codec, pixelsOf } from './decode-rate.ts';
import { detectorCalled, endsWithoutNms } from './video-facts.ts';
import { plannedBitrate } from './video-flows.ts';
import type { Workload } from './video-ledger.ts';

export type AskedVideo = {
  readonly cameras: number;
  readonly codec: Codec;
  readonly resolution: string;
  readonly fps: number;
  readonly analysedFps?: number | undefined;
  readonly ingest: Workload['ingest'];
  readonly decode: 'hardware' | 'cpu';
  readonly detector?: string | undefined;
  readonly detectorMs?: number | undefined;
  readonly confidence?: number | undefined;
  readonly tracker?: string | undefined;
  readonly classifiers?: number | undefined;
  readonly objects?: number | undefined;
  readonly annotate?: boolean | undefined;
  readonly device?: string | undefined;
  readonly cpuCores?: number | undefined;
  readonly bitrateMbps?: number | undefined;
  readonly retentionDays?: number | undefined;
  readonly mustSee?: (typeof SIGHTS)[number] | undefined;
  readonly sceneWidthM?: number | undefined;
  readonly speedMps?: number | undefined;
};

/** One camera and its work out of what was asked, with what had to be assumed. @throws InputError for an unknown tracker or rate. */
export function videoWorkload(catalog: Catalog, asked: AskedVideo) {
  const pixels = pixelsOf(asked.resolution);
  const analysedFps = asked.analysedFps ?? asked.fps;
  const planned =
    asked.bitrateMbps === undefined ? plannedBitrate(catalog, asked.codec, pixels, asked.fps) : undefined;
  const megabitsPerSecond = asked.bitrateMbps ?? planned?.value;
  if (megabitsPerSecond === undefined)
    throw inputError('bitrateMbps', `is not known for ${asked.codec}`, 'Send what the camera is set to');
  const tracker =
    asked.tracker === 'none'
      ? undefined
      : rowCalled(
          [...catalog.rows(trackers), { id: 'none' }],
          asked.tracker ?? TRACKER,
          'tracker',
          'tracker',
        );
  const row = catalog.rows(trackers).find(({ id }) => id === tracker?.id);
  const objects = asked.objects ?? assumedDefault(catalog, 'objects-in-view').value;
  const work: Workload = {
    codec: asked.codec,
    size: asked.resolution,
    pixels,
    fps: asked.fps,
    analysedFps,
    ingest: asked.ingest,
    decodeOnCpu: asked.decode === 'cpu',
    withoutNms: asked.detector !== undefined && endsWithoutNms(detectorCalled(catalog, asked.detector)),
    tracker: row,
    classifiers: asked.classifiers ?? 0,
    objects,
    annotate: asked.annotate ?? false,
    megabitsPerSecond,
    cpuCores: asked.cpuCores,
  };
  const said = (given: unknown, sentence: string) => (given === undefined ? [sentence] : []);
  return {
    work,
    bitrateSource: planned?.source,
    assumptions: [
      `${Math.round(assumedDefault(catalog, 'video-usable-share').value * 100)} % of the scarcest resource is planned`,
      ...said(asked.analysedFps, 'every frame is analysed (analysedFps)'),
      ...said(asked.tracker, `tracker ${TRACKER}`),
      `${objects} objects in view${asked.objects === undefined ? ' (objects)' : ''}, ${assumedDefault(catalog, 'seconds-in-view').value} s each${row === undefined ? '' : `, at ${asked.speedMps ?? assumedDefault(catalog, usualSpeed(asked)).value} m/s`}`,
      ...(planned === undefined
        ? []
        : [
            `${round(planned.value)} Mbit/s a camera, ${round(planned.low ?? 0)} to ${round(planned.high ?? 0)} (bitrateMbps)`,
          ]),
      ...said(
        asked.retentionDays,
        `video kept ${assumedDefault(catalog, 'retention-days').value} days (retentionDays)`,
      ),
    ],
  };
}

/** The default of the speed of what is watched. */
export function usualSpeed({ mustSee }: AskedVideo): string {
  return mustSee === 'plate' ? 'driving-speed' : 'walking-speed';
}

const TRACKER = 'ByteTrack-trackers';

function round(value: number): number {
  return Number(value.toPrecision(2));
}

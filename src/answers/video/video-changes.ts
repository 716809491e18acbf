import type { Catalog } from '../../contract/catalog.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { assumedDefault } from '../assumed-default.ts';
import { pixelsOf } from './decode-rate.ts';
import type { DetectorTime } from './detector-time.ts';
import { type Evaluation, evaluateDevice } from './evaluate-device.ts';
import { plannedStreams, publishedPipelines } from './published-pipelines.ts';
import type { Workload } from './video-ledger.ts';

const HALF = 2;
const SMALLER = '1280x720';
/** Parts of the asked rate that are tried for one stream. */
const STEPS = 40;

/**
 * What would change the number of devices, each computed by running the plan again with one thing changed; those that change
 * most first.
 */
export function videoChanges(
  catalog: Catalog,
  base: Evaluation,
  detector: { readonly name: string | undefined; readonly time: DetectorTime },
  work: Workload,
  cameras: number,
  streamsNow: number,
): string[] {
  const { device } = base;
  const share = assumedDefault(catalog, 'video-usable-share').value;
  const smaller = pixelsOf(SMALLER);
  const bearable = streamsNow === 0 ? bearableRate(catalog, base, detector.time, work) : undefined;
  const variants: readonly (readonly [string, Partial<Workload> | undefined])[] = [
    [
      work.codec === 'h264' ? 'H.265 from the cameras' : 'H.264 from the cameras',
      {
        codec: work.codec === 'h264' ? 'h265' : 'h264',
        megabitsPerSecond: work.megabitsPerSecond * (work.codec === 'h264' ? 0.5 : 2),
      },
    ],
    [
      `${formatNumber(work.analysedFps / HALF)} analysed frames/s`,
      work.analysedFps > 1 ? { analysedFps: work.analysedFps / HALF } : undefined,
    ],
    [`${bearable} analysed frames/s`, bearable === undefined ? undefined : { analysedFps: bearable }],
    [
      `a sub-stream of ${SMALLER}`,
      work.pixels > smaller
        ? {
            size: SMALLER,
            pixels: smaller,
            megabitsPerSecond: (work.megabitsPerSecond * smaller) / work.pixels,
          }
        : undefined,
    ],
    ['decoding and resizing in hardware', work.decodeOnCpu ? { decodeOnCpu: false } : undefined],
    [
      'cameras at half the frame rate',
      work.fps / HALF >= work.analysedFps ? { fps: work.fps / HALF } : undefined,
    ],
  ];
  const rows = variants.flatMap(([what, change]) => {
    if (change === undefined) return [];
    const changed = { ...work, ...change };
    const evaluation = evaluateDevice(catalog, device, detector.time, changed);
    const { streams, answering } = plannedStreams(
      evaluation,
      publishedPipelines(catalog, device, detector.name, changed),
      share,
      work.cpuCores,
    );
    const why =
      answering === undefined
        ? `bound by the ${evaluation.bound.binding.resource}, the model`
        : `measured, ${answering.row.pipeline}`;
    return [{ what, streams, why }];
  });
  return rows
    .filter(({ streams }) => streams !== streamsNow)
    .sort((a, b) => Math.abs(b.streams - streamsNow) - Math.abs(a.streams - streamsNow))
    .map(({ what, streams, why }) => {
      const devices = streams === 0 ? '' : `, ${Math.ceil(cameras / streams)} x ${device.id}`;
      return `${what}: ${streams} stream${streams === 1 ? '' : 's'} a device${devices} (${why})`;
    });
}

/** The highest part of the asked rate at which one stream fits; undefined where decoding alone is too much. */
function bearableRate(
  catalog: Catalog,
  { device }: Evaluation,
  time: DetectorTime,
  work: Workload,
): number | undefined {
  for (let step = STEPS - 1; step > 0; step -= 1) {
    const analysedFps = Number(((work.analysedFps * step) / STEPS).toPrecision(2));
    const { bound } = evaluateDevice(catalog, device, time, { ...work, analysedFps });
    if (bound.streams >= 1) return analysedFps;
  }
  return undefined;
}

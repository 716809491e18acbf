import { trackers } from '../../catalog/tables/trackers.ts';
import { analysableStreams } from '../../engines/video/analysable-streams.ts';
import { decodableStreams } from '../../engines/video/decodable-streams.ts';
import { ringBufferBytes } from '../../engines/video/ring-buffer-bytes.ts';
import { BYTES_PER_GB } from '../../units/bytes.ts';
import { enterCpuStage, FULL_HD, type Ledger } from './video-ledger.ts';

/** The tracker whose time stands for those that publish none. */
const TIMED_TRACKER = 'ByteTrack-trackers';

/** Enters the tracker. */
export function enterTracking({ catalog, work, arm, cpuMs, stages, fact }: Ledger): void {
  const { tracker, objects } = work;
  if (tracker === undefined) return;
  const timed = tracker.msPerFrame !== undefined;
  const row = timed ? tracker : catalog.rows(trackers).find(({ id }) => id === TIMED_TRACKER);
  if (row?.msPerFrame === undefined) throw new Error(`the trackers table has no time of ${TIMED_TRACKER}`);
  const ms = (row.msPerFrame + (row.msPerObject ?? 0) * objects) * arm;
  cpuMs.analysed += ms;
  const factor = fact('untimed-tracker-factor').value;
  stages.push({
    stage: 'track',
    on: 'cpu',
    figure: {
      value: ms,
      unit: 'ms',
      ...(timed
        ? { basis: arm === 1 ? 'measured' : 'modelled', source: row.source, asOf: row.asOf }
        : { basis: 'assumed', low: ms, high: factor * ms }),
    },
    how: timed
      ? (row.note ?? row.id)
      : `time of ${tracker.id} not published: that of ${TIMED_TRACKER}, up to ${factor} times`,
  });
}

/** Enters drawing and encoding of the annotated stream, at the camera's rate. */
export function enterAnnotation(ledger: Ledger): void {
  const { device, work, stages, resources, gaps } = ledger;
  if (!work.annotate) return;
  const scale = work.pixels / FULL_HD;
  enterCpuStage(ledger, 'draw', 'draw', 'camera', scale);
  const { engines } = device;
  if (engines?.encodesPerSecond === undefined) {
    gaps.push(
      `what ${device.id} encodes is not in the tables: encoding of the annotated stream is not counted`,
    );
    return;
  }
  const { encodesPerSecond: framesPerSecond, source, asOf } = engines;
  if (framesPerSecond === 0) {
    enterCpuStage(ledger, 'encode', 'encode', 'camera', scale);
    return;
  }
  stages.push({
    stage: 'encode',
    on: 'encoder',
    figure: { value: framesPerSecond, unit: 'frames/s', basis: 'listed', source, asOf },
    how: '1080p in hardware',
  });
  resources.push({
    resource: 'encoder',
    streams: decodableStreams(
      { framesPerSecond, pixels: FULL_HD },
      { framesPerSecond: work.fps, pixels: work.pixels },
    ),
  });
}

/** Enters what the CPU bears, after all its stages, and memory and link. */
export function enterHost(ledger: Ledger, cores: number): void {
  const { device, work, resources, cpuMs, networksOn, acceleratorMs, fact } = ledger;
  const onAllCores = networksOn === 'cpu' ? acceleratorMs * cores * work.analysedFps : 0;
  const perSecond = cpuMs.analysed * work.analysedFps + cpuMs.camera * work.fps + onAllCores;
  if (perSecond > 0) resources.push({ resource: 'cpu', streams: analysableStreams(perSecond, 1, cores) });
  if (device.memoryGb !== undefined) {
    const { decodedBytes } = ringBufferBytes(
      { pixels: work.pixels, framesPerSecond: work.fps, bitsPerSecond: work.megabitsPerSecond * 1e6 },
      fact('decoded-frames-kept').value / work.fps,
    );
    resources.push({
      resource: 'memory',
      streams: (device.memoryGb * BYTES_PER_GB * fact('video-memory-share').value) / decodedBytes,
    });
  }
  if (work.ingest !== 'file')
    resources.push({
      resource: 'link',
      streams: (fact('video-link-mbps').value * fact('video-link-share').value) / work.megabitsPerSecond,
    });
}

import { trackers } from '../../catalog/tables/trackers.ts';
import { videoDecoders } from '../../catalog/tables/video-decoders.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { analysableStreams } from '../../engines/video/analysable-streams.ts';
import { type BoundStreams, bindingResource } from '../../engines/video/binding-resource.ts';
import { decodableStreams } from '../../engines/video/decodable-streams.ts';
import { ringBufferBytes } from '../../engines/video/ring-buffer-bytes.ts';
import { BYTES_PER_GB } from '../../units/bytes.ts';
import { type Codec, decodeRate, pixelsOf } from './decode-rate.ts';
import { classifierTime, type DetectorTime } from './detector-time.ts';
import { stageCost, type VideoDevice, videoDefault } from './video-facts.ts';

const CPU_MEASURED = 'cpu-xeon-one-thread';
const FULL_HD = 1920 * 1080;
/** Whose pictures stay in the accelerator's memory between decoder and network. */
const DECODE_AND_INFER: readonly string[] = ['datacenter-gpu', 'workstation-gpu', 'consumer-gpu', 'jetson'];
/** Whose networks run on all cores of the CPU that also decodes and tracks. */
const CPU_CLASSES: readonly string[] = ['cpu', 'single-board-computer'];

/** One camera and what is done with its pictures. */
export type Workload = {
  readonly codec: Codec;
  readonly size: string;
  readonly pixels: number;
  readonly fps: number;
  readonly analysedFps: number;
  readonly ingest: 'rtsp' | 'webrtc' | 'hls' | 'file';
  readonly decodeOnCpu: boolean;
  readonly withoutNms: boolean;
  readonly tracker: RowOf<typeof trackers> | undefined;
  readonly classifiers: number;
  readonly objects: number;
  readonly annotate: boolean;
  readonly megabitsPerSecond: number;
  readonly cpuCores?: number | undefined;
};

export type Stage = {
  readonly stage: string;
  readonly on: 'decoder' | 'accelerator' | 'cpu' | 'encoder' | 'link' | 'memory';
  /** ms of one frame, or frames a second of a fixed-function engine. */
  readonly figure: Figure;
  readonly how: string;
};

export type Resource = { readonly resource: Stage['on']; readonly streams: number };

export type Evaluation = {
  readonly device: VideoDevice;
  readonly stages: readonly Stage[];
  readonly resources: readonly Resource[];
  readonly bound: BoundStreams<Resource>;
  readonly cores: number;
  /** What is not known and therefore not counted; sentences without a full stop. */
  readonly gaps: readonly string[];
  readonly assumed: readonly string[];
};

/** Everything that a device has to do for one stream, and how many streams each of its resources bears. */
export function evaluateDevice(
  catalog: Catalog,
  device: VideoDevice,
  detector: DetectorTime,
  work: Workload,
  heldOut: Parameters<typeof decodeRate>[4] = undefined,
): Evaluation {
  const stages: Stage[] = [];
  const gaps: string[] = [];
  const assumed: string[] = [];
  const resources: Resource[] = [];
  const fact = (id: string) => videoDefault(catalog, id);
  const arm = device.arm ? fact('arm-core-factor').value : 1;
  const cores = work.cpuCores ?? device.engines?.cpuCores ?? fact('video-host-cores').value;
  if (work.cpuCores === undefined && device.engines?.cpuCores === undefined)
    assumed.push(
      `${cores} CPU cores free for video (cpuCores)${work.decodeOnCpu ? '; one Python process keeps to about one' : ''}`,
    );
  if (arm !== 1)
    assumed.push(`CPU stages take ${arm} x the Xeon thread on which they were measured (1.5 to 4)`);
  const cpuMs = { analysed: 0, camera: 0 };
  const onCpu = (
    stage: string,
    cost: { readonly id: Parameters<typeof stageCost>[1]; readonly per: 'analysed' | 'camera' },
    scale = 1,
  ): void => {
    const row = stageCost(catalog, cost.id, [CPU_MEASURED]);
    if (row === undefined) throw new Error(`the stage costs lack ${cost.id}`);
    const ms = (row.msPerFrame + (row.msPerObject ?? 0) * work.objects) * arm * scale;
    cpuMs[cost.per] += ms;
    stages.push({
      stage,
      on: 'cpu',
      figure: {
        value: ms,
        unit: 'ms',
        basis: arm === 1 && scale === 1 ? 'measured' : 'modelled',
        source: row.source,
        asOf: row.asOf,
      },
      how: row.meaning,
    });
  };

  // decode
  const onGpu = DECODE_AND_INFER.includes(device.class);
  const rate = work.decodeOnCpu ? undefined : decodeRate(catalog, device, work.codec, work.pixels, heldOut);
  const decodeOnCpu = work.decodeOnCpu || (rate === undefined && !onGpu);
  if (decodeOnCpu && !work.decodeOnCpu)
    assumed.push(`${device.id} has no video decoder in the tables: its host's CPU decodes`);
  const hostPixels = decodeOnCpu || !onGpu;
  if (rate !== undefined) {
    stages.push({ stage: 'decode', on: 'decoder', figure: rate.figure, how: rate.how });
    resources.push({
      resource: 'decoder',
      streams: decodableStreams(
        { framesPerSecond: rate.figure.value, pixels: rate.pixels },
        { framesPerSecond: work.fps, pixels: work.pixels },
      ),
    });
  } else if (decodeOnCpu) {
    const row = cpuDecoder(catalog, work);
    if (row === undefined) gaps.push(`${work.codec.toUpperCase()} on a CPU: no measured rate, not counted`);
    else {
      const ms = (1000 / row.framesPerSecond) * (work.pixels / pixelsOf(row.size)) * arm;
      cpuMs.camera += ms;
      stages.push({
        stage: 'decode',
        on: 'cpu',
        figure: {
          value: ms,
          unit: 'ms',
          basis: arm === 1 && row.size === work.size ? 'measured' : 'modelled',
          source: row.source,
          asOf: row.asOf,
          low: ms,
          high: ms * 2,
        },
        how: `of each camera frame, ${row.note ?? row.size}`,
      });
    }
  } else
    gaps.push(
      `what ${device.id} decodes of ${work.codec.toUpperCase()} is not in the tables: decoding is not counted`,
    );

  // accelerator
  let acceleratorMs = detector.msPerFrame;
  const networksOn = CPU_CLASSES.includes(device.class) ? 'cpu' : 'accelerator';
  stages.push({
    stage: 'infer',
    on: networksOn,
    figure: detector.figure,
    how: `${detector.conditions}; ${detector.scope}`,
  });
  if (hostPixels) {
    if (detector.scope === 'network') {
      onCpu('pre-process', { id: 'resize', per: 'analysed' });
      if (!work.withoutNms) onCpu('post-process', { id: 'nms', per: 'analysed' });
    }
    onCpu('colour', { id: 'colour', per: decodeOnCpu ? 'camera' : 'analysed' }, work.pixels / FULL_HD);
  } else if (detector.scope === 'network') {
    const row = stageCost(catalog, 'pre-and-post', device.names);
    const assumption = fact('gpu-pre-and-post-ms');
    const ms = row?.msPerFrame ?? assumption.value;
    acceleratorMs += ms;
    stages.push({
      stage: 'pre- and post-process',
      on: 'accelerator',
      figure: {
        value: ms,
        unit: 'ms',
        ...(row === undefined
          ? { basis: 'assumed', low: 0.2, high: 2.6 }
          : { basis: 'measured', source: row.source, asOf: row.asOf }),
      },
      how: row?.meaning ?? assumption.meaning,
    });
  }
  const again = fact('classified-per-second');
  const everyFrame = work.tracker === undefined;
  const extra = Math.max(0, work.classifiers - detector.classifiers);
  const classified = extra * (everyFrame ? 1 : Math.min(1, again.value / work.analysedFps));
  const appearance = work.tracker?.appearance === 'yes' ? 1 : 0;
  const passes = (classified + appearance) * work.objects;
  if (passes > 0) {
    const one = fact('secondary-network-ms');
    const timed = classifierTime(catalog, device);
    const each = timed?.msPerFrame ?? one.value;
    acceleratorMs += each * passes;
    stages.push({
      stage: 'classify',
      on: networksOn,
      figure: {
        value: each * passes,
        unit: 'ms',
        ...(timed === undefined
          ? { basis: 'assumed', low: 0.2 * passes, high: 3 * passes }
          : { basis: 'modelled', source: timed.figure.source, asOf: timed.figure.asOf }),
      },
      how: `${timed?.conditions ?? `${one.value} ms a pass, 0.2 to 3`}: ${extra} classifiers ${everyFrame ? 'on each frame' : `${again.value} time a second an object`}${appearance === 0 ? '' : ', appearance on each frame'}, ${work.objects} objects`,
    });
    if (timed === undefined) assumed.push(`${one.value} ms a pass of a secondary network (0.2 to 3)`);
    if (extra > 0 && !everyFrame) assumed.push(`a tracked object classified ${again.value} time a second`);
  }
  if (networksOn === 'accelerator')
    resources.push({ resource: 'accelerator', streams: analysableStreams(acceleratorMs, work.analysedFps) });

  // tracker, drawing
  const { tracker } = work;
  if (tracker !== undefined) {
    const known = tracker.msPerFrame;
    const alike = catalog.rows(trackers).find(({ id }) => id === 'ByteTrack-trackers');
    const constant = known ?? alike?.msPerFrame ?? 0;
    const each = known === undefined ? (alike?.msPerObject ?? 0) : (tracker.msPerObject ?? 0);
    const ms = (constant + each * work.objects) * arm;
    cpuMs.analysed += ms;
    stages.push({
      stage: 'track',
      on: 'cpu',
      figure: {
        value: ms,
        unit: 'ms',
        ...(known === undefined
          ? { basis: 'assumed', low: ms, high: 10 * ms }
          : { basis: arm === 1 ? 'measured' : 'modelled', source: tracker.source, asOf: tracker.asOf }),
      },
      how:
        known === undefined
          ? `time of ${tracker.id} not published: that of ByteTrack, up to ten times`
          : (tracker.note ?? tracker.id),
    });
  }
  if (work.annotate) {
    onCpu('draw', { id: 'draw', per: 'camera' }, work.pixels / FULL_HD);
    const rate1080 = device.engines?.encodesPerSecond;
    if (rate1080 === undefined)
      gaps.push(
        `what ${device.id} encodes is not in the tables: encoding of the annotated stream is not counted`,
      );
    else if (rate1080 === 0) onCpu('encode', { id: 'encode', per: 'camera' }, work.pixels / FULL_HD);
    else {
      const { source, asOf } = device.engines ?? {};
      stages.push({
        stage: 'encode',
        on: 'encoder',
        figure: {
          value: rate1080,
          unit: 'frames/s',
          basis: 'listed',
          ...(source === undefined ? {} : { source }),
          ...(asOf === undefined ? {} : { asOf }),
        },
        how: '1080p in hardware',
      });
      resources.push({
        resource: 'encoder',
        streams: decodableStreams(
          { framesPerSecond: rate1080, pixels: FULL_HD },
          { framesPerSecond: work.fps, pixels: work.pixels },
        ),
      });
    }
  }
  const onAllCores = networksOn === 'cpu' ? acceleratorMs * cores * work.analysedFps : 0;
  const perSecond = cpuMs.analysed * work.analysedFps + cpuMs.camera * work.fps + onAllCores;
  if (perSecond > 0) resources.push({ resource: 'cpu', streams: analysableStreams(perSecond, 1, cores) });

  // memory, network
  if (device.memoryGb !== undefined) {
    const frames = fact('decoded-frames-kept').value;
    const { decodedBytes } = ringBufferBytes(
      { pixels: work.pixels, framesPerSecond: work.fps, bitsPerSecond: work.megabitsPerSecond * 1e6 },
      frames / work.fps,
    );
    resources.push({
      resource: 'memory',
      streams: (device.memoryGb * BYTES_PER_GB * fact('video-memory-share').value) / decodedBytes,
    });
  }
  if (work.ingest !== 'file') {
    const [link, share] = [fact('video-link-mbps').value, fact('video-link-share').value];
    resources.push({ resource: 'link', streams: (link * share) / work.megabitsPerSecond });
  }
  const bound = bindingResource(resources, fact('video-usable-share').value);
  const near = [bound.binding.resource, bound.next?.resource];
  if (near.includes('memory'))
    assumed.push(`${fact('decoded-frames-kept').value} decoded frames a stream, in half of the memory`);
  if (near.includes('link'))
    assumed.push(
      `a link of ${fact('video-link-mbps').value} Mbit/s, filled to ${fact('video-link-share').value * 100} %`,
    );
  return {
    device,
    stages,
    resources,
    bound,
    cores,
    gaps,
    assumed,
  };
}

function cpuDecoder(catalog: Catalog, { codec, pixels }: Workload): RowOf<typeof videoDecoders> | undefined {
  return catalog
    .rows(videoDecoders)
    .filter((row) => row.device === CPU_MEASURED && row.codec === codec)
    .sort((a, b) => Math.abs(pixelsOf(a.size) - pixels) - Math.abs(pixelsOf(b.size) - pixels))[0];
}

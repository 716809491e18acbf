import type { trackers } from '../../catalog/tables/trackers.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { Codec } from './decode-rate.ts';
import { stageCost, type VideoDevice } from './video-facts.ts';

/** The device on which the CPU stages of the tables were measured. */
export const CPU_MEASURED = 'cpu-xeon-one-thread';
export const FULL_HD = 1920 * 1080;
/** Whose pictures stay in the accelerator's memory between decoder and network. */
const DECODE_AND_INFER: readonly string[] = ['datacenter-gpu', 'workstation-gpu', 'consumer-gpu', 'jetson'];
/** Whose networks run on all cores of the CPU that also decodes and tracks. */
const CPU_CLASSES: readonly string[] = ['cpu', 'single-board-computer'];
/** The order in which a frame meets the stages. */
export const STAGE_ORDER = [
  'decode',
  'colour',
  'pre-process',
  'pre- and post-process',
  'infer',
  'post-process',
  'track',
  'classify',
  'draw',
  'encode',
] as const;

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
  readonly stage: (typeof STAGE_ORDER)[number];
  readonly on: 'decoder' | 'accelerator' | 'cpu' | 'encoder' | 'link' | 'memory';
  /** ms of one frame, or frames a second of a fixed-function engine. */
  readonly figure: Figure;
  readonly how: string;
};

export type Resource = { readonly resource: Stage['on']; readonly streams: number };

/** What the stages of one stream add up to on a device, filled stage by stage. */
export type Ledger = {
  readonly catalog: Catalog;
  readonly device: VideoDevice;
  readonly work: Workload;
  /** CPU time of a core of this device over that of the thread measured. */
  readonly arm: number;
  /** Pictures stay on the device from decoder to network. */
  readonly onGpu: boolean;
  readonly networksOn: 'accelerator' | 'cpu';
  readonly stages: Stage[];
  readonly resources: Resource[];
  /** What is not known and therefore not counted; sentences without a full stop. */
  readonly gaps: string[];
  readonly assumed: string[];
  /** By what they count at: ms of a core of each analysed or each camera frame. */
  readonly cpuMs: { analysed: number; camera: number };
  acceleratorMs: number;
  fact(id: string): ReturnType<typeof assumedDefault>;
};

export function openLedger(catalog: Catalog, device: VideoDevice, work: Workload): Ledger {
  const fact = (id: string) => assumedDefault(catalog, id);
  const arm = device.arm ? fact('arm-core-factor').value : 1;
  return {
    catalog,
    device,
    work,
    arm,
    onGpu: DECODE_AND_INFER.includes(device.class),
    networksOn: CPU_CLASSES.includes(device.class) ? 'cpu' : 'accelerator',
    stages: [],
    resources: [],
    gaps: [],
    assumed:
      arm === 1
        ? []
        : [
            `CPU stages take ${arm} x the Xeon thread on which they were measured (${fact('arm-core-factor-low').value} to ${fact('arm-core-factor-high').value})`,
          ],
    cpuMs: { analysed: 0, camera: 0 },
    acceleratorMs: 0,
    fact,
  };
}

/** Enters a stage that the CPU measured for the tables stands for. @throws Error where it was not measured. */
export function enterCpuStage(
  ledger: Ledger,
  stage: Stage['stage'],
  cost: Parameters<typeof stageCost>[1],
  per: 'analysed' | 'camera',
  scale = 1,
): void {
  const { catalog, work, arm, cpuMs, stages } = ledger;
  const row = stageCost(catalog, cost, [CPU_MEASURED]);
  if (row === undefined) throw new Error(`the stage costs lack ${cost}`);
  const ms = (row.msPerFrame + (row.msPerObject ?? 0) * work.objects) * arm * scale;
  cpuMs[per] += ms;
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
}

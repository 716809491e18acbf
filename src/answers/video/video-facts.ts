import { models } from '../../catalog/tables/models.ts';
import { videoDevices } from '../../catalog/tables/video-devices.ts';
import { videoStageCosts } from '../../catalog/tables/video-stage-costs.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { rowCalled } from '../../contract/row-called.ts';
import { hardwareCalled, listedHardware } from '../listed-hardware.ts';

/** Modules whose CPU is an Arm of their own; a card sits in a host of which nothing is known. */
const ARM_CLASSES: readonly string[] = ['jetson', 'single-board-computer', 'phone-npu', 'edge-accelerator'];

/** What the tables say of a device that works on video. */
export type VideoDevice = {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  /** Under these names its figures stand, its own first. */
  readonly names: readonly string[];
  readonly memoryGb: number | undefined;
  readonly engines: RowOf<typeof videoDevices> | undefined;
  /** The CPU beside it belongs to the module and is slower a core than a server's. */
  readonly arm: boolean;
};

/** Time of a stage on a device: measured there, else undefined. */
export function stageCost(
  catalog: Catalog,
  stage: RowOf<typeof videoStageCosts>['stage'],
  names: readonly string[],
): RowOf<typeof videoStageCosts> | undefined {
  return names
    .map((name) => catalog.rows(videoStageCosts).find((row) => row.stage === stage && row.device === name))
    .find((row) => row !== undefined);
}

/** @throws InputError with the nearest names. */
export function videoDevice(catalog: Catalog, id: string): VideoDevice {
  return deviceOf(catalog, hardwareCalled(catalog, id));
}

/** All devices that have video engines in the tables: those that a shortlist is drawn from. */
export function allVideoDevices(catalog: Catalog): VideoDevice[] {
  const all = new Map(listedHardware(catalog).map((row) => [row.id, row] as const));
  return catalog.rows(videoDevices).flatMap(({ id }) => {
    const row = all.get(id);
    return row === undefined ? [] : [deviceOf(catalog, row)];
  });
}

/** The row of a device under its own name, else of the first that was measured under it. */
export function enginesOf(catalog: Catalog, id: string): RowOf<typeof videoDevices> | undefined {
  const rows = catalog.rows(videoDevices);
  return rows.find((row) => row.id === id) ?? rows.find(({ alsoKnownAs }) => alsoKnownAs?.includes(id));
}

function deviceOf(
  catalog: Catalog,
  row: {
    readonly id: string;
    readonly name: string;
    readonly class: string;
    readonly memoryGb?: number | undefined;
  },
): VideoDevice {
  const engines = enginesOf(catalog, row.id);
  const others = engines === undefined ? [] : [engines.id, ...(engines.alsoKnownAs ?? [])];
  return {
    id: row.id,
    name: row.name,
    class: row.class,
    names: [...new Set([row.id, ...others])],
    memoryGb: row.memoryGb,
    engines,
    arm: ARM_CLASSES.includes(row.class),
  };
}

export type Detector = RowOf<typeof models>;

const DETECTION: readonly string[] = [
  'object-detection',
  'open-vocabulary-detection',
  'instance-segmentation',
];

/** @throws InputError with the nearest names. */
export function detectorCalled(catalog: Catalog, id: string): Detector {
  const rows = catalog.rows(models).filter(({ tasks }) => tasks.some((task) => DETECTION.includes(task)));
  return rowCalled(rows, id, 'detector', 'detector');
}

/** Detectors whose rows say that they end without non-maximum suppression. */
export function endsWithoutNms({ id, note }: Detector): boolean {
  return /\b(?:without|no) NMS\b/i.test(note ?? '') || /DETR|D-FINE|DEIM/i.test(id);
}

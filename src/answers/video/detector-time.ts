import { models } from '../../catalog/tables/models.ts';
import { speed } from '../../catalog/tables/speed.ts';
import { videoPipelines } from '../../catalog/tables/video-pipelines.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { inputError } from '../../contract/input-error.ts';
import type { VideoDevice } from './video-facts.ts';

type Pipeline = RowOf<typeof videoPipelines>;
type Speed = RowOf<typeof speed>;

/** What a figure of a detector holds beside the network itself. */
export type Scope = 'network' | 'with pre- and post-processing' | 'whole pipeline';

export type DetectorTime = {
  readonly msPerFrame: number;
  readonly figure: Figure;
  readonly scope: Scope;
  /** Networks run on each object that the figure holds already. */
  readonly classifiers: number;
  readonly conditions: string;
  /** Longer side of what the network sees; undefined where its row does not say. */
  readonly inputPx: number | undefined;
};

/**
 * Time of one frame in a detector on a device, from the row that fits best: measured under the device's own name, then the one
 * that holds most of the pipeline, then without INT8, then the fastest; else from a published pipeline that ran it, the leanest and
 * fastest. Undefined where it was not measured there.
 */
export function detectorTime(
  catalog: Catalog,
  detector: string,
  device: VideoDevice,
  heldOut: (row: Pipeline) => boolean = () => false,
): DetectorTime | undefined {
  const rows = catalog
    .rows(speed)
    .filter((row) => row.model === detector && device.names.includes(row.hardware))
    .map((row) => ({ row, ms: msOf(row), scope: scopeOf(row.runtime) }))
    .sort(
      (a, b) =>
        device.names.indexOf(a.row.hardware) - device.names.indexOf(b.row.hardware) ||
        RANK.indexOf(b.scope) - RANK.indexOf(a.scope) ||
        Number(a.row.precision === 'int8') - Number(b.row.precision === 'int8') ||
        a.ms - b.ms,
    );
  const best = rows[0];
  if (best !== undefined) {
    const { row, ms, scope } = best;
    return {
      msPerFrame: ms,
      figure: { value: ms, unit: 'ms', basis: 'measured', source: row.source, asOf: row.asOf },
      scope,
      classifiers: 0,
      inputPx: inputPx(row.input),
      conditions: [row.hardware, row.runtime, row.precision, row.input].filter(Boolean).join(', '),
    };
  }
  const pipeline = catalog
    .rows(videoPipelines)
    .filter((row) => row.detector === detector && device.names.includes(row.device) && !heldOut(row))
    .sort(
      (a, b) =>
        a.classifiers - b.classifiers ||
        Number(a.tracker === 'yes') - Number(b.tracker === 'yes') ||
        b.framesPerSecond - a.framesPerSecond,
    )[0];
  if (pipeline === undefined) return undefined;
  const ms = 1000 / pipeline.framesPerSecond;
  return {
    msPerFrame: ms,
    figure: { value: ms, unit: 'ms', basis: 'measured', source: pipeline.source, asOf: pipeline.asOf },
    scope: 'whole pipeline',
    classifiers: pipeline.classifiers,
    inputPx: undefined,
    conditions: `${pipeline.device}, ${pipeline.pipeline}, ${pipeline.precision ?? 'precision not stated'}`,
  };
}

/** The network that stands for a classifier: none is timed on more devices. */
const CLASSIFIER = 'ResNet-50';

/** One pass of a classifier over one object, in batches, as fast as it was measured on a device; undefined where it was not. */
export function classifierTime(catalog: Catalog, device: VideoDevice): DetectorTime | undefined {
  const best = catalog
    .rows(speed)
    .filter(
      (row) =>
        row.model === CLASSIFIER &&
        row.throughputPerSecond !== undefined &&
        device.names.includes(row.hardware),
    )
    .sort((a, b) => msOf(a) - msOf(b))[0];
  if (best === undefined) return undefined;
  const ms = msOf(best);
  return {
    msPerFrame: ms,
    figure: { value: ms, unit: 'ms', basis: 'measured', source: best.source, asOf: best.asOf },
    scope: 'network',
    classifiers: 1,
    inputPx: inputPx(best.input),
    conditions: `${CLASSIFIER}, ${best.hardware}, ${best.runtime}, ${best.precision}`,
  };
}

/** The error of a detector that was not timed on a device: what was, and the way round. */
export function notTimed(catalog: Catalog, detector: string, device: VideoDevice): Error {
  const names = new Set(
    catalog
      .rows(models)
      .filter(({ tasks }) => tasks.includes('object-detection'))
      .map(({ id }) => id),
  );
  const rows = catalog.rows(speed).filter(({ model }) => names.has(model));
  const there = [
    ...new Set(rows.filter(({ hardware }) => device.names.includes(hardware)).map(({ model }) => model)),
  ];
  const elsewhere = [
    ...new Set(rows.filter(({ model }) => model === detector).map(({ hardware }) => hardware)),
  ];
  return inputError(
    'detector',
    `${detector} was not timed on ${device.id}`,
    `Send detectorMs, the time of one frame there${there.length === 0 ? '' : `; timed on it: ${some(there)}`}${elsewhere.length === 0 ? '' : `; ${detector} was timed on ${some(elsewhere)}`}`,
  );
}

function some(names: readonly string[]): string {
  return names.length <= 6
    ? names.join(', ')
    : `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`;
}

const RANK: readonly Scope[] = ['network', 'with pre- and post-processing', 'whole pipeline'];

/** `640px` is 640, `960x544` 960. */
function inputPx(input: string | undefined): number | undefined {
  const found = /^(\d+)(?:x(\d+))?/.exec(input ?? '');
  return found === null ? undefined : Math.max(Number(found[1]), Number(found[2] ?? 0));
}

function scopeOf(runtime: string): Scope {
  if (/DeepStream/.test(runtime)) return 'whole pipeline';
  return /pre- and post-processing|Roboflow Inference/.test(runtime)
    ? 'with pre- and post-processing'
    : 'network';
}

function msOf({ throughputPerSecond, latencyMs, batch }: Speed): number {
  if (throughputPerSecond !== undefined) return 1000 / throughputPerSecond;
  if (latencyMs === undefined)
    throw new Error('a row of the speed table holds neither latency nor throughput');
  return latencyMs / (batch ?? 1);
}

import { accelerators } from '../../catalog/tables/accelerators.ts';
import { architectures } from '../../catalog/tables/architectures.ts';
import { models } from '../../catalog/tables/models.ts';
import { speed } from '../../catalog/tables/speed.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Figure } from '../../contract/figure.ts';
import { inputError } from '../../contract/input-error.ts';
import { rowCalled } from '../../contract/row-called.ts';
import { type BatchPoint, batchServiceTimes } from '../../engines/queueing/batch-service-times.ts';
import { hardwareCalled } from '../listed-hardware.ts';
import { type Measured, throughputRows } from '../throughput-rows.ts';

export type ServiceCurve = {
  /** Seconds of a batch of n at index n; index 0 is not used. */
  readonly times: Float64Array;
  /** The batch sizes that are known, the rest are between them. */
  readonly known: readonly number[];
  readonly basis: Figure['basis'];
  readonly source?: string | undefined;
  readonly asOf?: string | undefined;
  /** The accelerator whose price may be asked. */
  readonly accelerator?: string | undefined;
  /** Sentences without a full stop. */
  readonly assumptions: readonly string[];
};

type Asked = {
  readonly msByBatch?: Readonly<Record<string, number>> | undefined;
  readonly fixedMs?: number | undefined;
  readonly perItemMs?: number | undefined;
  readonly model?: string | undefined;
  readonly device?: string | undefined;
  readonly maxBatch?: number | undefined;
};

/** A straight line has no end of its own: batches are looked for up to here. */
const LARGEST_OF_LINE = 64;
const LARGEST = 1024;

/**
 * How long a batch takes: from the caller's points, from a fixed part and a part an item, or from the rows measured of a model
 * on a device.
 * @throws InputError where none or several are given, a point does not fit, or nothing was measured.
 */
export function serviceCurve(asked: Asked, catalog: Catalog): ServiceCurve {
  const { msByBatch, fixedMs, perItemMs, model, device } = asked;
  const given = [
    ...(msByBatch === undefined ? [] : ['msByBatch']),
    ...(fixedMs === undefined && perItemMs === undefined ? [] : ['fixedMs']),
    ...(model === undefined ? [] : ['model']),
  ];
  const [first, other] = given;
  if (first === undefined)
    throw inputError(
      device === undefined ? 'msByBatch' : 'model',
      'is missing: nothing says how long a batch takes',
      'Send msByBatch ({"1": 12, "8": 30}), or fixedMs with perItemMs, or model with device',
    );
  if (device !== undefined && model === undefined)
    throw inputError(
      'device',
      'is given without model',
      'Send the model that was measured on it, or leave device out',
    );
  if (other !== undefined)
    throw inputError(
      other,
      `is given beside ${first}`,
      'Send one of msByBatch, fixedMs with perItemMs, model',
    );
  if (msByBatch !== undefined) return fromPoints(pointsOf(msByBatch), asked.maxBatch);
  if (model !== undefined) return measuredCurve(model, device, asked.maxBatch, catalog);
  if ((fixedMs ?? 0) + (perItemMs ?? 0) <= 0)
    throw inputError('fixedMs', 'and perItemMs are both 0: a batch would take no time', 'Send one above 0');
  const largest = asked.maxBatch ?? LARGEST_OF_LINE;
  const line = [1, largest].map((batch) => ({
    batch,
    seconds: ((fixedMs ?? 0) + (perItemMs ?? 0) * batch) / 1000,
  }));
  return {
    times: batchServiceTimes(largest === 1 ? line.slice(0, 1) : line, largest),
    known: [1, largest],
    basis: 'assumed',
    assumptions: [
      ...(fixedMs === undefined ? ['fixedMs = 0'] : []),
      ...(perItemMs === undefined ? ['perItemMs = 0: a batch takes as long as one item'] : []),
    ],
  };
}

function pointsOf(msByBatch: Readonly<Record<string, number>>): BatchPoint[] {
  const points = Object.entries(msByBatch).map(([key, ms]) => {
    const batch = Number(key);
    if (!(Number.isInteger(batch) && batch >= 1 && batch <= LARGEST))
      throw inputError(
        'msByBatch',
        `${JSON.stringify(key)} is not a batch size`,
        `Allowed: whole numbers from 1 to ${LARGEST} as keys, milliseconds as values`,
      );
    return { batch, seconds: ms / 1000 };
  });
  if (points.length === 0)
    throw inputError('msByBatch', 'is empty', 'Send at least {"1": milliseconds of one item}');
  points.sort((a, b) => a.batch - b.batch);
  for (const [index, { batch, seconds }] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && seconds < before.seconds)
      throw inputError(
        'msByBatch',
        `falls with the batch: ${batch} items take ${seconds * 1000} ms, ${before.batch} take ${before.seconds * 1000} ms`,
        'Send the time of the whole batch, not of an item; a larger batch takes at least as long',
      );
  }
  return points;
}

function fromPoints(points: readonly BatchPoint[], maxBatch: number | undefined): ServiceCurve {
  const last = points.at(-1)?.batch ?? 1;
  const largest = maxBatch ?? last;
  if (largest > last)
    throw inputError(
      'maxBatch',
      `${largest} is beyond the largest batch of msByBatch, ${last}`,
      `Measure a batch of ${largest}, or send at most ${last}`,
    );
  return {
    times: timesOf(points, largest, 'msByBatch'),
    known: points.map(({ batch }) => batch),
    basis: 'assumed',
    assumptions: [
      ...(points.length > 1 ? ['batches between those of msByBatch lie on straight lines'] : []),
      ...smallestKnown(points),
    ],
  };
}

/** Batches smaller than the smallest known one take as long as it: more than they need, never less. */
function timesOf(points: readonly BatchPoint[], largest: number, field: string): Float64Array {
  const [smallest] = points;
  if (smallest === undefined) throw inputError(field, 'is empty');
  const flat = smallest.batch === 1 ? points : [{ batch: 1, seconds: smallest.seconds }, ...points];
  return batchServiceTimes(flat, largest);
}

function smallestKnown(points: readonly BatchPoint[]): string[] {
  const batch = points[0]?.batch ?? 1;
  return batch === 1 ? [] : [`no batch below ${batch} is known: a smaller one is taken to last as long`];
}

function measuredCurve(
  named: string,
  on: string | undefined,
  maxBatch: number | undefined,
  catalog: Catalog,
): ServiceCurve {
  const { id } = rowCalled(catalog.rows(models), named, 'model', 'model');
  const rows = throughputRows(catalog.rows(speed)).filter(
    (row) => row.model === id && row.batch !== undefined && !/of audio/.test(row.input ?? ''),
  );
  const on1 = [...new Set(rows.map(({ hardware }) => hardware))].sort();
  if (on1.length === 0) {
    const language = catalog.rows(architectures).some(({ model }) => model === id);
    throw inputError(
      'model',
      language
        ? `${id} is served by continuous batching, in which no batch has one time`
        : `of ${id} no speed with a batch size is measured`,
      language
        ? 'Ask sizeInfrastructure, which simulates it; or send msByBatch of your own'
        : 'Send msByBatch from your own measurement',
    );
  }
  if (on === undefined)
    throw inputError('device', 'is missing', `Send one on which ${id} is measured: ${on1.join(', ')}`);
  const hardware = hardwareCalled(catalog, on).id;
  const here = rows.filter((row) => row.hardware === hardware);
  if (here.length === 0)
    throw inputError(
      'device',
      `${id} is not measured on ${hardware}`,
      `Measured on: ${on1.join(', ')}; or send msByBatch from your own measurement`,
    );
  return fromRows(here, id, hardware, maxBatch, catalog);
}

function fromRows(
  rows: readonly Measured[],
  model: string,
  hardware: string,
  maxBatch: number | undefined,
  catalog: Catalog,
): ServiceCurve {
  const settings = [...groupsOf(rows).values()];
  const sizes = (group: readonly Measured[]): number => new Set(group.map(({ batch }) => batch)).size;
  const rate = (group: readonly Measured[]): number => Math.max(...group.map((row) => row.itemsPerSecond));
  settings.sort(
    (a, b) => sizes(b) - sizes(a) || rate(b) - rate(a) || (settingName(a) < settingName(b) ? -1 : 1),
  );
  const [group = []] = settings;
  const points = group
    .map((row) => ({
      batch: row.batch ?? 1,
      seconds: row.latencyMs === undefined ? (row.batch ?? 1) / row.itemsPerSecond : row.latencyMs / 1000,
    }))
    .sort((a, b) => a.batch - b.batch)
    .filter((point, index, all) => all[index - 1]?.batch !== point.batch);
  const last = points.at(-1)?.batch ?? 1;
  const largest = maxBatch ?? Math.min(last, LARGEST);
  if (largest > last)
    throw inputError(
      'maxBatch',
      `${largest} is beyond the largest batch that was measured, ${last}`,
      `Send at most ${last}, or msByBatch of your own`,
    );
  // noise of a measurement: a batch cannot be faster than a smaller one, which it could be split into
  let slowest = 0;
  const raised = points.map(({ batch, seconds }) => {
    slowest = Math.max(slowest, seconds);
    return { batch, seconds: slowest };
  });
  const [first] = group;
  return {
    times: timesOf(raised, largest, 'model'),
    known: points.map(({ batch }) => batch),
    basis: 'measured',
    source: first?.source,
    asOf: first?.asOf,
    accelerator: catalog.rows(accelerators).some(({ id }) => id === hardware) ? hardware : undefined,
    assumptions: [
      `${model} on ${hardware}: ${settingName(group)}, batches of ${points.map(({ batch }) => batch).join(', ')} measured${points.length > 1 ? ', straight lines between' : ''}`,
      ...(points.length === 1 && last > 1
        ? [`one batch size alone is measured: a batch of less than ${last} is taken to last as long`]
        : points.length === 1
          ? ['one batch size alone is measured, 1: nothing is batched']
          : smallestKnown(points)),
      ...(raised.some(({ seconds }, index) => seconds > (points[index]?.seconds ?? 0))
        ? ['larger batches measured faster than smaller ones count as equal']
        : []),
      'measured times are the model alone: no network, no decoding, no pre-processing',
    ],
  };
}

function groupsOf(rows: readonly Measured[]): Map<string, Measured[]> {
  const groups = new Map<string, Measured[]>();
  for (const row of rows) {
    const key = settingName([row]) + row.source;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function settingName([row]: readonly Measured[]): string {
  return row === undefined ? '' : [row.runtime, row.precision, row.input].filter((part) => part).join(', ');
}

import type { accelerators } from '../catalog/tables/accelerators.ts';
import type { devices } from '../catalog/tables/devices.ts';
import type { models } from '../catalog/tables/models.ts';
import type { speed } from '../catalog/tables/speed.ts';
import type { tasks } from '../catalog/tables/tasks.ts';
import type { RowOf } from '../contract/catalog.ts';
import type { Figure } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import { formatNumber } from '../contract/markdown.ts';
import { didYouMean } from '../contract/nearest.ts';
import { callMs, measuredThroughput, type Setting } from '../engines/serving/measured-throughput.ts';
import { type ScaledThroughput, scaledThroughput } from '../engines/serving/scaled-throughput.ts';
import { familyOf, type Measured, throughputRows } from './throughput-rows.ts';

type SpeedRow = RowOf<typeof speed>;
type ModelRow = RowOf<typeof models>;
export type AskedModel = {
  /** Row of the models table. */
  readonly model: string;
  /** Device of the accelerators or devices table; else every one on which it was measured. */
  readonly hardware?: string | undefined;
  /** At the peak; of audio, seconds of audio a second, which is also the number of live streams. */
  readonly itemsPerSecond: number;
  /** Load at the peak as a share of what was measured, 0 to 1. */
  readonly targetLoad: number;
  readonly setting: Setting;
};

export type MeasuredModelTables = {
  readonly speed: readonly SpeedRow[];
  readonly models: readonly ModelRow[];
  readonly tasks: readonly RowOf<typeof tasks>[];
  readonly accelerators: readonly RowOf<typeof accelerators>[];
  readonly devices: readonly RowOf<typeof devices>[];
};

/** One kind of device that carries the load: what its price is asked for. */
export type MeasuredOption = {
  readonly hardware: string;
  readonly name: string;
  readonly count: number;
  /** Of one device; `modelled` where it was scaled from another of its family, with the error as the range. */
  readonly itemsPerSecond: Figure;
  /** Share of what was measured that the load takes on `count` devices. */
  readonly load: number;
  readonly runtime: string;
  readonly precision: string;
  readonly batch?: number | undefined;
  readonly input?: string | undefined;
  /** Of one call (a whole batch). */
  readonly callMs?: number | undefined;
  readonly measuredBy: string;
  /** How a scaled figure came about; absent where it was measured. */
  readonly scaled?: string | undefined;
  /** Items a second of the slowest and fastest other settings measured on it. */
  readonly others?: { readonly rows: number; readonly slowest: number; readonly fastest: number } | undefined;
  readonly sources: readonly string[];
};

export type MeasuredModelSizing = {
  /** What is counted: image, audio second, text, row. */
  readonly item: string;
  readonly verdict: string;
  /** Fewest devices first, then the least spare; the first is the one of the verdict. Empty: not measured. */
  readonly options: readonly MeasuredOption[];
  /** Devices on which the model was measured as a whole, in any setting. */
  readonly measuredOn: readonly string[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  /** Sources of the first option. */
  readonly sources: readonly string[];
};

/**
 * How many devices a vision, speech, embedding or tabular model takes, from what was measured: of the rows in the asked setting
 * the fastest that says its batch. Where the model was not measured on the named device, its figure on another device of the
 * family is carried over by the ratio of the models measured on both, marked and with the error of doing so, or not at all.
 * @throws InputError on an unknown model or device.
 */
export function sizeMeasuredModel(asked: AskedModel, tables: MeasuredModelTables): MeasuredModelSizing {
  const model = known(tables.models, asked.model, 'model');
  const item = tables.tasks.find(({ id }) => id === model.tasks[0])?.item ?? 'item';
  const names = new Map([...tables.accelerators, ...tables.devices].map((row) => [row.id, row.name]));
  const hardware =
    asked.hardware === undefined
      ? undefined
      : known([...tables.accelerators, ...tables.devices], asked.hardware, 'accelerator').id;
  const rows = throughputRows(tables.speed);
  const own = rows.filter((row) => row.model === model.id);
  const measuredOn = [...new Set(own.map((row) => row.hardware))].sort();
  const family = (id: string) => familyOf(names.get(id) ?? id);
  const optionOn = (id: string): MeasuredOption | undefined => {
    const [best, ...others] = measuredThroughput(rows, model.id, id, asked.setting);
    if (best !== undefined) return measuredOption(best, others, asked, names.get(id) ?? id);
    const related = measuredOn
      .filter((other) => other !== id && family(other) === family(id))
      .flatMap((other) => measuredThroughput(rows, model.id, other, asked.setting));
    const scaled = scaledThroughput(rows, related, id);
    return scaled === undefined ? undefined : scaledOption(scaled, id, asked, names);
  };
  const options = (hardware === undefined ? measuredOn : [hardware])
    .flatMap((id) => optionOn(id) ?? [])
    .sort((a, b) => a.count - b.count || b.load - a.load);
  const [first] = options;
  return {
    item,
    verdict:
      first === undefined
        ? notMeasured(model.id, asked, hardware, measuredOn, names)
        : verdictOf(model.id, item, asked, first),
    options,
    measuredOn,
    assumptions: first === undefined ? [] : assumptionsOf(first, asked),
    warnings: first === undefined ? [] : warningsOf(first),
    sources: first?.sources ?? [],
  };
}

function measuredOption(
  best: Measured,
  others: readonly Measured[],
  asked: AskedModel,
  name: string,
): MeasuredOption {
  const rates = others.map((row) => row.itemsPerSecond);
  return {
    ...optionFields(best, best.itemsPerSecond, asked, name),
    hardware: best.hardware,
    itemsPerSecond: {
      value: best.itemsPerSecond,
      unit: 'items/s',
      basis: 'measured',
      source: best.source,
      asOf: best.asOf,
    },
    ...(rates.length === 0
      ? {}
      : { others: { rows: rates.length, slowest: Math.min(...rates), fastest: Math.max(...rates) } }),
    sources: [best.source],
  };
}

function scaledOption(
  { itemsPerSecond: value, from, ratio, references, error }: ScaledThroughput<Measured>,
  hardware: string,
  asked: AskedModel,
  names: ReadonlyMap<string, string>,
): MeasuredOption {
  const percent = (share: number) => `${formatNumber(Number((share * 100).toPrecision(2)))} %`;
  return {
    ...optionFields(from, value, asked, names.get(hardware) ?? hardware),
    callMs: undefined,
    hardware,
    itemsPerSecond: {
      value,
      unit: 'items/s',
      basis: 'modelled',
      source: from.source,
      asOf: from.asOf,
      low: value / (1 + error.worst),
      high: value * (1 + error.worst),
    },
    scaled: `${formatNumber(from.itemsPerSecond)} on ${from.hardware} times ${formatNumber(Number(ratio.toPrecision(3)))}, the median of ${references.length} models measured on both; on those this misses by ${percent(error.median)} at the median, ${percent(error.worst)} at worst`,
    sources: [from.source],
  };
}

function optionFields(row: Measured, rate: number, asked: AskedModel, name: string) {
  const count = Math.max(1, Math.ceil(asked.itemsPerSecond / (rate * asked.targetLoad) - 1e-9));
  return {
    name,
    count,
    load: asked.itemsPerSecond / (rate * count),
    runtime: row.runtime,
    precision: row.precision,
    batch: row.batch,
    input: row.input,
    callMs: callMs(row),
    measuredBy: row.measuredBy,
  };
}

function verdictOf(model: string, item: string, asked: AskedModel, first: MeasuredOption): string {
  const { itemsPerSecond: rate, count, hardware, precision, batch, runtime } = first;
  const how = [precision, ...(batch === undefined ? [] : [`batch ${batch}`]), runtime].join(', ');
  const origin = rate.basis === 'measured' ? 'measured' : 'scaled, not measured';
  const load =
    item === 'audio second'
      ? `${formatNumber(asked.itemsPerSecond)} seconds of audio a second (as many live streams)`
      : `${formatNumber(asked.itemsPerSecond)} ${item}s a second`;
  return `${count} x ${hardware} for ${model} at ${load}: one does ${formatNumber(rate.value)} (${how}; ${origin}), so ${count === 1 ? 'it runs' : 'they run'} at ${formatNumber(Math.round(first.load * 100))} % of that.`;
}

function notMeasured(
  model: string,
  asked: AskedModel,
  hardware: string | undefined,
  measuredOn: readonly string[],
  names: ReadonlyMap<string, string>,
): string {
  const setting = Object.entries(asked.setting).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field} ${value}`],
  );
  const where = hardware === undefined ? 'any device here' : (names.get(hardware) ?? hardware);
  const how = setting.length === 0 ? '' : ` at ${setting.join(', ')}`;
  return measuredOn.length === 0
    ? `Not measured: no throughput of ${model} is in the tables; time it on your own device.`
    : `Not measured: ${model} on ${where}${how}; it was measured on ${measuredOn.join(', ')}.`;
}

function assumptionsOf(first: MeasuredOption, asked: AskedModel): string[] {
  return [
    `The peak takes at most ${formatNumber(asked.targetLoad * 100)} % of what was measured.`,
    ...(first.count > 1 ? ['Devices share the load evenly and do not slow one another.'] : []),
    ...(first.input?.startsWith('up to ') === true
      ? [`Each recording is counted as the ${first.input.slice('up to '.length)} that it may have.`]
      : []),
    ...(first.precision === 'unstated' ? ['The source does not state the precision.'] : []),
    'Decoding of inputs and other work around the model keeps up: inputs are ready in memory.',
  ];
}

function warningsOf(first: MeasuredOption): string[] {
  const { batch, callMs: ms, others, itemsPerSecond: rate } = first;
  return [
    ...(rate.basis === 'modelled' ? [`Not measured on ${first.hardware}: ${first.scaled}.`] : []),
    ...(batch === undefined && rate.basis === 'measured'
      ? ['The batch is not stated: a ceiling that its maker tuned, without a latency target.']
      : []),
    ...(batch !== undefined && batch > 1 && ms !== undefined
      ? [
          `A batch of ${batch} takes ${formatNumber(Number(ms.toPrecision(3)))} ms and must fill first: name latencyMs if that is too long.`,
        ]
      : []),
    ...(others !== undefined && others.slowest < rate.value / 2
      ? [
          `${others.rows} other settings measured on ${first.hardware} give ${formatNumber(Number(others.slowest.toPrecision(3)))} to ${formatNumber(Number(others.fastest.toPrecision(3)))} a second: the runtime and the batch decide.`,
        ]
      : []),
  ];
}

function known<Row extends { readonly id: string }>(rows: readonly Row[], id: string, field: string): Row {
  const found = rows.find((row) => row.id.toLowerCase() === id.toLowerCase());
  if (found !== undefined) return found;
  throw inputError(
    field,
    `"${id}" is not in the catalogue`,
    didYouMean(
      id,
      rows.map((row) => row.id),
    ),
  );
}

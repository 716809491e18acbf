import { servingPoints } from '../catalog/tables/serving-points.ts';
import type { Catalog } from '../contract/catalog.ts';
import type { Figure } from '../contract/figure.ts';
import { closedLoopThroughput } from '../engines/serving/closed-loop-throughput.ts';
import { type InterpolationError, leaveOneOut } from '../engines/serving/leave-one-out.ts';
import {
  type AskedPoint,
  CURVE_AXES,
  type CurveAxis,
  type FoundPoint,
  type MeasuredMetric,
  measuredPoint,
} from '../engines/serving/measured-point.ts';
import { modelsOfSameShape } from './same-shape.ts';
import { type ServingPoint, servingCurves } from './serving-curves.ts';

/** Formats that move the same bytes through the same arithmetic: a figure of one answers for the other, and says so. */
const ALIKE: readonly (readonly string[])[] = [
  ['bf16', 'fp16'],
  ['fp8', 'fp8-block'],
  ['awq-int4-g128', 'gptq-int4-g128'],
];

/** An interpolated figure that may be off by more than this (90th percentile) is not given. */
const WORST_ERROR = 0.5;

export type AskedServing = {
  readonly model: string;
  readonly accelerator?: string | undefined;
  readonly weights: string;
  readonly kvCache?: '16-bit' | 'fp8' | undefined;
  readonly engine?: string | undefined;
  /** Accelerators of one copy. */
  readonly count?: number | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests at once a copy; else arrivals a second a copy; else as much as the copy can do. */
  readonly concurrency?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
};

export type MeasuredServingAnswer = {
  readonly accelerator: string;
  readonly count: number;
  readonly engine: string;
  readonly version?: string | undefined;
  readonly weights: string;
  readonly basis: 'measured' | 'interpolated';
  /** Axes along which it was interpolated. */
  readonly along: readonly CurveAxis[];
  readonly timePerOutputToken?: Figure | undefined;
  readonly timeToFirstToken?: Figure | undefined;
  /** Of the copy, all its accelerators together. */
  readonly outputTokensPerSecond?: Figure | undefined;
  /** The same over the output tokens of a request. */
  readonly requestsPerSecond?: Figure | undefined;
  /** In which it differs from what was asked, or is less than certain; sentences without a full stop. */
  readonly notes: readonly string[];
  /** Sources of the rows that it rests on. */
  readonly sources: readonly string[];
  readonly asOf: string;
};

/**
 * What the tables of measured serving say of a configuration: one entry a curve that holds the point or surrounds it, exact
 * ones first, then along fewest axes, then newest. Empty where nothing was measured there or around it: then a model must
 * answer. `low` and `high` of an interpolated figure are the 90th percentile of what interpolation along those axes is off on
 * all curves of the table, inner points left out.
 */
export function measuredServing(asked: AskedServing, catalog: Catalog): MeasuredServingAnswer[] {
  const models = new Set(modelsOfSameShape(asked.model, catalog));
  const formats = ALIKE.find((group) => group.includes(asked.weights)) ?? [asked.weights];
  const loads: readonly string[] =
    asked.concurrency !== undefined
      ? ['closed', 'burst']
      : asked.requestsPerSecond !== undefined
        ? ['poisson']
        : ['saturated'];
  const curves = servingCurves(catalog.rows(servingPoints));
  const errors = errorsOf(curves);
  return curves
    .filter(
      ([row]) =>
        row !== undefined &&
        models.has(row.model) &&
        formats.includes(row.weights) &&
        loads.includes(row.load) &&
        (asked.accelerator === undefined || row.accelerator === asked.accelerator) &&
        (asked.engine === undefined || row.engine === asked.engine) &&
        (asked.count === undefined || row.count === asked.count) &&
        (asked.kvCache === undefined || row.kvCache === undefined || row.kvCache === asked.kvCache),
    )
    .flatMap((curve) => onCurve(curve, asked, errors) ?? [])
    .sort((a, b) => a.along.length - b.along.length || (a.asOf < b.asOf ? 1 : -1) || a.count - b.count);
}

type ErrorOf = (metric: MeasuredMetric, axis: CurveAxis) => InterpolationError | undefined;

/** Errors by metric and axis over all curves, each computed when first asked for. */
function errorsOf(curves: readonly (readonly ServingPoint[])[]): ErrorOf {
  const known = new Map<string, InterpolationError | undefined>();
  return (metric, axis) => {
    const key = `${metric} ${axis}`;
    if (!known.has(key)) known.set(key, leaveOneOut(curves, metric, axis));
    return known.get(key);
  };
}

function onCurve(
  curve: readonly ServingPoint[],
  asked: AskedServing,
  errorOf: ErrorOf,
): MeasuredServingAnswer | undefined {
  const [first] = curve;
  if (first === undefined) return undefined;
  const place: AskedPoint = {
    inputTokens: asked.inputTokens,
    outputTokens: asked.outputTokens,
    concurrency: asked.concurrency,
    requestsPerSecond: asked.concurrency === undefined ? asked.requestsPerSecond : undefined,
  };
  const perToken = measuredPoint(curve, place, 'timePerOutputTokenMs');
  const toFirst = measuredPoint(curve, place, 'timeToFirstTokenMs');
  const throughput = measuredPoint(curve, place, 'outputTokensPerSecond');
  const found = [perToken, toFirst, throughput].filter((point) => point !== undefined);
  const rows = [...new Set(found.flatMap((point) => point.rows))];
  const along = CURVE_AXES.filter((axis) => found.some((point) => point.along.includes(axis)));
  const [newest] = rows
    .map(({ asOf }) => asOf)
    .sort()
    .reverse();
  if (newest === undefined) return undefined;
  const figure = (point: FoundPoint<ServingPoint> | undefined, metric: MeasuredMetric, unit: string) =>
    point === undefined
      ? undefined
      : figureOf(point.value, unit, point.along, point.rows, (axis) => errorOf(metric, axis)?.p90 ?? 0);
  const loop =
    throughput === undefined &&
    asked.concurrency !== undefined &&
    perToken !== undefined &&
    toFirst !== undefined &&
    first.load === 'closed'
      ? closedLoopThroughput({
          concurrency: asked.concurrency,
          outputTokens: asked.outputTokens,
          timePerOutputTokenMs: perToken.value,
          timeToFirstTokenMs: toFirst.value,
        })
      : undefined;
  const tokens =
    loop === undefined
      ? figure(throughput, 'outputTokensPerSecond', 'tokens/s')
      : figureOf(loop, 'tokens/s', along, rows, (axis) => errorOf('timePerOutputTokenMs', axis)?.p90 ?? 0);
  return {
    accelerator: first.accelerator,
    count: first.count,
    engine: first.engine,
    version: first.version,
    weights: first.weights,
    basis: along.length === 0 ? 'measured' : 'interpolated',
    along,
    timePerOutputToken: figure(perToken, 'timePerOutputTokenMs', 'ms'),
    timeToFirstToken: figure(toFirst, 'timeToFirstTokenMs', 'ms'),
    outputTokensPerSecond: tokens,
    requestsPerSecond:
      tokens === undefined || first.counted === 'decode'
        ? undefined
        : scaled(tokens, 1 / asked.outputTokens, 'requests/s'),
    notes: notesOf(first, asked, loop !== undefined),
    sources: [...new Set(rows.map(({ source }) => source))],
    asOf: newest,
  };
}

function figureOf(
  value: number,
  unit: string,
  along: readonly CurveAxis[],
  rows: readonly ServingPoint[],
  p90: (axis: CurveAxis) => number,
): Figure | undefined {
  const [row] = rows;
  const origin = row === undefined ? {} : { source: row.source, asOf: row.asOf };
  if (along.length === 0) return { value, unit, basis: 'measured', ...origin };
  // errors along different axes are independent: they add in squares
  const off = Math.hypot(...along.map(p90));
  if (off > WORST_ERROR) return undefined;
  return { value, unit, basis: 'interpolated', ...origin, low: value * (1 - off), high: value * (1 + off) };
}

function scaled(figure: Figure, factor: number, unit: string): Figure {
  const times = (value: number | undefined) => (value === undefined ? undefined : value * factor);
  return {
    ...figure,
    value: figure.value * factor,
    unit,
    ...(figure.low === undefined ? {} : { low: times(figure.low) }),
    ...(figure.high === undefined ? {} : { high: times(figure.high) }),
  };
}

function notesOf(row: ServingPoint, asked: AskedServing, fromLoop: boolean): string[] {
  return [
    ...(row.model === asked.model ? [] : [`measured on ${row.model}, which has the same architecture`]),
    ...(row.measuredAs === undefined ? [] : [`served as ${row.measuredAs}`]),
    ...(row.weights === asked.weights
      ? []
      : [`weights in ${row.weights}, which cost the same as ${asked.weights}`]),
    ...(asked.kvCache === undefined || row.kvCache !== undefined ? [] : ['the cache format is not stated']),
    ...(row.lengthsAreMeans ? ['lengths are means of a data set'] : []),
    ...(row.load === 'burst' ? ['all requests were sent together'] : []),
    ...(row.load === 'saturated' ? ['a ceiling: all requests queued at once, no latency target'] : []),
    ...(row.counted === 'decode' ? ['decoding alone, prompts left out'] : []),
    ...(fromLoop ? ["throughput by Little's law from the two times"] : []),
    ...(row.statistic === 'median' ? ['times are medians'] : []),
  ];
}

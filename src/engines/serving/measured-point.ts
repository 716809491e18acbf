/** What was measured at one point of a curve: a configuration under one kind of load. */
export type MeasuredServing = {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  /** Requests at once, or requests a second: whichever the curve was driven by. */
  readonly concurrency?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly timePerOutputTokenMs?: number | undefined;
  readonly timeToFirstTokenMs?: number | undefined;
  readonly outputTokensPerSecond?: number | undefined;
};

export const MEASURED_METRICS = [
  'timePerOutputTokenMs',
  'timeToFirstTokenMs',
  'outputTokensPerSecond',
] as const;
export type MeasuredMetric = (typeof MEASURED_METRICS)[number];

/** In the order in which they are tried: the cheapest law first. */
export const CURVE_AXES = ['inputTokens', 'outputTokens', 'concurrency', 'requestsPerSecond'] as const;
export type CurveAxis = (typeof CURVE_AXES)[number];

/** The load and lengths asked for; an axis that the curve does not have is left out. */
export type AskedPoint = { readonly [Axis in CurveAxis]?: number | undefined };

export type FoundPoint<Row> = {
  readonly value: number;
  /** The rows it rests on: one where it was measured, 2, 4 or 8 corners where it was interpolated. */
  readonly rows: readonly Row[];
  /** The axes along which it was interpolated; empty where it was measured. */
  readonly along: readonly CurveAxis[];
};

/** Neighbours further apart than this, one over the other, are not joined: no test reaches as far. */
export const LARGEST_GAP = 8;

type Law = {
  /** Coordinate in which the (transformed) metric is a straight line. */
  readonly coordinate: (axis: number) => number;
  readonly transform: (value: number, axis: number) => number;
  readonly restore: (line: number, axis: number) => number;
};

const identity = (value: number): number => value;
const straight: Law = { coordinate: identity, transform: identity, restore: identity };
const perOutput: Law = { coordinate: (tokens) => 1 / tokens, transform: identity, restore: identity };
const inverse: Law = { coordinate: identity, transform: (rate) => 1 / rate, restore: (time) => 1 / time };
/** Seconds that one request waits for a token, which a step of a batch makes a straight line in the batch. */
const perRequest: Law = {
  coordinate: identity,
  transform: (rate, atOnce) => atOnce / rate,
  restore: (wait, atOnce) => atOnce / wait,
};

/**
 * How each metric runs along each axis, straight in these coordinates because of what a step costs: a step's time is affine in
 * the sequences of the batch and in their lengths (cache reads), and each step carries batch times input over output tokens
 * of new prompts. An axis that is missing here is not interpolated: a saturated throughput along output tokens turns on memory.
 * Checked by leaving inner points out: `leave-one-out.ts`.
 */
const LAWS: Readonly<Record<MeasuredMetric, Partial<Readonly<Record<CurveAxis, Law>>>>> = {
  timePerOutputTokenMs: {
    inputTokens: straight,
    outputTokens: perOutput,
    concurrency: straight,
    requestsPerSecond: straight,
  },
  timeToFirstTokenMs: { inputTokens: straight, outputTokens: straight, concurrency: straight },
  outputTokensPerSecond: { inputTokens: inverse, concurrency: perRequest },
};

/**
 * The metric at the asked load and lengths from the rows of one curve (one model, accelerator, engine, format and layout):
 * as measured, or between neighbours along as few axes as will do, never beyond the measured range and never over a gap of
 * more than `LARGEST_GAP`. Undefined where the rows do not surround the point.
 */
export function measuredPoint<Row extends MeasuredServing>(
  curve: readonly Row[],
  asked: AskedPoint,
  metric: MeasuredMetric,
): FoundPoint<Row> | undefined {
  const axes = CURVE_AXES.filter((axis) => asked[axis] !== undefined);
  const usable = curve.filter(
    (row) => row[metric] !== undefined && axes.every((axis) => row[axis] !== undefined),
  );
  return surround(usable, asked, metric, axes);
}

function surround<Row extends MeasuredServing>(
  rows: readonly Row[],
  asked: AskedPoint,
  metric: MeasuredMetric,
  axes: readonly CurveAxis[],
): FoundPoint<Row> | undefined {
  const [axis, ...rest] = axes;
  const wanted = axis === undefined ? undefined : asked[axis];
  if (axis === undefined || wanted === undefined) {
    const [row] = rows;
    const value = row?.[metric];
    return row === undefined || value === undefined ? undefined : { value, rows: [row], along: [] };
  }
  const at = (place: number): { readonly place: number; readonly found: FoundPoint<Row> } | undefined => {
    const found = surround(
      rows.filter((row) => row[axis] === place),
      asked,
      metric,
      rest,
    );
    return found === undefined ? undefined : { place, found };
  };
  const exact = at(wanted);
  if (exact !== undefined) return exact.found;
  const law = LAWS[metric][axis];
  if (law === undefined) return undefined;
  const places = [...new Set(rows.flatMap((row) => row[axis] ?? []))].sort((a, b) => a - b);
  const below = firstOf(places.filter((place) => place < wanted).reverse(), at);
  const above = firstOf(
    places.filter((place) => place > wanted),
    at,
  );
  if (below === undefined || above === undefined || above.place / below.place > LARGEST_GAP) return undefined;
  const from = law.coordinate(below.place);
  const share = (law.coordinate(wanted) - from) / (law.coordinate(above.place) - from);
  const low = law.transform(below.found.value, below.place);
  const high = law.transform(above.found.value, above.place);
  return {
    value: law.restore(low + share * (high - low), wanted),
    rows: [...new Set([...below.found.rows, ...above.found.rows])],
    along: [...new Set([axis, ...below.found.along, ...above.found.along])],
  };
}

function firstOf<T>(places: readonly number[], at: (place: number) => T | undefined): T | undefined {
  for (const place of places) {
    const found = at(place);
    if (found !== undefined) return found;
  }
  return undefined;
}

import { quantileType7 } from '../statistics/quantile-type7.ts';
import {
  type CurveAxis,
  type MeasuredMetric,
  type MeasuredServing,
  measuredPoint,
} from './measured-point.ts';

export type InterpolationError = {
  /** Inner points that were left out and predicted from their neighbours. */
  readonly tests: number;
  /** Of |predicted / measured - 1|, as fractions. */
  readonly median: number;
  readonly p90: number;
};

/**
 * How far interpolation along one axis is off, measured on the curves themselves: each row with a neighbour on both sides, all
 * else equal, is left out and predicted from those two. Their gap is that of two steps, so in use the error is smaller.
 */
export function leaveOneOut<Row extends MeasuredServing>(
  curves: readonly (readonly Row[])[],
  metric: MeasuredMetric,
  axis: CurveAxis,
): InterpolationError | undefined {
  const errors = curves
    .flatMap((curve) => linesAlong(curve, metric, axis))
    .flatMap((line) =>
      line.slice(1, -1).flatMap((row, before) => {
        const neighbours = [line[before], line[before + 2]].filter((end) => end !== undefined);
        const predicted = measuredPoint(neighbours, { [axis]: row[axis] }, metric);
        const measured = row[metric];
        return predicted === undefined || measured === undefined
          ? []
          : [Math.abs(predicted.value / measured - 1)];
      }),
    )
    .sort((a, b) => a - b);
  if (errors.length === 0) return undefined;
  return { tests: errors.length, median: quantileType7(errors, 1, 2), p90: quantileType7(errors, 9, 10) };
}

/** Rows that differ along the axis alone, in its order; of rows at one point the first. */
function linesAlong<Row extends MeasuredServing>(
  curve: readonly Row[],
  metric: MeasuredMetric,
  axis: CurveAxis,
): Row[][] {
  const others = (['inputTokens', 'outputTokens', 'concurrency', 'requestsPerSecond'] as const).filter(
    (other) => other !== axis,
  );
  const lines = new Map<string, Map<number, Row>>();
  for (const row of curve) {
    const at = row[axis];
    if (at === undefined || row[metric] === undefined) continue;
    const key = others.map((other) => row[other] ?? '-').join(' ');
    const line = lines.get(key) ?? new Map<number, Row>();
    if (!line.has(at)) line.set(at, row);
    lines.set(key, line);
  }
  return [...lines.values()].map((line) =>
    [...line.entries()].sort(([a], [b]) => a - b).map(([, row]) => row),
  );
}

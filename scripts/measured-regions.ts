import { type ServingPoint, servingCurves } from '../src/answers/serving-curves.ts';
import { formatNumber, markdownTable } from '../src/contract/markdown.ts';
import { leaveOneOut } from '../src/engines/serving/leave-one-out.ts';
import {
  type CurveAxis,
  MEASURED_METRICS,
  type MeasuredMetric,
  measuredPoint,
} from '../src/engines/serving/measured-point.ts';

const METRIC_NAMES: Readonly<Record<MeasuredMetric, string>> = {
  timePerOutputTokenMs: 'time per output token',
  timeToFirstTokenMs: 'time to first token',
  outputTokensPerSecond: 'output tokens a second',
};
const AXIS_NAMES: Readonly<Record<CurveAxis, string>> = {
  concurrency: 'requests at once',
  inputTokens: 'input tokens',
  outputTokens: 'output tokens',
  requestsPerSecond: 'arrivals a second',
};
const PAIRS: readonly (readonly [CurveAxis, CurveAxis])[] = [
  ['concurrency', 'inputTokens'],
  ['concurrency', 'outputTokens'],
  ['inputTokens', 'outputTokens'],
];

/** The error of interpolating measured serving points, inner points left out, by metric and axis. */
export function interpolationTable(points: readonly ServingPoint[]): string {
  const curves = servingCurves(points);
  const rows = MEASURED_METRICS.flatMap((metric) => [
    ...(Object.keys(AXIS_NAMES) as CurveAxis[]).flatMap((axis) => {
      const error = leaveOneOut(curves, metric, axis);
      return error === undefined
        ? []
        : [errorRow(METRIC_NAMES[metric], AXIS_NAMES[axis], error.tests, error.median, error.p90)];
    }),
    ...PAIRS.flatMap(([first, second]) => {
      const errors = curves
        .flatMap((curve) => cornerErrors(curve, metric, first, second))
        .sort((a, b) => a - b);
      const at = (share: number) => errors[Math.floor(share * errors.length)] ?? Number.NaN;
      return errors.length === 0
        ? []
        : [
            errorRow(
              METRIC_NAMES[metric],
              `${AXIS_NAMES[first]} and ${AXIS_NAMES[second]}`,
              errors.length,
              at(0.5),
              at(0.9),
            ),
          ];
    }),
  ]);
  return markdownTable(['Metric', 'Along', 'Points left out', 'Median error', '90th percentile'], rows);
}

function errorRow(metric: string, along: string, tests: number, median: number, p90: number): string[] {
  const percent = (share: number) => `${formatNumber(Number((share * 100).toPrecision(2)))} %`;
  return [metric, along, String(tests), percent(median), percent(p90)];
}

/** Each point predicted from corners that share neither of its two places. */
function cornerErrors(
  curve: readonly ServingPoint[],
  metric: MeasuredMetric,
  first: CurveAxis,
  second: CurveAxis,
): number[] {
  return curve.flatMap((row) => {
    const measured = row[metric];
    if (measured === undefined || row[first] === undefined || row[second] === undefined) return [];
    const corners = curve.filter((other) => other[first] !== row[first] && other[second] !== row[second]);
    const asked = {
      inputTokens: row.inputTokens,
      outputTokens: row.outputTokens,
      concurrency: row.concurrency,
      requestsPerSecond: row.requestsPerSecond,
    };
    const predicted = measuredPoint(corners, asked, metric);
    return predicted === undefined ? [] : [Math.abs(predicted.value / measured - 1)];
  });
}

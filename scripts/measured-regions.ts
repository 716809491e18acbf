import { type ServingPoint, servingCurves } from '../src/answers/serving-curves.ts';
import { familyOf, type Measured } from '../src/answers/throughput-rows.ts';
import type { memoryTechniques } from '../src/catalog/tables/memory-techniques.ts';
import type { TableOf } from '../src/contract/catalog.ts';
import { formatNumber, markdownTable } from '../src/contract/markdown.ts';
import { leaveOneOut } from '../src/engines/serving/leave-one-out.ts';
import {
  type CurveAxis,
  MEASURED_METRICS,
  type MeasuredMetric,
  measuredPoint,
} from '../src/engines/serving/measured-point.ts';
import {
  referencePairs,
  scalingError,
  settingOf,
  WORST_MEDIAN_ERROR,
} from '../src/engines/serving/scaled-throughput.ts';

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
  return [metric, along, String(tests), percent(median), percent(p90)];
}

function percent(share: number): string {
  return `${formatNumber(Number((share * 100).toPrecision(2)))} %`;
}

/** What carrying a throughput from one device to another is off, by pair of one family, every setting pooled. */
export function scalingTable(rows: readonly Measured[], nameOf: (hardware: string) => string): string {
  const hardware = [...new Set(rows.map((row) => row.hardware))].sort();
  const table = hardware.flatMap((from) =>
    hardware
      .filter((to) => from < to && familyOf(nameOf(from)) === familyOf(nameOf(to)))
      .flatMap((to) => {
        const settings = new Map(
          rows
            .filter((row) => row.hardware === from)
            .flatMap((row) => {
              const ratios = referencePairs(rows, row, to).map(({ ratio }) => ratio);
              const error = scalingError(ratios);
              // rows of one setting have the same references but for themselves
              return error === undefined ? [] : [[settingOf(row), { error, ratios }] as const];
            }),
        );
        const errors = [...settings.values()].map(({ error }) => error);
        if (errors.length === 0) return [];
        const tests = errors.reduce((sum, error) => sum + error.tests, 0);
        const medians = errors.map((error) => error.median).sort((a, b) => a - b);
        return [
          [
            from,
            to,
            String(settings.size),
            String(tests),
            percent(medians[Math.floor(medians.length / 2)] ?? Number.NaN),
            percent(Math.max(...errors.map((error) => error.worst))),
            medians.every((median) => median > WORST_MEDIAN_ERROR)
              ? 'no'
              : medians.some((median) => median > WORST_MEDIAN_ERROR)
                ? 'in some settings'
                : 'yes',
          ],
        ];
      }),
  );
  return markdownTable(
    ['From or to', 'To or from', 'Settings', 'Models left out', 'Median error', 'Worst', 'Carried over'],
    table,
  );
}

type Technique = typeof memoryTechniques extends TableOf<infer Row> ? Row : never;

/** The memory techniques in short: what a reader of the founding document's table needs beside it. */
export function techniquesTable(techniques: readonly Technique[]): string {
  const times = (speed: number | undefined) => (speed === undefined ? '-' : `${formatNumber(speed)}x`);
  return markdownTable(
    ['Technique', 'Less', 'Decode, few', 'Decode, many', 'Prompts', 'Quality', 'Was said', 'Verdict'],
    techniques.map((row) => [
      row.name,
      row.reductionPercent === undefined
        ? row.shrinks
        : `${formatNumber(row.reductionPercent)} % of ${row.shrinks}, against ${row.against}`,
      times(row.decodeFewSpeed),
      times(row.decodeManySpeed),
      times(row.promptSpeed),
      row.quality,
      row.said ?? 'not named',
      row.verdict,
    ]),
  );
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

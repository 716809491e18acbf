import { duration, events, meanMs, percentileMs, quoted, series } from './prometheus-expressions.ts';
import type { RulePlan } from './prometheus-rules.ts';

const DATASOURCE = { type: 'prometheus', uid: '$datasource' } as const;
/** The grid is 24 wide. */
const WIDTH = 12;
const HEIGHT = 8;

type Query = { readonly expr: string; readonly legend: string };
type Line = { readonly value: number; readonly colour: string };
type Chart = {
  readonly title: string;
  readonly description?: string;
  readonly unit: string;
  readonly queries: readonly Query[];
  /** Horizontal lines where alerts begin. */
  readonly lines?: readonly Line[];
};

/** A dashboard in Grafana's JSON model (schema version 39): one row a question, with the alert's thresholds as lines. */
export function grafanaDashboard(plan: RulePlan): object {
  const rows = [
    { title: 'Is it failing?', charts: [failures(plan), traffic(plan)] },
    { title: 'Is it slow?', charts: slowness(plan) },
    { title: 'Is it full?', charts: fullness(plan) },
    { title: 'Has the data changed?', charts: drift(plan) },
  ].filter(({ charts }) => charts.length > 0);
  let id = 0;
  let y = 0;
  const panels = rows.flatMap(({ title, charts }) => {
    const row = {
      id: ++id,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { h: 1, w: 24, x: 0, y },
      panels: [],
    };
    const drawn = charts.map((chart, at) =>
      panel(chart, ++id, {
        h: HEIGHT,
        w: WIDTH,
        x: (at % 2) * WIDTH,
        y: y + 1 + Math.floor(at / 2) * HEIGHT,
      }),
    );
    y += 1 + Math.ceil(charts.length / 2) * HEIGHT;
    return [row, ...drawn];
  });
  return {
    uid: `${plan.service.slice(0, 32)}-serving`,
    title: `${plan.service}: serving and drift`,
    tags: ['ml', plan.service],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    timezone: 'browser',
    refresh: '1m',
    time: { from: 'now-24h', to: 'now' },
    annotations: { list: [] },
    templating: {
      list: [
        {
          type: 'datasource',
          name: 'datasource',
          label: 'Prometheus',
          query: 'prometheus',
          hide: 0,
          skipUrlSync: false,
          current: {},
          options: [],
          refresh: 1,
          regex: '',
          multi: false,
          includeAll: false,
        },
      ],
    },
    panels,
  };
}

function panel(
  { title, description, unit, queries, lines = [] }: Chart,
  id: number,
  gridPos: object,
): object {
  return {
    id,
    type: 'timeseries',
    title,
    ...(description === undefined ? {} : { description }),
    datasource: DATASOURCE,
    gridPos,
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode(65 + at),
      datasource: DATASOURCE,
      expr,
      legendFormat: legend,
      range: true,
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        color: { mode: 'palette-classic' },
        custom: {
          drawStyle: 'line',
          lineWidth: 1,
          fillOpacity: 8,
          showPoints: 'never',
          thresholdsStyle: { mode: lines.length > 0 ? 'dashed' : 'off' },
        },
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'transparent', value: null },
            ...lines
              .toSorted((a, b) => a.value - b.value)
              .map(({ value, colour }) => ({ color: colour, value })),
          ],
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    transformations: [],
  };
}

const COLOURS = { page: 'red', ticket: 'orange' } as const;

function failures({ service, failures: alerts }: RulePlan): Chart {
  return {
    title: 'Failed requests',
    description: 'Dashed: where an alert begins, if it lasts over both its windows.',
    unit: 'percentunit',
    queries: shares('service:request_failures:ratio_rate', service, alerts),
    lines: alerts.map(({ threshold, severity }) => ({ value: threshold, colour: COLOURS[severity] })),
  };
}

function shares(
  recorded: string,
  service: string,
  alerts: RulePlan['failures'],
): { readonly expr: string; readonly legend: string }[] {
  const minutes = [
    ...new Set(alerts.flatMap(({ shortMinutes, longMinutes }) => [shortMinutes, longMinutes])),
  ];
  return minutes
    .toSorted((a, b) => a - b)
    .filter((each) => each <= 360)
    .map((each) => ({
      expr: `${recorded}${duration(each)}{service=${quoted(service)}}`,
      legend: `over ${duration(each)}`,
    }));
}

function traffic({ metrics, scope }: RulePlan): Chart {
  return {
    title: 'Requests',
    unit: 'reqps',
    queries: [{ expr: events(metrics.requests, scope, 'rate', '5m'), legend: 'requests a second' }],
  };
}

function slowness(plan: RulePlan): Chart[] {
  const { service, metrics, scope, slow } = plan;
  const percentiles = (
    metric: RulePlan['metrics']['latency'],
    title: string,
    lines: readonly Line[] = [],
  ): Chart => ({
    title,
    description: 'Interpolated inside a bucket: coarse where the buckets are wide.',
    unit: 'ms',
    queries: [0.5, 0.95, 0.99].map((quantile) => ({
      expr: percentileMs(metric, scope, quantile, '5m'),
      legend: `P${quantile * 100}`,
    })),
    lines,
  });
  const latency: Chart[] =
    metrics.latency.type === 'histogram'
      ? [
          percentiles(
            metrics.latency,
            'Latency',
            slow === undefined ? [] : [{ value: slow.edgeMs, colour: COLOURS.ticket }],
          ),
        ]
      : [
          {
            title: 'Mean latency',
            description: 'This runtime exports no percentiles.',
            unit: 'ms',
            queries: [
              { expr: meanMs(metrics.latency, scope, '5m'), legend: 'now' },
              { expr: meanMs(metrics.latency, scope, '5m', ' offset 1w'), legend: 'a week before' },
            ],
          },
        ];
  return [
    ...latency,
    ...(slow === undefined
      ? []
      : [
          {
            title: `Requests over ${slow.edgeMs} ms`,
            unit: 'percentunit',
            queries: shares('service:slow_requests:ratio_rate', service, slow.alerts),
            lines: slow.alerts.map(({ threshold, severity }) => ({
              value: threshold,
              colour: COLOURS[severity],
            })),
          },
        ]),
    ...(metrics.firstToken === undefined ? [] : [percentiles(metrics.firstToken, 'Time to first token')]),
    ...(metrics.tokenInterval === undefined
      ? []
      : [percentiles(metrics.tokenInterval, 'Time between tokens')]),
  ];
}

function fullness({ service, metrics, scope, throughput }: RulePlan): Chart[] {
  return [
    ...(throughput === undefined
      ? []
      : [
          {
            title: `Throughput, ${throughput.unit} a second`,
            unit: 'short',
            queries: [
              { expr: `service:throughput:rate10m{service=${quoted(service)}}`, legend: 'throughput' },
            ],
            lines: [
              { value: throughput.capacity * throughput.share, colour: COLOURS.ticket },
              { value: throughput.capacity, colour: COLOURS.page },
            ],
          },
        ]),
    ...(metrics.queue === undefined
      ? []
      : [
          {
            title: 'Waiting requests',
            unit: 'short',
            queries: [{ expr: `sum(${series(metrics.queue, scope)})`, legend: 'waiting' }],
          },
        ]),
    ...(metrics.saturation === undefined
      ? []
      : [
          {
            title: metrics.saturation.metric,
            unit:
              metrics.saturation.unit === 'ratio'
                ? 'percentunit'
                : metrics.saturation.unit === 'percent'
                  ? 'percent'
                  : 'short',
            queries: [{ expr: `max(${series(metrics.saturation, scope)})`, legend: 'fullest' }],
          },
        ]),
  ];
}

function drift({ service, drift: limits }: RulePlan): Chart[] {
  const of = `{service=${quoted(service)}}`;
  return [
    {
      title: 'PSI of the ten most changed columns',
      description: 'Noise: what one window in a hundred exceeds without drift, the highest over the columns.',
      unit: 'short',
      queries: [
        { expr: `topk(10, ml_drift_psi${of})`, legend: '{{column}}' },
        { expr: `max(ml_drift_psi_no_drift_p99${of})`, legend: 'noise' },
      ],
      lines: [{ value: limits.psi, colour: COLOURS.ticket }],
    },
    {
      title: 'Missing or out of range, the worst columns',
      unit: 'percentunit',
      queries: [
        {
          expr: `topk(5, ml_data_missing_share{service=${quoted(service)},side="current"})`,
          legend: '{{column}} missing',
        },
        { expr: `topk(5, ml_data_out_of_range_share${of})`, legend: '{{column}} out of range' },
      ],
      lines: [{ value: limits.anomalyShare, colour: COLOURS.ticket }],
    },
  ];
}

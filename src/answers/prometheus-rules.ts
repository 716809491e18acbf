import type { BurnAlert } from './burn-alerts.ts';
import {
  bucket,
  duration,
  events,
  failureShare,
  meanMs,
  percentileMs,
  quoted,
  type Scope,
  series,
  slowShare,
} from './prometheus-expressions.ts';
import type { WatchedMetrics } from './watched-metrics.ts';

/** All that the rules and the dashboard of a service are made of. */
export type RulePlan = {
  readonly service: string;
  readonly scope: Scope;
  readonly metrics: WatchedMetrics;
  readonly failures: readonly BurnAlert[];
  /** Requests slower than a bucket's edge; absent where no baseline or no histogram is known. */
  readonly slow?:
    | { readonly edge: number; readonly edgeMs: number; readonly alerts: readonly BurnAlert[] }
    | undefined;
  /** Ratio to the same hour a week before from which a latency is a ticket. */
  readonly latencyRatio: number;
  /** Fewest requests in an hour for that comparison. */
  readonly percentileRequests: number;
  readonly meanRequests: number;
  readonly throughput?:
    | { readonly capacity: number; readonly unit: 'tokens' | 'requests'; readonly share: number }
    | undefined;
  readonly drift: {
    readonly psi: number;
    readonly anomalyShare: number;
    readonly windowHours: number;
    readonly fewestRows: number;
  };
};

type Rule =
  | { readonly record: string; readonly expr: string; readonly labels: Readonly<Record<string, string>> }
  | {
      readonly alert: string;
      readonly expr: string;
      readonly for?: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

export type RuleGroup = { readonly name: string; readonly interval: string; readonly rules: readonly Rule[] };

/** Prometheus recording and alerting rules, as `promtool check rules` reads them. */
export function prometheusRules(plan: RulePlan): { readonly groups: readonly RuleGroup[] } {
  const { service, metrics } = plan;
  return {
    groups: [
      { name: `${service}-recorded`, interval: '1m', rules: recordings(plan) },
      {
        name: `${service}-objectives`,
        interval: '1m',
        rules: [
          ...burnRules(
            plan,
            'RequestFailures',
            'service:request_failures:ratio_rate',
            'of requests fail',
            plan.failures,
          ),
          ...(plan.slow === undefined
            ? []
            : burnRules(
                plan,
                'SlowRequests',
                'service:slow_requests:ratio_rate',
                `of requests take over ${plan.slow.edgeMs} ms`,
                plan.slow.alerts,
              )),
          ...comparisons(plan),
          ...throughputRules(plan),
        ],
      },
      { name: `${service}-drift`, interval: '5m', rules: driftRules(plan) },
      {
        name: `${service}-watching`,
        interval: '1m',
        rules: [
          alert(plan, 'ServingMetricsAbsent', 'ticket', '15m', absent(plan), {
            summary: `${service}: metrics that the alerts rest on are not there`,
            description: `Renamed, switched off, not scraped, or other buckets: an alert on a missing metric never fires.${
              metrics.latency.status === 'opt-in'
                ? ` ${metrics.latency.metric}: ${metrics.latency.note}.`
                : ''
            }`,
          }),
        ],
      },
    ],
  };
}

const RECORDED = 'service:requests:increase';

function recordings(plan: RulePlan): Rule[] {
  const { scope, metrics, failures, slow, throughput } = plan;
  const pairs = [...failures, ...(slow?.alerts ?? [])];
  const windows = (of: readonly BurnAlert[]): number[] =>
    [...new Set(of.flatMap(({ longMinutes, shortMinutes }) => [shortMinutes, longMinutes]))].toSorted(
      (a, b) => a - b,
    );
  const long = [...new Set([60, ...pairs.map(({ longMinutes }) => longMinutes)])].toSorted((a, b) => a - b);
  const flow =
    throughput?.unit === 'tokens' && metrics.tokens !== undefined ? [metrics.tokens] : metrics.requests;
  return [
    ...long.map((minutes) =>
      record(
        plan,
        `${RECORDED}${duration(minutes)}`,
        events(metrics.requests, scope, 'increase', duration(minutes)),
      ),
    ),
    ...windows(failures).map((minutes) =>
      record(
        plan,
        `service:request_failures:ratio_rate${duration(minutes)}`,
        failureShare(metrics.errors, metrics.requests, scope, duration(minutes)),
      ),
    ),
    ...(slow === undefined
      ? []
      : windows(slow.alerts).map((minutes) =>
          record(
            plan,
            `service:slow_requests:ratio_rate${duration(minutes)}`,
            slowShare(metrics.latency, scope, slow.edge, duration(minutes)),
          ),
        )),
    ...(throughput === undefined
      ? []
      : [record(plan, 'service:throughput:rate10m', events(flow, scope, 'rate', '10m'))]),
  ];
}

function record({ service }: RulePlan, name: string, expr: string): Rule {
  return { record: name, expr, labels: { service } };
}

function alert(
  { service }: RulePlan,
  name: string,
  severity: 'page' | 'ticket',
  lasting: string | undefined,
  expr: string,
  annotations: { readonly summary: string; readonly description: string },
): Rule {
  return {
    alert: name,
    expr,
    ...(lasting === undefined ? {} : { for: lasting }),
    labels: { service, severity },
    annotations,
  };
}

function burnRules(
  plan: RulePlan,
  name: string,
  recorded: string,
  what: string,
  alerts: readonly BurnAlert[],
): Rule[] {
  const of = `{service=${quoted(plan.service)}}`;
  return alerts
    .filter(({ fewestRequests }) => fewestRequests !== undefined)
    .map(({ pair, severity, longMinutes, shortMinutes, threshold, burnRate, fewestRequests = 0 }) => {
      const limit = Number(threshold.toPrecision(6));
      const long = duration(longMinutes);
      return alert(
        plan,
        `${name}${pascal(pair)}`,
        severity,
        undefined,
        [
          `${recorded}${long}${of} > ${limit}`,
          `${recorded}${duration(shortMinutes)}${of} > ${limit}`,
          ...(fewestRequests > 0 ? [`${RECORDED}${long}${of} >= ${fewestRequests}`] : []),
        ].join(' and '),
        {
          summary: `${plan.service}: {{ $value | humanizePercentage }} ${what}`,
          description: `Over ${long}, and still over ${duration(shortMinutes)}: the error budget goes over ${Number(burnRate.toPrecision(3))} times as fast as it may.`,
        },
      );
    });
}

/** Latencies against the same hour a week before: what remains without a baseline or a histogram, and for tokens. */
function comparisons(plan: RulePlan): Rule[] {
  const { service, scope, metrics, latencyRatio } = plan;
  const enough = (requests: number): string => `${RECORDED}1h{service=${quoted(service)}} >= ${requests}`;
  const compared = (name: string, what: string, value: (offset: string) => string, requests: number): Rule =>
    alert(
      plan,
      name,
      'ticket',
      '15m',
      `(${value('')} > ${latencyRatio} * (${value(' offset 1w')})) and on() (${enough(requests)})`,
      {
        summary: `${service}: ${what} is {{ $value | humanize }} ms, over ${latencyRatio} times that of the same hour last week`,
        description: 'Compare the length of inputs and outputs before the server.',
      },
    );
  const p95 = (metric: WatchedMetrics['latency']) => (offset: string) =>
    percentileMs(metric, scope, 0.95, '1h', offset);
  return [
    ...(metrics.latency.type === 'counter'
      ? [
          compared(
            'MeanLatencyDoubled',
            'the mean latency',
            (offset) => meanMs(metrics.latency, scope, '1h', offset),
            plan.meanRequests,
          ),
        ]
      : []),
    ...(metrics.latency.type === 'histogram' && plan.slow === undefined
      ? [compared('LatencyDoubled', 'the P95 latency', p95(metrics.latency), plan.percentileRequests)]
      : []),
    ...(metrics.firstToken === undefined
      ? []
      : [
          compared(
            'FirstTokenDoubled',
            'the P95 time to the first token',
            p95(metrics.firstToken),
            plan.percentileRequests,
          ),
        ]),
    ...(metrics.tokenInterval === undefined
      ? []
      : [
          compared(
            'TokenIntervalDoubled',
            'the P95 time between tokens',
            p95(metrics.tokenInterval),
            plan.percentileRequests,
          ),
        ]),
  ];
}

function throughputRules(plan: RulePlan): Rule[] {
  const { service, scope, metrics, throughput } = plan;
  if (throughput === undefined) return [];
  const limit = Number((throughput.share * throughput.capacity).toPrecision(6));
  const rate = `service:throughput:rate10m{service=${quoted(service)}}`;
  const unit = `${throughput.unit} a second`;
  return [
    ...(metrics.queue === undefined
      ? []
      : [
          alert(
            plan,
            'ThroughputBelowCapacity',
            'ticket',
            '10m',
            `${rate} < ${limit} and on() sum(avg_over_time(${series(metrics.queue, scope)}[10m])) >= 1`,
            {
              summary: `${service}: {{ $value | humanize }} ${unit} while requests wait`,
              description: `Below ${limit}, which is ${throughput.share * 100} % of the measured capacity: a sick replica, or heavier requests.`,
            },
          ),
        ]),
    alert(plan, 'LoadNearCapacity', 'ticket', '30m', `${rate} > ${limit}`, {
      summary: `${service}: {{ $value | humanize }} ${unit}, over ${throughput.share * 100} % of capacity`,
      description: 'Waiting grows fast from here: add capacity or shed load.',
    }),
  ];
}

function driftRules(plan: RulePlan): Rule[] {
  const { service, drift } = plan;
  const of = `{service=${quoted(service)}}`;
  const current = `{service=${quoted(service)},side="current"}`;
  const reference = `{service=${quoted(service)},side="reference"}`;
  const enough = `on(service) ml_drift_rows${current} >= ${drift.fewestRows}`;
  const wait = drift.windowHours * 2 * 3600;
  return [
    alert(
      plan,
      'DriftSignificant',
      'ticket',
      undefined,
      `ml_drift_psi${of} > ${drift.psi} and ml_drift_psi${of} > ml_drift_psi_no_drift_p99${of}`,
      {
        summary: `${service}: {{ $labels.column }} drifted, PSI {{ $value | humanize }}`,
        description:
          'Above the threshold and above what noise gives at this number of rows. Missing values and new categories first.',
      },
    ),
    alert(
      plan,
      'DataAnomalies',
      'ticket',
      undefined,
      [
        `(ml_data_missing_share${current} - ignoring(side) ml_data_missing_share${reference} > ${drift.anomalyShare}`,
        `or ml_data_out_of_range_share${of} > ${drift.anomalyShare}) and ${enough}`,
      ].join(' '),
      {
        summary: `${service}: {{ $value | humanizePercentage }} of {{ $labels.column }} is missing or out of range`,
        description: 'More rows without a value than in the reference, or outside its range.',
      },
    ),
    alert(
      plan,
      'DriftCheckStale',
      'ticket',
      '1h',
      `time() - ml_drift_last_run_timestamp_seconds${of} > ${wait} or absent(ml_drift_last_run_timestamp_seconds${of})`,
      {
        summary: `${service}: the drift check has not run`,
        description: `Not for ${drift.windowHours * 2} hours: no news is not good news.`,
      },
    ),
  ];
}

/** A bucket that the rules count on is gone when the server's buckets were changed. */
function absent({ scope, metrics, slow }: RulePlan): string {
  const { latency, requests, queue } = metrics;
  const [first] = requests;
  const exported = (metric: WatchedMetrics['latency']): string =>
    series(metric, scope, metric.type === 'histogram' ? '_count' : '');
  const names = [
    slow === undefined ? exported(latency) : bucket(latency, scope, slow.edge),
    ...(first === undefined ? [] : [exported(first)]),
    ...(queue === undefined ? [] : [exported(queue)]),
  ];
  return `count(${[...new Set(names)].map((name) => `absent(${name})`).join(' or ')}) > 0`;
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

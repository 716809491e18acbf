import * as z from 'zod/v4';
import { formatNumber } from '../contract/markdown.ts';
import type { BurnAlert } from './burn-alerts.ts';
import type { MonitoringPlan } from './monitoring-plan.ts';

/** One of the founding document's five thresholds, as it is watched here. */
export const monitoredSignal = z.strictObject({
  signal: z.string(),
  /** The founding document's threshold. */
  founding: z.string(),
  rule: z.string(),
  metric: z.string(),
  threshold: z.number(),
  unit: z.string(),
  /** The statistical test that the signal deserves. */
  test: z.string().optional(),
  /** Fewest requests or rows for the rule to mean something. */
  needs: z.number().optional(),
  needsOf: z.string(),
  falseAlarmsPerMonth: z.number().optional(),
  why: z.string(),
});
export type MonitoredSignal = z.output<typeof monitoredSignal>;

/** The five thresholds, each kept or corrected, with what it needs and how often chance alone sets it off. */
export function monitoredSignals(plan: MonitoringPlan): MonitoredSignal[] {
  return [
    latencySignal(plan),
    throughputSignal(plan),
    errorSignal(plan),
    driftSignal(plan),
    anomalySignal(plan),
  ];
}

function latencySignal({ rules, latency, slowAlerts, slowBudget }: MonitoringPlan): MonitoredSignal {
  const { metrics, percentileRequests, meanRequests, latencyRatio } = rules;
  const common = { signal: 'latency', founding: 'P95 > 2x baseline', metric: metrics.latency.metric };
  if (metrics.latency.type === 'counter')
    return {
      ...common,
      rule: `mean latency over ${latencyRatio} times the same hour last week`,
      threshold: latencyRatio,
      unit: 'times',
      test: 'none: a mean has no distribution here',
      needs: meanRequests,
      needsOf: 'requests an hour',
      why: `${metrics.latency.metric} is a running total: no percentile can be had from it`,
    };
  if (latency === undefined || rules.slow === undefined)
    return {
      ...common,
      rule: `P95 over ${latencyRatio} times the same hour last week`,
      threshold: latencyRatio,
      unit: 'times',
      test: 'interval between two order statistics',
      needs: percentileRequests,
      needsOf: 'requests an hour',
      why: 'no baseline was given: an objective needs latencyP95Ms or latencyLimitMs',
    };
  const slowest = slowAlerts.at(-1);
  const { edgeMs } = rules.slow;
  return {
    ...common,
    rule: `over ${slowBudget * 100} % of requests slower than ${formatNumber(edgeMs)} ms, by burn rate`,
    threshold: edgeMs,
    unit: 'ms',
    test: "Wilson's interval of the slow share; exact binomial",
    needs: slowest?.fewestRequests ?? percentileRequests,
    needsOf: slowest === undefined ? 'requests' : `requests in ${slowest.longMinutes / 60} h`,
    ...falseAlarms(slowAlerts),
    why: `a P95 above T is over 5 % slower than T: exact at a bucket's edge${
      edgeMs === latency.limitMs ? '' : `, the nearest to ${formatNumber(latency.limitMs)} ms`
    }`,
  };
}

function throughputSignal({ rules }: MonitoringPlan): MonitoredSignal {
  const { throughput, metrics } = rules;
  const flow = throughput?.unit === 'tokens' ? metrics.tokens : metrics.requests[0];
  const common = {
    signal: 'throughput',
    founding: '< 80 % of capacity',
    metric: flow?.metric ?? '',
    test: 'none: load is no random sample',
    needsOf: 'a load test for the capacity',
  };
  if (throughput === undefined)
    return {
      ...common,
      rule: 'not watched',
      threshold: 0,
      unit: 'requests/s',
      why: 'no capacity was given (capacityPerSecond, from a load test)',
    };
  const limit = throughput.share * throughput.capacity;
  const unit = `${throughput.unit}/s`;
  return {
    ...common,
    rule:
      metrics.queue === undefined
        ? `over ${formatNumber(limit)} ${unit} for 30 min: add capacity`
        : `under ${formatNumber(limit)} ${unit} for 10 min while ${metrics.queue.metric} >= 1; over it for 30 min: add capacity`,
    threshold: limit,
    unit,
    why:
      metrics.queue === undefined
        ? 'no queue is exported here: low throughput cannot be told from low traffic'
        : 'without the queue it fires every quiet night',
  };
}

function errorSignal({ rules, errorBudget, periodDays }: MonitoringPlan): MonitoredSignal {
  const slowest = rules.failures.at(-1);
  return {
    signal: 'errors',
    founding: '> 1 %',
    rule: `objective ${formatNumber((1 - errorBudget) * 100)} % over ${periodDays} days, by burn rate`,
    metric: rules.metrics.errors[0]?.metric ?? '',
    threshold: errorBudget,
    unit: 'share',
    test: "Wilson's interval; exact binomial",
    ...(slowest?.fewestRequests === undefined ? {} : { needs: slowest.fewestRequests }),
    needsOf: slowest === undefined ? 'requests' : `requests in ${slowest.longMinutes / 60} h`,
    ...falseAlarms(rules.failures),
    why: '1 % is burn rate 1, the slowest ticket; a page is for a budget gone in hours',
  };
}

function driftSignal({ drift, rules }: MonitoringPlan): MonitoredSignal {
  const noisy = drift.noise99 !== undefined && drift.noise99 > rules.drift.psi;
  return {
    signal: 'drift',
    founding: 'PSI > 0.2',
    rule: `PSI > ${formatNumber(rules.drift.psi)} and above its 99 % point without drift${drift.noise99 === undefined ? '' : `, ${formatNumber(drift.noise99)}`}`,
    metric: 'ml_drift_psi',
    threshold: drift.threshold,
    unit: 'nats',
    test: 'chi-square of homogeneity, corrected over columns',
    needs: drift.rowsEachSide,
    needsOf: 'rows a side and window',
    ...(drift.falseAlarmsPerMonth === undefined
      ? {}
      : { falseAlarmsPerMonth: rounded(drift.falseAlarmsPerMonth) }),
    why:
      drift.noise99 === undefined
        ? 'how high noise reaches depends on the rows: send rowsPerWindow and referenceRows'
        : noisy
          ? `at these rows noise alone passes 0.2: ${formatNumber(drift.falseAlarmsOfLimitAlone ?? 0)} false alarms a month`
          : 'at these rows noise stays below it',
  };
}

function anomalySignal({ anomalies }: MonitoringPlan): MonitoredSignal {
  return {
    signal: 'data quality',
    founding: '> 5 % anomalies',
    rule: `over ${anomalies.share * 100} % of a column's rows newly missing or out of range`,
    metric: 'ml_data_missing_share',
    threshold: anomalies.share,
    unit: 'share',
    test: "Wilson's interval; exact binomial",
    ...(anomalies.fewestRows === undefined ? {} : { needs: anomalies.fewestRows }),
    needsOf: 'rows a window',
    ...(anomalies.falseAlarmsPerMonth === undefined
      ? {}
      : { falseAlarmsPerMonth: rounded(anomalies.falseAlarmsPerMonth) }),
    why:
      anomalies.fewestRows === undefined
        ? 'the usual share reaches it already: define anomaly more narrowly'
        : `usually ${formatNumber(anomalies.usual * 100)} %: fewer rows pass 5 % by chance`,
  };
}

/** Of all pairs together, an upper bound: they overlap. */
function falseAlarms(alerts: readonly BurnAlert[]): { falseAlarmsPerMonth?: number } {
  const known = alerts
    .map(({ falseAlarmsPerMonth }) => falseAlarmsPerMonth)
    .filter((each) => each !== undefined);
  return known.length === 0
    ? {}
    : { falseAlarmsPerMonth: rounded(known.reduce((sum, each) => sum + each, 0)) };
}

/** Three significant digits; below one in a billion months, none. */
function rounded(count: number): number {
  return count < 1e-9 ? 0 : Number(count.toPrecision(3));
}

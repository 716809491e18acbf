import { formatNumber } from '../contract/markdown.ts';
import { psiNullDistribution } from '../engines/statistics/psi-null-distribution.ts';
import { quantileInterval } from '../engines/statistics/quantile-interval.ts';
import { wilsonInterval } from '../engines/statistics/wilson-interval.ts';
import type { BurnAlert } from './burn-alerts.ts';
import type { MonitoringPlan } from './monitoring-plan.ts';

/** What is measured now: counts over the last hour, and the newest drift window. */
export type Measured = {
  readonly requests?: number | undefined;
  readonly errors?: number | undefined;
  readonly latenciesMs?: readonly number[] | undefined;
  readonly p95Ms?: number | undefined;
  readonly perSecond?: number | undefined;
  readonly waiting?: number | undefined;
  readonly psi?: number | undefined;
  readonly anomalousRows?: number | undefined;
  readonly labelled?: number | undefined;
  readonly correct?: number | undefined;
};

/**
 * `fires`: over the threshold, and the interval too. `within_noise`: over it, but the sample does not carry that.
 * `cannot_exclude`: under it, but the interval reaches it. `quiet`: under it, interval and all.
 */
export type AlertState = 'fires' | 'within_noise' | 'cannot_exclude' | 'quiet';

export type CheckedAlert = {
  readonly signal: string;
  readonly state: AlertState;
  readonly value: number;
  /** 95 % interval, where the sample gives one. */
  readonly low?: number;
  readonly high?: number;
  readonly threshold: number;
  readonly unit: string;
  readonly why: string;
};

/** Each of the five thresholds, and the quality, against what is measured now. */
export function firingAlerts(
  now: Measured,
  plan: MonitoringPlan,
  quality: { readonly baseline?: number | undefined; readonly loss: number; readonly measure: string },
): CheckedAlert[] {
  return [
    errorAlert(now, plan),
    latencyAlert(now, plan),
    throughputAlert(now, plan),
    driftAlert(now, plan),
    anomalyAlert(now, plan),
    qualityAlert(now, quality),
  ].filter((alert) => alert !== undefined);
}

function state(over: boolean, sure: boolean): AlertState {
  if (over) return sure ? 'fires' : 'within_noise';
  return sure ? 'quiet' : 'cannot_exclude';
}

function errorAlert(
  { requests, errors }: Measured,
  { errorBudget, rules }: MonitoringPlan,
): CheckedAlert | undefined {
  if (requests === undefined || errors === undefined) return undefined;
  return shareAlert('errors', errors, requests, errorBudget, rules.failures, 'requests failed');
}

/** A share against its budget, with the fastest burn-rate pair that it reaches. */
function shareAlert(
  signal: string,
  hits: number,
  of: number,
  budget: number,
  alerts: readonly BurnAlert[],
  what: string,
): CheckedAlert {
  const alert = shareOnly(signal, hits, of, budget, what);
  const { value: share, low } = alert;
  const reached = alerts
    .filter(({ threshold }) => share > threshold)
    .toSorted((a, b) => b.threshold - a.threshold)[0];
  const certain = reached !== undefined && low > reached.threshold;
  return {
    ...alert,
    why: `${alert.why}; the budget goes ${formatNumber(share / budget)} times as fast as it may${
      reached === undefined
        ? ''
        : `, ${certain ? 'beyond' : 'at'} ${reached.pair} (${formatNumber(reached.burnRate)})${certain ? '' : ', which the interval leaves open'}`
    }`,
  };
}

function latencyAlert(now: Measured, plan: MonitoringPlan): CheckedAlert | undefined {
  const { latency } = plan;
  if (latency === undefined) return undefined;
  const limit = latency.limitMs;
  if (now.latenciesMs !== undefined) {
    const sorted = now.latenciesMs.toSorted((a, b) => a - b);
    const count = sorted.length;
    const at = (rank: number): number => sorted[rank - 1] ?? Number.NaN;
    const value = at(Math.max(1, Math.ceil(0.95 * count)));
    const { lowRank, highRank } = quantileInterval(count, 0.95);
    const low = lowRank === undefined ? undefined : at(lowRank);
    const high = highRank === undefined ? undefined : at(highRank);
    const over = value > limit;
    return {
      signal: 'latency',
      state: state(over, over ? low !== undefined && low > limit : high !== undefined && high <= limit),
      value,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      threshold: limit,
      unit: 'ms',
      why: `P95 of ${count} requests, between order statistics ${lowRank ?? 'none'} and ${highRank ?? 'none'}${
        highRank === undefined ? ': no upper bound under 72 requests' : ''
      }`,
    };
  }
  if (now.p95Ms === undefined) return undefined;
  const over = now.p95Ms > limit;
  const interval =
    now.requests === undefined || latency.curve === undefined
      ? undefined
      : scaledInterval(now.p95Ms, now.requests, latency.curve);
  return {
    signal: 'latency',
    state: state(
      over,
      over
        ? interval?.low !== undefined && interval.low > limit
        : interval?.high !== undefined && interval.high <= limit,
    ),
    value: now.p95Ms,
    ...interval,
    threshold: limit,
    unit: 'ms',
    why:
      interval === undefined
        ? 'the interval needs the number of requests and a baseline of P50 and P95, or a sample of latencies'
        : `P95 of ${formatNumber(now.requests ?? 0)} requests; the interval has the shape of the baseline (modelled)`,
  };
}

/** The ranks that bound the P95 of a sample, as latencies on the baseline's curve moved to the P95 of now. */
function scaledInterval(
  p95Ms: number,
  requests: number,
  curve: NonNullable<NonNullable<MonitoringPlan['latency']>['curve']>,
): { readonly low?: number; readonly high?: number } {
  const { lowRank, highRank } = quantileInterval(requests, 0.95);
  const at = (rank: number): number => (p95Ms * curve.atShare(rank / (requests + 1))) / curve.atShare(0.95);
  return {
    ...(lowRank === undefined ? {} : { low: at(lowRank) }),
    ...(highRank === undefined ? {} : { high: at(highRank) }),
  };
}

function throughputAlert(
  { perSecond, waiting }: Measured,
  { rules }: MonitoringPlan,
): CheckedAlert | undefined {
  const { throughput } = rules;
  if (perSecond === undefined || throughput === undefined) return undefined;
  const threshold = throughput.share * throughput.capacity;
  const below = perSecond < threshold;
  return {
    signal: 'throughput',
    state: below ? (waiting === undefined ? 'cannot_exclude' : waiting >= 1 ? 'fires' : 'quiet') : 'quiet',
    value: perSecond,
    threshold,
    unit: `${throughput.unit}/s`,
    why: below
      ? waiting === undefined
        ? 'below the threshold, which is a fault only while requests wait: send waiting'
        : waiting >= 1
          ? `below ${throughput.share * 100} % of capacity while ${formatNumber(waiting)} requests wait`
          : 'low traffic: nothing waits'
      : 'above the threshold; near capacity, waiting grows',
  };
}

function driftAlert(now: Measured, { drift, rules }: MonitoringPlan): CheckedAlert | undefined {
  if (now.psi === undefined) return undefined;
  const limit = rules.drift.psi;
  const { rows } = drift;
  const reference = drift.referenceRows ?? rows;
  if (rows === undefined || reference === undefined)
    return {
      signal: 'drift',
      state: now.psi > limit ? 'within_noise' : 'cannot_exclude',
      value: now.psi,
      threshold: limit,
      unit: 'nats',
      why: 'without the number of rows noise cannot be told from drift: send rowsPerWindow and referenceRows',
    };
  const { p99, pValue } = psiNullDistribution(now.psi, drift.bins, reference, rows);
  const over = now.psi > limit;
  return {
    signal: 'drift',
    state: state(over, over ? now.psi > p99 : p99 <= limit),
    value: now.psi,
    threshold: Math.max(limit, p99),
    unit: 'nats',
    why: `without drift one window in a hundred passes ${formatNumber(p99)} at ${formatNumber(reference)} and ${formatNumber(rows)} rows (p ${formatNumber(pValue)})`,
  };
}

function anomalyAlert(now: Measured, { anomalies, drift }: MonitoringPlan): CheckedAlert | undefined {
  const { rows } = drift;
  if (now.anomalousRows === undefined || rows === undefined) return undefined;
  return shareOnly('data quality', now.anomalousRows, rows, anomalies.share, 'rows are anomalous');
}

function shareOnly(
  signal: string,
  hits: number,
  of: number,
  limit: number,
  what: string,
): CheckedAlert & { readonly low: number; readonly high: number } {
  const share = hits / of;
  const { low, high } = wilsonInterval(hits, of);
  const over = share > limit;
  return {
    signal,
    state: state(over, over ? low > limit : high <= limit),
    value: share,
    low,
    high,
    threshold: limit,
    unit: 'share',
    why: `${formatNumber(hits)} of ${formatNumber(of)} ${what}`,
  };
}

function qualityAlert(
  { labelled, correct }: Measured,
  {
    baseline,
    loss,
    measure,
  }: { readonly baseline?: number | undefined; readonly loss: number; readonly measure: string },
): CheckedAlert | undefined {
  if (labelled === undefined || correct === undefined || baseline === undefined) return undefined;
  const share = correct / labelled;
  const { low, high } = wilsonInterval(correct, labelled);
  const lost = baseline - loss;
  const under = share < lost;
  return {
    signal: 'quality',
    state: state(under, under ? high < baseline : low >= lost),
    value: share,
    low,
    high,
    threshold: lost,
    unit: 'share',
    why: `${measure}: ${formatNumber(correct)} of ${formatNumber(labelled)} labelled, baseline ${percent(baseline)}`,
  };
}

function percent(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

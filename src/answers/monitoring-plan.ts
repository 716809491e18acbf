import { burnRateWindows } from '../catalog/tables/burn-rate-windows.ts';
import { metricNames } from '../catalog/tables/metric-names.ts';
import type { Catalog } from '../contract/catalog.ts';
import type { Citations } from '../contract/citations.ts';
import { formatNumber } from '../contract/markdown.ts';
import { type LatencyCurve, logNormalLatency } from '../engines/monitoring/log-normal-latency.ts';
import { minimumRequests } from '../engines/monitoring/minimum-requests.ts';
import { requestsForPercentile } from '../engines/monitoring/requests-for-percentile.ts';
import { binomialTails } from '../engines/statistics/binomial-tails.ts';
import { chiSquareSurvival } from '../engines/statistics/chi-square-survival.ts';
import { psiNullDistribution } from '../engines/statistics/psi-null-distribution.ts';
import { rowsForPsi } from '../engines/statistics/rows-for-psi.ts';
import { HOURS_PER_MONTH } from '../units/time.ts';
import { assumedDefault } from './assumed-default.ts';
import { type BurnAlert, burnAlerts } from './burn-alerts.ts';
import type { RulePlan } from './prometheus-rules.ts';
import { nearestEdge, type Runtime, watchedMetrics } from './watched-metrics.ts';

/** A service as its owner states it; what is not stated is undefined. Shares are fractions. */
export type ServiceFacts = {
  readonly runtime: Runtime;
  readonly languageModel: boolean;
  readonly service: string;
  readonly job?: string | undefined;
  readonly modelName?: string | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly capacityPerSecond?: number | undefined;
  readonly latencyP50Ms?: number | undefined;
  readonly latencyP95Ms?: number | undefined;
  readonly latencyP99Ms?: number | undefined;
  readonly latencyLimitMs?: number | undefined;
  readonly availability?: number | undefined;
  readonly usualErrorShare?: number | undefined;
  readonly periodDays?: number | undefined;
  readonly windowHours: number;
  readonly rowsPerWindow?: number | undefined;
  readonly referenceRows?: number | undefined;
  readonly features: number;
};

/** The latency that counts as slow. `limitMs` is what was asked, `edgeMs` the bucket edge that the rules can see. */
export type LatencyPlan = {
  readonly limitMs: number;
  readonly fromBaseline: boolean;
  readonly edgeMs?: number;
  /** Share of requests slower than the edge when all is well; unknown without two percentiles. */
  readonly usual?: number;
  readonly curve?: LatencyCurve;
};

export type DriftPlan = {
  readonly bins: number;
  readonly rows?: number;
  readonly referenceRows?: number;
  /** 99 % point of PSI without drift at these rows. */
  readonly noise99?: number;
  /** The larger of that and the band's limit. */
  readonly threshold: number;
  /** Rows a side from which noise stays below the limit in 95 % of windows. */
  readonly rowsEachSide: number;
  readonly falseAlarmsPerMonth?: number;
  /** Of the limit alone, without the noise point. */
  readonly falseAlarmsOfLimitAlone?: number;
};

export type AnomalyPlan = {
  readonly share: number;
  readonly usual: number;
  readonly fewestRows: number | undefined;
  readonly falseAlarmsPerMonth?: number;
};

export type MonitoringPlan = {
  readonly rules: RulePlan;
  readonly errorBudget: number;
  /** Pairs whose burn rate would take more failures than there are requests. */
  readonly impossiblePairs: readonly string[];
  readonly usualErrors: number;
  readonly periodDays: number;
  readonly slowBudget: number;
  readonly latency?: LatencyPlan;
  readonly slowAlerts: readonly BurnAlert[];
  readonly drift: DriftPlan;
  readonly anomalies: AnomalyPlan;
  readonly assumptions: readonly string[];
};

/** Thresholds, rows needed and false alarms of a service, and the plan that its files are written from. */
export function monitoringPlan(facts: ServiceFacts, catalog: Catalog, { cite }: Citations): MonitoringPlan {
  const assumptions: string[] = [];
  const defaultOf = (id: string): number => assumedDefault(catalog, id).value;
  const assumed = (id: string, sentence: (value: number) => string): number => {
    const value = defaultOf(id);
    assumptions.push(sentence(value));
    return value;
  };
  const metrics = watchedMetrics(catalog.rows(metricNames), facts.runtime);
  cite(metrics.latency.source);
  const pairs = catalog.rows(burnRateWindows);
  for (const pair of pairs) cite(pair.source);

  const requestsPerHour = facts.requestsPerSecond === undefined ? undefined : facts.requestsPerSecond * 3600;
  const falseAlarms = defaultOf('monitoring-false-alarms');
  const periodDays =
    facts.periodDays ?? assumed('monitoring-period-days', (days) => `the objective is over ${days} days`);
  const errorBudget =
    facts.availability === undefined
      ? assumed('monitoring-error-share', (share) => `availability objective ${(1 - share) * 100} %`)
      : 1 - facts.availability;
  const usualErrors =
    facts.usualErrorShare ??
    assumed(
      'monitoring-usual-budget-share',
      (part) => `usual failures: ${formatNumber(part * errorBudget * 100)} % of requests, half the budget`,
    ) * errorBudget;
  const objective = { periodDays, requestsPerHour, falseAlarms };
  const failures = burnAlerts(pairs, { ...objective, budget: errorBudget, usual: usualErrors });

  const slowBudget = defaultOf('monitoring-slow-share');
  const latency = latencyPlan(facts, metrics.latency, defaultOf('monitoring-latency-ratio'));
  const slowAlerts =
    latency?.edgeMs === undefined
      ? []
      : burnAlerts(pairs, { ...objective, budget: slowBudget, usual: latency.usual });
  if (latency?.usual !== undefined)
    assumptions.push(
      `latency is log-normal between and beyond the percentiles given: ${formatNumber(latency.usual * 100)} % usually over ${formatNumber(latency.edgeMs ?? 0)} ms`,
    );

  const bins = defaultOf('monitoring-psi-bins');
  const drift = driftPlan(facts, bins, defaultOf('monitoring-psi'));
  const anomalyShare = defaultOf('monitoring-anomaly-share');
  const usualAnomalies = assumed(
    'monitoring-usual-anomaly-share',
    (share) => `usual anomalies: ${share * 100} % of rows`,
  );
  const anomalies = anomalyPlan(facts, usualAnomalies, anomalyShare, falseAlarms, drift.rows);
  const edge = latency === undefined ? undefined : nearestEdge(metrics.latency, latency.limitMs);
  return {
    rules: {
      service: facts.service,
      scope: { job: facts.job, modelName: facts.modelName },
      metrics,
      failures,
      slow: edge === undefined ? undefined : { ...edge, alerts: slowAlerts },
      latencyRatio: defaultOf('monitoring-latency-ratio'),
      percentileRequests: requestsForPercentile(0.95, 0.975),
      meanRequests: defaultOf('monitoring-mean-requests'),
      throughput:
        facts.capacityPerSecond === undefined
          ? undefined
          : {
              capacity: facts.capacityPerSecond,
              unit: facts.languageModel && metrics.tokens !== undefined ? 'tokens' : 'requests',
              share: defaultOf('monitoring-throughput-share'),
            },
      drift: {
        psi: defaultOf('monitoring-psi'),
        anomalyShare,
        windowHours: facts.windowHours,
        fewestRows: anomalies.fewestRows ?? 0,
      },
    },
    errorBudget,
    impossiblePairs: pairs.map(({ id }) => id).filter((id) => !failures.some(({ pair }) => pair === id)),
    usualErrors,
    periodDays,
    slowBudget,
    ...(latency === undefined ? {} : { latency }),
    slowAlerts,
    drift,
    anomalies,
    assumptions,
  };
}

function latencyPlan(
  { latencyP50Ms, latencyP95Ms, latencyP99Ms, latencyLimitMs }: ServiceFacts,
  metric: RulePlan['metrics']['latency'],
  ratio: number,
): LatencyPlan | undefined {
  const limitMs = latencyLimitMs ?? (latencyP95Ms === undefined ? undefined : ratio * latencyP95Ms);
  if (limitMs === undefined) return undefined;
  const edge = nearestEdge(metric, limitMs);
  const curve =
    latencyP50Ms === undefined || latencyP95Ms === undefined
      ? undefined
      : logNormalLatency({
          p50Ms: latencyP50Ms,
          p95Ms: latencyP95Ms,
          ...(latencyP99Ms === undefined ? {} : { p99Ms: latencyP99Ms }),
        });
  return {
    limitMs,
    fromBaseline: latencyLimitMs === undefined,
    ...(edge === undefined ? {} : { edgeMs: edge.edgeMs }),
    ...(curve === undefined ? {} : { curve, usual: curve.shareAbove(edge?.edgeMs ?? limitMs) }),
  };
}

function driftPlan(facts: ServiceFacts, bins: number, limit: number): DriftPlan {
  const rows =
    facts.rowsPerWindow ??
    (facts.requestsPerSecond === undefined
      ? undefined
      : Math.round(facts.requestsPerSecond * 3600 * facts.windowHours));
  const referenceRows = facts.referenceRows ?? rows;
  const { eachSide } = rowsForPsi(bins, limit, referenceRows ?? 1e12);
  if (rows === undefined || referenceRows === undefined || rows < 1)
    return { bins, threshold: limit, rowsEachSide: eachSide };
  const { p99 } = psiNullDistribution(0, bins, referenceRows, rows);
  const threshold = Math.max(limit, p99);
  const monthly = (at: number): number =>
    facts.features *
    (HOURS_PER_MONTH / facts.windowHours) *
    chiSquareSurvival(at / (1 / referenceRows + 1 / rows), bins - 1);
  return {
    bins,
    rows,
    referenceRows,
    noise99: p99,
    threshold,
    rowsEachSide: eachSide,
    falseAlarmsPerMonth: monthly(threshold),
    falseAlarmsOfLimitAlone: monthly(limit),
  };
}

function anomalyPlan(
  { windowHours, features }: ServiceFacts,
  usual: number,
  share: number,
  falseAlarms: number,
  rows: number | undefined,
): AnomalyPlan {
  const windows = HOURS_PER_MONTH / windowHours;
  const fewestRows = minimumRequests(usual, share, Math.min(0.5, falseAlarms / windows));
  return {
    share,
    usual,
    fewestRows,
    ...(rows === undefined || rows < 1 || fewestRows === undefined || rows < fewestRows
      ? {}
      : {
          falseAlarmsPerMonth:
            features * windows * binomialTails(Math.floor(share * rows), rows, usual).above,
        }),
  };
}

import { type MetricName, millisecondsOf } from './watched-metrics.ts';

/** PromQL over the metrics of one service. Windows are PromQL durations. */

export type Scope = {
  /** Value of the label `job` of the scrape, where given. */
  readonly job?: string | undefined;
  /** The model as the runtime names it, where given. */
  readonly modelName?: string | undefined;
};

/** A PromQL string literal. */
export function quoted(value: string): string {
  return JSON.stringify(value);
}

/** `name_suffix{matchers}` of one metric within the scope. */
export function series(metric: MetricName, scope: Scope, suffix = '', extra?: string): string {
  const matchers = [
    metric.matchers,
    metric.modelLabel !== undefined && scope.modelName !== undefined
      ? `${metric.modelLabel}=${quoted(scope.modelName)}`
      : undefined,
    scope.job === undefined ? undefined : `job=${quoted(scope.job)}`,
    extra,
  ].filter((matcher) => matcher !== undefined);
  return `${metric.metric}${suffix}${matchers.length === 0 ? '' : `{${matchers.join(',')}}`}`;
}

/** Events a second or in a window, over all rows; a series that does not exist yet counts nothing. */
export function events(
  metrics: readonly MetricName[],
  scope: Scope,
  change: 'rate' | 'increase',
  window: string,
): string {
  const terms = metrics.map((metric) => {
    const suffix = metric.type === 'histogram' ? (metric.unit === 'tokens' ? '_sum' : '_count') : '';
    return `sum(${change}(${series(metric, scope, suffix)}[${window}]))`;
  });
  const [only] = terms;
  return terms.length === 1 && only !== undefined
    ? only
    : terms.map((term) => `(${term} or vector(0))`).join(' + ');
}

/** Share of failed requests. */
export function failureShare(
  errors: readonly MetricName[],
  requests: readonly MetricName[],
  scope: Scope,
  window: string,
): string {
  const failed = errors
    .map((metric) => `(${events([metric], scope, 'rate', window)} or vector(0))`)
    .join(' + ');
  const all = events(requests, scope, 'rate', window);
  return `${errors.length === 1 ? failed : `(${failed})`} / ${requests.length === 1 ? all : `(${all})`}`;
}

/** Share of requests slower than a bucket's edge, in the metric's unit. */
export function slowShare(latency: MetricName, scope: Scope, edge: number, window: string): string {
  return `1 - sum(rate(${bucket(latency, scope, edge)}[${window}])) / sum(rate(${series(latency, scope, '_count')}[${window}]))`;
}

/** The bucket of a histogram that ends at an edge. */
export function bucket(latency: MetricName, scope: Scope, edge: number): string {
  return series(latency, scope, '_bucket', `le=~${quoted(edgePattern(edge))}`);
}

/** Prometheus 3 stores whole edges as 10.0, Prometheus 2 as the server wrote them. */
function edgePattern(edge: number): string {
  const written = String(edge).replaceAll('.', '\\.');
  return Number.isInteger(edge) ? `${written}(\\.0)?` : written;
}

/** A percentile of a histogram in milliseconds: interpolated inside a bucket. */
export function percentileMs(
  latency: MetricName,
  scope: Scope,
  quantile: number,
  window: string,
  offset = '',
): string {
  const rate = `rate(${series(latency, scope, '_bucket')}[${window}]${offset})`;
  return inMilliseconds(`histogram_quantile(${quantile}, sum by (le) (${rate}))`, latency);
}

/** Mean of a running total in milliseconds. */
export function meanMs(latency: MetricName, scope: Scope, window: string, offset = ''): string {
  if (latency.countedBy === undefined) throw new Error(`nothing counts the requests of ${latency.metric}`);
  const counted = series({ ...latency, metric: latency.countedBy }, scope);
  const total = `sum(rate(${series(latency, scope)}[${window}]${offset}))`;
  return inMilliseconds(`${total} / sum(rate(${counted}[${window}]${offset}))`, latency);
}

function inMilliseconds(expression: string, metric: MetricName): string {
  const scale = millisecondsOf(metric);
  if (scale === 1) return expression;
  return scale > 1 ? `${scale} * ${expression}` : `${expression} / ${1 / scale}`;
}

/** `5m`, `1h`, `3d`: the largest unit that divides the minutes. */
export function duration(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

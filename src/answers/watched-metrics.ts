import type { metricNames } from '../catalog/tables/metric-names.ts';

export type MetricName = NonNullable<(typeof metricNames)['~row']>;
export type Runtime = MetricName['runtime'];

/** The rows of one runtime that its rules and dashboard are made of. */
export type WatchedMetrics = {
  /** A histogram where the runtime has one, else a running total that gives a mean. */
  readonly latency: MetricName;
  readonly firstToken?: MetricName;
  readonly tokenInterval?: MetricName;
  /** Sums of their rows. */
  readonly requests: readonly MetricName[];
  readonly errors: readonly MetricName[];
  readonly tokens?: MetricName;
  readonly queue?: MetricName;
  readonly saturation?: MetricName;
  /** Names that older versions used. */
  readonly former: readonly MetricName[];
};

/**
 * @param rows the table of metric names.
 * @throws Error when the table lacks the latency, requests or errors of the runtime.
 */
export function watchedMetrics(rows: readonly MetricName[], runtime: Runtime): WatchedMetrics {
  const own = rows.filter((row) => row.runtime === runtime);
  const usable = own.filter(({ status }) => status === 'current' || status === 'opt-in');
  const all = (signal: MetricName['signal']) => usable.filter((row) => row.signal === signal);
  const latency = all('latency').find(({ type }) => type === 'histogram') ?? all('latency')[0];
  const requests = all('requests');
  const errors = all('errors');
  if (latency === undefined || requests.length === 0 || errors.length === 0)
    throw new Error(`the table of metric names lacks latency, requests or errors of ${runtime}`);
  const [firstToken] = all('first-token');
  const [tokenInterval] = all('token-interval');
  const [tokens] = all('tokens');
  const [queue] = all('queue');
  const [saturation] = all('saturation');
  return {
    latency,
    ...(firstToken === undefined ? {} : { firstToken }),
    ...(tokenInterval === undefined ? {} : { tokenInterval }),
    requests,
    errors,
    ...(tokens === undefined ? {} : { tokens }),
    ...(queue === undefined ? {} : { queue }),
    ...(saturation === undefined ? {} : { saturation }),
    former: own.filter(({ status }) => status === 'renamed' || status === 'removed'),
  };
}

/** Milliseconds of one unit of a time metric. */
export function millisecondsOf({ metric, unit }: Pick<MetricName, 'metric' | 'unit'>): number {
  switch (unit) {
    case 's':
      return 1000;
    case 'ms':
      return 1;
    case 'us':
      return 0.001;
    default:
      throw new Error(`${metric} is counted in ${unit}, which is no time`);
  }
}

/** The bucket edge nearest to a latency, by ratio, in milliseconds and in the metric's unit; undefined without buckets. */
export function nearestEdge(
  metric: MetricName,
  latencyMs: number,
): { readonly edge: number; readonly edgeMs: number } | undefined {
  const scale = millisecondsOf(metric);
  return metric.buckets
    ?.map((edge) => ({ edge, edgeMs: edge * scale }))
    .reduce((best, next) =>
      Math.abs(Math.log(next.edgeMs / latencyMs)) < Math.abs(Math.log(best.edgeMs / latencyMs)) ? next : best,
    );
}

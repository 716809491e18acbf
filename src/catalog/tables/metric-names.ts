import * as z from 'zod/v4';
import { date, identifier, list, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const SERVING_RUNTIMES = [
  'vllm',
  'tgi',
  'triton',
  'torchserve',
  'kserve',
  'ray-serve',
  'opentelemetry',
] as const;

/** What serving runtimes export to Prometheus. The first usable row of a runtime and signal is the one to watch. */
export const metricNames = defineTable({
  id: 'metric-names',
  title: 'Metric names of serving runtimes in Prometheus, with unit, labels and buckets',
  key: ['metric', 'runtime', 'signal'],
  columns: {
    metric: column('Metric', identifier),
    runtime: column('Runtime', z.enum(SERVING_RUNTIMES)),
    /** `requests` and `errors` are sums over their rows; of the others one row is used. */
    signal: column(
      'Signal',
      z.enum([
        'latency',
        'first-token',
        'token-interval',
        'requests',
        'errors',
        'tokens',
        'queue',
        'saturation',
      ]),
    ),
    /** Label matchers of PromQL that belong to the signal. */
    matchers: column('Matchers', optional(text)),
    type: column('Type', z.enum(['counter', 'gauge', 'histogram', 'summary'])),
    unit: column('Unit', z.enum(['s', 'ms', 'us', 'requests', 'tokens', 'ratio', 'percent'])),
    /** The label that names the model; `-` where there is none. */
    modelLabel: column('Model label', optional(identifier)),
    /** Upper bounds of a histogram as shipped, in its unit. */
    buckets: column('Buckets', optional(list(positive))),
    /** The counter of what a cumulative latency counter sums up. */
    countedBy: column('Counted by', optional(identifier)),
    status: column('Status', z.enum(['current', 'opt-in', 'renamed', 'removed'])),
    note: column('Note', optional(text)),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [{ field: 'source', to: ['sources'] }],
  staleAfterDays: 540,
  check: ({ type, buckets, status, signal, countedBy, note }) => {
    if (type !== 'histogram' && buckets !== undefined) return 'only a histogram has buckets';
    if (buckets?.some((edge, at) => at > 0 && edge <= (buckets[at - 1] ?? 0))) return 'buckets must ascend';
    if (type === 'counter' && signal === 'latency' && countedBy === undefined)
      return 'a cumulative latency needs the counter of its requests';
    if (status !== 'current' && note === undefined)
      return `a metric that is ${status} needs a note: how to switch it on, or what replaces it`;
    return undefined;
  },
});

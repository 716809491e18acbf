import { normalCdf } from '../statistics/normal-cdf.ts';
import { normalQuantile } from '../statistics/normal-quantile.ts';

export type LatencyPercentiles = { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms?: number };

export type LatencyCurve = {
  /** Share of requests slower than that. */
  readonly shareAbove: (latencyMs: number) => number;
  /** The latency that `share` of the requests stay below. */
  readonly atShare: (share: number) => number;
};

/**
 * A latency distribution through its known percentiles: straight lines of ln(latency) over the normal score, so one
 * log-normal from P50 to P95 and, where P99 is known, another from P95 on, which carries the tail. A model: real tails
 * have steps (time-outs, retries, cold starts) that three percentiles do not show.
 * @throws RangeError unless 0 < P50 < P95 < P99.
 */
export function logNormalLatency({ p50Ms, p95Ms, p99Ms }: LatencyPercentiles): LatencyCurve {
  if (!(p50Ms > 0 && p95Ms > p50Ms && (p99Ms === undefined || p99Ms > p95Ms)))
    throw new RangeError(`no latency curve through ${p50Ms}, ${p95Ms} and ${p99Ms} ms`);
  const knee = normalQuantile(0.95);
  const body = Math.log(p95Ms / p50Ms) / knee;
  const tail = p99Ms === undefined ? body : Math.log(p99Ms / p95Ms) / (normalQuantile(0.99) - knee);
  return {
    shareAbove(latencyMs) {
      const score =
        latencyMs <= p95Ms ? Math.log(latencyMs / p50Ms) / body : knee + Math.log(latencyMs / p95Ms) / tail;
      return normalCdf(-score);
    },
    atShare(share) {
      const score = normalQuantile(share);
      return score <= knee ? p50Ms * Math.exp(body * score) : p95Ms * Math.exp(tail * (score - knee));
    },
  };
}

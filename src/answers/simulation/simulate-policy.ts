import type { Work } from '../../contract/table-port.ts';
import type { Interval } from '../../engines/queueing/ratio-interval.ts';
import type { ServiceSpread } from '../../engines/queueing/service-factor.ts';
import { simulateBatchServer } from '../../engines/queueing/simulate-batch-server.ts';
import { type SimulationGoal, simulateUntil } from '../../engines/queueing/simulate-until.ts';
import type { Estimates } from '../../engines/queueing/simulated-estimates.ts';
import { arrivalsAt, type OfferedLoad } from './offered-load.ts';

export type Policy = {
  readonly servers: number;
  readonly maxBatch: number;
  readonly delayMs: number;
  readonly preferred: readonly number[];
  readonly queueLimit?: number | undefined;
  readonly timeoutMs?: number | undefined;
};

export const PERCENTILES = ['p50', 'p95', 'p99'] as const;
export type PercentileName = (typeof PERCENTILES)[number];
export const SHARES: Readonly<Record<PercentileName, number>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** What stays the same while a policy is looked for. */
export type Situation = {
  readonly load: OfferedLoad;
  /** Seconds of a batch of n at index n, up to the largest that may be asked. */
  readonly times: Float64Array;
  /** Standard deviation of a service over its mean. */
  readonly serviceCv: number;
  readonly targetsMs: Readonly<Record<PercentileName, number>>;
  readonly seed: number;
};

export type Simulated = {
  readonly level: number;
  readonly percentiles: Readonly<Record<PercentileName, Interval>>;
  readonly meanMs: Interval;
  /** Share of the servers' time. */
  readonly busyShare: number;
  readonly meanBatch: number;
  /** Requests that wait, time average. */
  readonly queue: number;
  readonly inSystem: number;
  /** Answers a second. */
  readonly perSecond: number;
  readonly droppedShare: number;
  readonly targetsMs: Situation['targetsMs'];
  readonly holds: boolean;
  /** The percentile nearest to its target or furthest beyond it, and its share of it; `dropped` beyond 1 %. */
  readonly worst: { readonly what: PercentileName | 'dropped'; readonly share: number };
  /** Answers that count, and those left out as the warm-up. */
  readonly requests: number;
  readonly warmUp: number;
  readonly batches: number;
  readonly stoppedBy: 'enough' | 'most' | 'end';
  /** All requests that were simulated. */
  readonly finished: number;
};

/** A request that is dropped is no answer within the 99th percentile. */
const MOST_DROPPED = 0.01;

export type Precision = 'report' | 'decide' | 'sketch';
const LENGTHS: Readonly<Record<Precision, { readonly fewest: number; readonly most: number }>> = {
  report: { fewest: 65_536, most: 524_288 },
  decide: { fewest: 16_384, most: 131_072 },
  sketch: { fewest: 32_768, most: 32_768 },
};
const REPORT_HALF_WIDTH: Readonly<Record<PercentileName, number>> = { p50: 0.01, p95: 0.02, p99: 0.04 };

/** Requests a second that a policy can do with full batches. */
export function capacityOf(times: Float64Array, { maxBatch, preferred, servers }: Policy): number {
  const size = preferred.at(-1) ?? maxBatch;
  return (servers * size) / (times[size] ?? Number.POSITIVE_INFINITY);
}

/**
 * One policy at one level, until the percentiles are told apart from their targets (`decide`), until they are known to some
 * percent (`report`), or for a fixed length (`sketch`).
 */
export async function simulatePolicy(
  situation: Situation,
  policy: Policy,
  level: number,
  precision: Precision,
  work: Work,
): Promise<Simulated> {
  const { targetsMs } = situation;
  const run = simulateBatchServer({
    arrivals: arrivalsAt(situation.load, level),
    servers: policy.servers,
    serviceSeconds: situation.times.subarray(0, policy.maxBatch + 1),
    spread: spreadOf(situation.serviceCv),
    delaySeconds: policy.delayMs / 1000,
    preferred: policy.preferred,
    queueLimit: policy.queueLimit,
    timeout:
      policy.timeoutMs === undefined ? undefined : { seconds: policy.timeoutMs / 1000, action: 'reject' },
    seed: situation.seed,
  });
  const goal: SimulationGoal = {
    ...LENGTHS[precision],
    enough: (of) => {
      if (precision === 'sketch') return true;
      return PERCENTILES.every((name) => {
        const { value, low, high } = percentileMs(of, name);
        const target = targetsMs[name];
        if (precision === 'decide' && (high <= target || low > target)) return true;
        return (high - low) / 2 <= REPORT_HALF_WIDTH[name] * value;
      });
    },
  };
  const { estimates, stoppedBy, finished } = await driven(simulateUntil(run, goal), work);
  return summary(situation, policy, level, estimates, stoppedBy, finished);
}

/** Whoever waits can stop it: between two chunks others have their turn. */
async function driven<End>(steps: Generator<unknown, End>, { signal }: Work): Promise<End> {
  for (;;) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function summary(
  situation: Situation,
  policy: Policy,
  level: number,
  of: Estimates,
  stoppedBy: Simulated['stoppedBy'],
  finished: number,
): Simulated {
  const { targetsMs } = situation;
  const percentiles = {
    p50: percentileMs(of, 'p50'),
    p95: percentileMs(of, 'p95'),
    p99: percentileMs(of, 'p99'),
  };
  const mean = of.mean('latency');
  const records = of.ratio('records', 'time').value;
  const failed = of.ratio('failed', 'time').value;
  const droppedShare = failed / (records + failed);
  const worst = [
    ...PERCENTILES.map((what) => ({ what, share: percentiles[what].value / targetsMs[what] })),
    { what: 'dropped' as const, share: droppedShare / MOST_DROPPED },
  ].reduce((most, one) => (one.share > most.share ? one : most));
  return {
    level,
    percentiles,
    meanMs: inMs(mean),
    busyShare: of.ratio('busyArea', 'time').value / policy.servers,
    meanBatch: of.ratio('batched', 'batches').value,
    queue: of.ratio('queueArea', 'time').value,
    inSystem: of.ratio('numberArea', 'time').value,
    perSecond: records,
    droppedShare,
    targetsMs,
    holds: worst.share <= 1,
    worst,
    requests: of.requests,
    warmUp: of.warmUp,
    batches: of.batches,
    stoppedBy,
    finished,
  };
}

function percentileMs(of: Estimates, name: PercentileName): Interval {
  return inMs(of.percentile('latency', SHARES[name]));
}

function inMs({ value, low, high }: Interval): Interval {
  return { value: value * 1000, low: low * 1000, high: high * 1000 };
}

function spreadOf(cv: number): ServiceSpread {
  return cv === 0 ? { kind: 'deterministic' } : { kind: 'lognormal', coefficientOfVariation: cv };
}

import type { Work } from '../../contract/table-port.ts';
import {
  capacityOf,
  type Policy,
  type Simulated,
  type Situation,
  simulatePolicy,
} from './simulate-policy.ts';

/** Shares of the capacity at which the curve is simulated. */
const SHARES = [0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95] as const;
const MOST_CLIENT_POINTS = 9;

export type LatencyCurve = {
  readonly points: readonly Simulated[];
  /** Where throughput over the 95th percentile is largest. */
  readonly knee: Simulated;
};

/**
 * Latency over load for one policy: shares of its capacity, or doubling numbers of clients up to twice the level asked. The knee
 * is where "power", throughput over delay, is largest (Kleinrock, ICC 1979), with the 95th percentile for the delay.
 */
export async function latencyCurve(
  situation: Situation,
  policy: Policy,
  level: number,
  work: Work,
): Promise<LatencyCurve> {
  const capacity = capacityOf(situation.times, policy);
  const levels =
    situation.load.kind === 'clients' ? clientCounts(level) : SHARES.map((share) => share * capacity);
  const points: Simulated[] = [];
  for (const [index, at] of levels.entries()) {
    work.progress?.(index, levels.length, 'latency over load');
    points.push(await simulatePolicy(situation, policy, at, 'sketch', work));
  }
  const knee = points.reduce((best, point) => (power(point) > power(best) ? point : best));
  return { points, knee };
}

function power({ perSecond, percentiles }: Simulated): number {
  return perSecond / percentiles.p95.value;
}

function clientCounts(asked: number): number[] {
  const counts = [];
  for (let count = 1; count <= 2 * asked; count *= 2) counts.push(count);
  return [...new Set([...counts.slice(-MOST_CLIENT_POINTS + 1), asked])].sort((a, b) => a - b);
}

/** A line for each percentile over the load, as GitHub and the Mermaid live editor draw it. */
export function latencyChart(points: readonly Simulated[], unit: string): string {
  const list = (of: (point: Simulated) => number): string =>
    `[${points.map((point) => Number(of(point).toPrecision(3))).join(', ')}]`;
  return [
    'xychart-beta',
    '  title "Latency over load: P50, P95, P99"',
    `  x-axis "${unit}" ${list(({ level }) => level)}`,
    '  y-axis "ms"',
    ...(['p50', 'p95', 'p99'] as const).map(
      (name) => `  line ${list(({ percentiles }) => percentiles[name].value)}`,
    ),
  ].join('\n');
}

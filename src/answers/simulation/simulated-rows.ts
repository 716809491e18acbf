import * as z from 'zod/v4';
import { formatNumber } from '../../contract/markdown.ts';
import type { Interval } from '../../engines/queueing/ratio-interval.ts';
import { fourDigits } from '../figures.ts';
import type { Tried } from './choose-policy.ts';
import { PERCENTILES, type PercentileName, type Simulated } from './simulate-policy.ts';

const percentile = z.strictObject({
  name: z.enum(PERCENTILES),
  ms: z.number(),
  low: z.number(),
  /** Absent where the run is too short to bound it. */
  high: z.number().optional(),
  targetMs: z.number(),
  holds: z.boolean(),
});

/** What one simulated run says; percentiles with 95 % intervals. */
export const simulatedPoint = z.strictObject({
  load: z.number(),
  percentiles: z.array(percentile),
  meanMs: z.number(),
  meanLow: z.number(),
  meanHigh: z.number(),
  busyShare: z.number(),
  meanBatch: z.number(),
  /** Requests that wait, in the mean. */
  queued: z.number(),
  answersPerSecond: z.number(),
  droppedShare: z.number(),
  basis: z.literal('modelled'),
  requests: z.int(),
  warmUp: z.int(),
  stoppedBy: z.enum(['enough', 'most', 'end']),
});

export const pointRow = z.strictObject({
  load: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  busyShare: z.number(),
  meanBatch: z.number(),
  answersPerSecond: z.number().optional(),
});

export const triedRow = z.strictObject({
  servers: z.int(),
  maxBatch: z.int(),
  delayMs: z.number(),
  largestLoad: z.number(),
  binding: z.string(),
});

export function pointOf(at: Simulated): z.input<typeof simulatedPoint> {
  const row = (name: PercentileName, { value, low, high }: Interval) => ({
    name,
    ms: fourDigits(value),
    low: fourDigits(low),
    ...(Number.isFinite(high) ? { high: fourDigits(high) } : {}),
    targetMs: at.targetsMs[name],
    holds: value <= at.targetsMs[name],
  });
  return {
    load: fourDigits(at.level),
    percentiles: PERCENTILES.map((name) => row(name, at.percentiles[name])),
    meanMs: fourDigits(at.meanMs.value),
    meanLow: fourDigits(at.meanMs.low),
    meanHigh: fourDigits(at.meanMs.high),
    busyShare: fourDigits(at.busyShare),
    meanBatch: fourDigits(at.meanBatch),
    queued: fourDigits(at.queue),
    answersPerSecond: fourDigits(at.perSecond),
    droppedShare: fourDigits(at.droppedShare),
    basis: 'modelled',
    requests: at.requests,
    warmUp: at.warmUp,
    stoppedBy: at.stoppedBy,
  };
}

export function curveRowOf(at: Simulated, clients: boolean): z.input<typeof pointRow> {
  return {
    load: fourDigits(at.level),
    p50: fourDigits(at.percentiles.p50.value),
    p95: fourDigits(at.percentiles.p95.value),
    p99: fourDigits(at.percentiles.p99.value),
    busyShare: Number(at.busyShare.toPrecision(3)),
    meanBatch: Number(at.meanBatch.toPrecision(3)),
    ...(clients ? { answersPerSecond: fourDigits(at.perSecond) } : {}),
  };
}

export function triedRowOf({ policy, largest }: Tried): z.input<typeof triedRow> {
  return {
    servers: policy.servers,
    maxBatch: policy.maxBatch,
    delayMs: policy.delayMs,
    largestLoad: fourDigits(largest.level),
    binding: largest.missed?.worst.what ?? 'capacity',
  };
}

/** `212 ms (208 to 216)`. */
export function percentileCell({ ms, low, high }: z.output<typeof percentile>): string {
  return `${formatNumber(ms)} ms (${high === undefined ? `from ${formatNumber(low)}` : `${formatNumber(low)} to ${formatNumber(high)}`})`;
}

import { describe, expect, test } from 'vitest';
import { simulateBatchServer } from '../../../src/engines/queueing/simulate-batch-server.ts';
import { simulatedEstimates } from '../../../src/engines/queueing/simulated-estimates.ts';

/** M/M/1 at load 0.7: mean 1 / 0.3, percentiles -ln(1 - p) / 0.3, waiting 0.7, busy 0.7. */
const EXACT = { mean: 1 / 0.3, p50: Math.LN2 / 0.3, p95: -Math.log(0.05) / 0.3, p99: -Math.log(0.01) / 0.3 };

describe('of 200 runs of M/M/1 about 95 % of the intervals hold the exact value', () => {
  const within = { mean: 0, p50: 0, p95: 0, p99: 0, waiting: 0, busy: 0 };
  const runs = 200;
  for (let seed = 1; seed <= runs; seed++) {
    const run = simulateBatchServer({
      arrivals: { kind: 'poisson', perSecond: 0.7 },
      servers: 1,
      serviceSeconds: [0, 1],
      spread: { kind: 'exponential' },
      seed,
    });
    run.advance(40_000);
    const of = simulatedEstimates(run.observed());
    const holds = ({ low, high }: { low: number; high: number }, exact: number): number =>
      low <= exact && exact <= high ? 1 : 0;
    within.mean += holds(of.mean('latency'), EXACT.mean);
    within.p50 += holds(of.percentile('latency', 0.5), EXACT.p50);
    within.p95 += holds(of.percentile('latency', 0.95), EXACT.p95);
    within.p99 += holds(of.percentile('latency', 0.99), EXACT.p99);
    within.waiting += holds(of.waiting(), 0.7);
    within.busy += holds(of.ratio('busyArea', 'time'), 0.7);
  }
  // 99 % of binomial counts of 200 at 0.95 lie from 181 to 197; batch means lose a little
  test.each(Object.entries(within))('%s: %d of 200', (_, held) => {
    expect(held).toBeGreaterThanOrEqual(178);
  });
});

test('a run that is too short is said to be so', () => {
  const run = simulateBatchServer({
    arrivals: { kind: 'poisson', perSecond: 0.7 },
    servers: 1,
    serviceSeconds: [0, 1],
    seed: 1,
  });
  run.advance(100);
  expect(() => simulatedEstimates(run.observed())).toThrow('a run of 100 answers is too short to judge');
});

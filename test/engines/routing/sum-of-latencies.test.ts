import { describe, expect, test } from 'vitest';
import { logNormalLatency } from '../../../src/engines/monitoring/log-normal-latency.ts';
import { mixturePercentile } from '../../../src/engines/routing/mixture-percentile.ts';
import { sumOfLatencies } from '../../../src/engines/routing/sum-of-latencies.ts';

const exponential = {
  shareAbove: (ms: number) => Math.exp(-Math.max(0, ms)),
  atShare: (share: number) => -Math.log(1 - share),
};

describe('two calls one after the other', () => {
  // R: qgamma(c(.5, .95), shape = 2) = 1.678347, 4.743865
  test.each([
    [0.5, 1.678347],
    [0.95, 4.743865],
  ])('of unit exponentials are Erlang-2: quantile %d is %d', (share, quantile) => {
    const sum = sumOfLatencies(exponential, exponential);
    expect(mixturePercentile([{ weight: 1, tail: sum }], share)).toBeCloseTo(quantile, 2);
  });

  test('follow the survival function of Erlang-2, e^-t (1 + t)', () => {
    const sum = sumOfLatencies(exponential, exponential);
    for (const t of [0.1, 1, 2, 5, 8])
      expect(Math.abs(sum.shareAbove(t) - Math.exp(-t) * (1 + t))).toBeLessThan(0.002);
  });

  test('have a P95 above either and below the sum of both P95', () => {
    const cheap = logNormalLatency({ p50Ms: 400, p95Ms: 900 });
    const strong = logNormalLatency({ p50Ms: 2000, p95Ms: 6000 });
    const p95 = mixturePercentile([{ weight: 1, tail: sumOfLatencies(cheap, strong) }], 0.95);
    expect(p95).toBeGreaterThan(6000);
    expect(p95).toBeLessThan(6900);
  });
});

import { describe, expect, test } from 'vitest';
import { logNormalLatency } from '../../../src/engines/monitoring/log-normal-latency.ts';

describe('a latency curve', () => {
  test('passes through the percentiles it was given, and back', () => {
    const curve = logNormalLatency({ p50Ms: 800, p95Ms: 2400, p99Ms: 5000 });
    expect(curve.shareAbove(800)).toBeCloseTo(0.5, 12);
    expect(curve.shareAbove(2400)).toBeCloseTo(0.05, 12);
    expect(curve.shareAbove(5000)).toBeCloseTo(0.01, 12);
    for (const share of [0.1, 0.5, 0.95, 0.97, 0.999])
      expect(1 - curve.shareAbove(curve.atShare(share))).toBeCloseTo(share, 12);
  });

  test('is a log-normal: the quartiles of R, qlnorm(c(.25, .75)) = 0.509, 1.963, in units of the median', () => {
    const curve = logNormalLatency({ p50Ms: 1, p95Ms: Math.exp(1.6448536269514722) });
    expect(curve.atShare(0.25)).toBeCloseTo(0.5094162838632775, 12);
    expect(curve.atShare(0.75)).toBeCloseTo(1.9630310841582574, 12);
  });

  test.each([
    { p50Ms: 0, p95Ms: 1 },
    { p50Ms: 2, p95Ms: 2 },
    { p50Ms: 1, p95Ms: 2, p99Ms: 2 },
  ])('refuses %o', (percentiles) => {
    expect(() => logNormalLatency(percentiles)).toThrow(RangeError);
  });
});

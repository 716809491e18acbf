import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logNormalLatency } from '../../../src/engines/monitoring/log-normal-latency.ts';
import { mixturePercentile } from '../../../src/engines/routing/mixture-percentile.ts';

const exponential = (meanMs: number) => ({ shareAbove: (ms: number) => Math.exp(-Math.max(0, ms) / meanMs) });

describe('a percentile of a mixture', () => {
  test('of one part is that part: P95 of an exponential is ln 20 means, 2.9957', () => {
    expect(mixturePercentile([{ weight: 3, tail: exponential(1) }], 0.95)).toBeCloseTo(2.995732273553991, 9);
  });

  test('of a slow path that 10 % take is the median of the slow path, when the fast one is never that slow', () => {
    const fast = { shareAbove: (ms: number) => (ms < 100 ? 1 : 0) };
    const slow = logNormalLatency({ p50Ms: 5000, p95Ms: 12_000 });
    const parts = [
      { weight: 0.9, tail: fast },
      { weight: 0.1, tail: slow },
    ];
    expect(mixturePercentile(parts, 0.95)).toBeCloseTo(5000, 6);
  });

  test('of a slow path that 4 % take is the fast one', () => {
    const fast = { shareAbove: (ms: number) => (ms < 100 ? 1 : 0) };
    const slow = logNormalLatency({ p50Ms: 5000, p95Ms: 12_000 });
    const parts = [
      { weight: 0.96, tail: fast },
      { weight: 0.04, tail: slow },
    ];
    expect(mixturePercentile(parts, 0.95)).toBeCloseTo(100, 6);
  });

  test('lies between those of its parts', () => {
    const mean = fc.double({ min: 1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(mean, mean, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, b, weight) => {
        const parts = [
          { weight, tail: exponential(a) },
          { weight: 1 - weight, tail: exponential(b) },
        ];
        const mixed = mixturePercentile(parts, 0.95);
        const ends = [a, b].map((value) => value * Math.log(20));
        expect(mixed).toBeGreaterThanOrEqual(Math.min(...ends) * (1 - 1e-9));
        expect(mixed).toBeLessThanOrEqual(Math.max(...ends) * (1 + 1e-9));
      }),
    );
  });

  test('refuses no weight and shares of 0 and 1', () => {
    expect(() => mixturePercentile([], 0.5)).toThrow(RangeError);
    expect(() => mixturePercentile([{ weight: -1, tail: exponential(1) }], 0.5)).toThrow(RangeError);
    expect(() => mixturePercentile([{ weight: 1, tail: exponential(1) }], 1)).toThrow(RangeError);
  });
});

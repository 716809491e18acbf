import { describe, expect, test } from 'vitest';
import { mgcWaitPercentile } from '../../../src/engines/queueing/mgc-wait-percentile.ts';
import { mmcWaitPercentile } from '../../../src/engines/queueing/mmc-wait-percentile.ts';

/** Exact P99 of the wait, service time 1: M/D/c by its chain, M/E2/c and M/H2/c from the chain seen by an arrival, uniformised. */
const EXACT = [
  [1, 0.5, 0, 3.336256, 17.3],
  [1, 0.8, 0, 10.355887, 5.8],
  [1, 0.95, 0, 44.937766, 1.3],
  [8, 0.8, 0, 1.169595, 8.6],
  [1, 0.5, 4, 24.1087, -18.9],
  [2, 0.5, 4, 9.9405, -23.6],
  [2, 0.8, 0.5, 7.8679, 2.3],
  [4, 0.8, 2, 7.9297, -6.4],
  [4, 0.95, 4, 57.1894, -3.9],
  [8, 0.8, 0.5, 1.7837, 3.6],
  [8, 0.8, 4, 6.0618, -16.4],
  [16, 0.9, 2, 3.8396, -4.6],
  [16, 0.95, 0.5, 4.0773, 1.3],
] as const;

describe('the approximate percentile of the wait of M/G/c', () => {
  test.each(EXACT)(
    '%i servers at %d, s = %d: beside the exact %d, %d %% off',
    (servers, rho, s, exact, off) => {
      const load = { arrivalRate: rho * servers, serviceTime: 1, servers, serviceScv: s };
      expect(100 * (mgcWaitPercentile(load, 0.99) / exact - 1)).toBeCloseTo(off, 0);
    },
  );

  test('is exact for exponential service, 0 where few wait', () => {
    const load = { arrivalRate: 3.2, serviceTime: 1, servers: 4 };
    expect(mgcWaitPercentile({ ...load, serviceScv: 1 }, 0.95)).toBeCloseTo(
      mmcWaitPercentile(load, 0.95),
      12,
    );
    expect(mgcWaitPercentile({ ...load, arrivalRate: 0.1, serviceScv: 4 }, 0.99)).toBe(0);
  });

  test('refuses a share of 0 and an unstable load', () => {
    const load = { arrivalRate: 3.2, serviceTime: 1, servers: 4, serviceScv: 0 };
    expect(() => mgcWaitPercentile(load, 0)).toThrow('a share of 0 is not within 0 and 1');
    expect(() => mgcWaitPercentile({ ...load, arrivalRate: 4 }, 0.99)).toThrow(/grows for ever/);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mmcSojournPercentile } from '../../../src/engines/queueing/mmc-sojourn-percentile.ts';
import { mmcWaitPercentile } from '../../../src/engines/queueing/mmc-wait-percentile.ts';

describe('a percentile of the sojourn of M/M/c', () => {
  test.each([
    [0.5, 9.21034],
    [0.8, 23.025851],
    [0.95, 92.103404],
  ])('M/M/1 at %d: exponential with rate mu - lambda, P99 is %d', (arrivalRate, expected) => {
    expect(mmcSojournPercentile({ arrivalRate, serviceTime: 1, servers: 1 }, 0.99)).toBeCloseTo(expected, 6);
  });

  test('without load it is that of the service', () => {
    expect(mmcSojournPercentile({ arrivalRate: 0, serviceTime: 2, servers: 3 }, 0.9)).toBeCloseTo(
      2 * Math.log(10),
      12,
    );
  });

  test('is smooth where c - 1 = a, the limit of its formula', () => {
    const at = (arrivalRate: number) =>
      mmcSojournPercentile({ arrivalRate, serviceTime: 1, servers: 3 }, 0.99);
    expect(at(2)).toBeCloseTo((at(2 - 1e-7) + at(2 + 1e-7)) / 2, 8);
  });

  test('lies above those of the wait and of the service, and below their sum at a higher share', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.98, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (rho, servers) => {
          const load = { arrivalRate: rho * servers, serviceTime: 1, servers };
          const sojourn = mmcSojournPercentile(load, 0.99);
          expect(sojourn).toBeGreaterThan(mmcWaitPercentile(load, 0.99));
          expect(sojourn).toBeGreaterThan(Math.log(100) * (1 - 1e-12));
          expect(sojourn).toBeLessThan(mmcWaitPercentile(load, 0.995) + Math.log(200));
        },
      ),
    );
  });

  test('refuses an unstable load and a share of 1', () => {
    expect(() => mmcSojournPercentile({ arrivalRate: 3, serviceTime: 1, servers: 3 }, 0.99)).toThrow(
      RangeError,
    );
    expect(() => mmcSojournPercentile({ arrivalRate: 1, serviceTime: 1, servers: 3 }, 1)).toThrow(RangeError);
  });
});

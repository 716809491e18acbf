import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mgcMeanWait } from '../../../src/engines/queueing/mgc-mean-wait.ts';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';

/**
 * Exact mean waits of M/E2/c (s = 0.5) and M/H2/c with balanced means (s = 2, 4), service time 1: solved as sparse Markov chains over
 * the number present and the phases in service, checked against Pollaczek and Khinchine at one server.
 */
const EXACT = [
  [2, 0.3, 0.5, 0.07709],
  [2, 0.3, 4, 0.202202],
  [2, 0.8, 2, 2.621252],
  [2, 0.8, 4, 4.285378],
  [4, 0.3, 0.5, 0.010782],
  [4, 0.3, 4, 0.021707],
  [4, 0.5, 4, 0.166913],
  [4, 0.8, 2, 1.075431],
  [8, 0.3, 0.5, 0.00054],
  [8, 0.5, 2, 0.018175],
  [8, 0.8, 4, 0.619518],
  [8, 0.95, 4, 5.115688],
  [16, 0.5, 4, 0.001531],
  [16, 0.8, 4, 0.189439],
  [16, 0.9, 0.5, 0.282325],
  [16, 0.95, 2, 1.428155],
] as const;

describe("Kimura's mean wait of M/G/c", () => {
  test.each(EXACT)('%i servers at %d, s = %d: near the exact %d', (servers, rho, serviceScv, exact) => {
    const error =
      mgcMeanWait({ arrivalRate: rho * servers, serviceTime: 1, servers, serviceScv }) / exact - 1;
    expect(Math.abs(error)).toBeLessThan(rho >= 0.8 ? 0.0215 : 0.0715);
  });

  test("the better known formula of Allen and Cunneen is 26 % off where Kimura's is 2 %", () => {
    const load = { arrivalRate: 12.8, serviceTime: 1, servers: 16 };
    expect((2.5 * mmcMeanWait(load)) / 0.189439 - 1).toBeCloseTo(0.257, 2);
    expect(mgcMeanWait({ ...load, serviceScv: 4 }) / 0.189439 - 1).toBeCloseTo(-0.021, 2);
  });

  test('is that of Pollaczek and Khinchine for one server and of M/M/c for s = 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        (rho, serviceScv, servers) => {
          const one = { arrivalRate: rho, serviceTime: 1, servers: 1 };
          expect(
            mgcMeanWait({ ...one, serviceScv }) / ((rho * (1 + serviceScv)) / (2 * (1 - rho))),
          ).toBeCloseTo(1, 11);
          const many = { arrivalRate: rho * servers, serviceTime: 1, servers };
          expect(mgcMeanWait({ ...many, serviceScv: 1 })).toBeCloseTo(mmcMeanWait(many), 11);
          expect(mgcMeanWait({ ...many, serviceScv: serviceScv + 1 })).toBeGreaterThan(
            mgcMeanWait({ ...many, serviceScv }),
          );
        },
      ),
    );
  });

  test('nobody waits without load', () => {
    expect(mgcMeanWait({ arrivalRate: 0, serviceTime: 1, servers: 3, serviceScv: 0 })).toBe(0);
  });

  test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a variation of %d', (serviceScv) => {
    expect(() => mgcMeanWait({ arrivalRate: 1, serviceTime: 1, servers: 3, serviceScv })).toThrow(RangeError);
  });
});

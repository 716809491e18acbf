import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mgcSojournPercentile } from '../../../src/engines/queueing/mgc-sojourn-percentile.ts';
import { mgcWaitPercentile } from '../../../src/engines/queueing/mgc-wait-percentile.ts';

const near = (value: number, exact: number): number => Math.abs(value / exact - 1);

describe('the time in queue and service of M/G/c', () => {
  it.each([
    [0.5, 3.336256],
    [0.8, 10.355887],
    [0.9, 21.898237],
    [0.95, 44.937766],
  ])(
    'is within 14 % of the exact series of M/D/1 at %d utilisation (Erlang 1909: P99 of the wait %d service times)',
    (utilisation, wait) => {
      const load = { arrivalRate: utilisation, serviceTime: 1, servers: 1, serviceScv: 0 };
      expect(near(mgcSojournPercentile(load, 0.99), 1 + wait)).toBeLessThan(0.14);
    },
  );

  it('is the lognormal percentile itself without load (R: qlnorm(0.99, -0.125, 0.5) = 2.824)', () => {
    const load = { arrivalRate: 0, serviceTime: 1, servers: 3, serviceScv: Math.expm1(0.25) };
    expect(near(mgcSojournPercentile(load, 0.99), 2.82404)).toBeLessThan(0.01);
  });

  it('lies between the longer of its parts and the sum of their P99.5 (the union bound), and falls with servers', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (utilisation, servers, serviceScv) => {
          const load = { arrivalRate: utilisation * servers, serviceTime: 1, servers, serviceScv };
          const idle = mgcSojournPercentile({ ...load, arrivalRate: 0 }, 0.99);
          const whole = mgcSojournPercentile(load, 0.99);
          const wait = mgcWaitPercentile(load, 0.99);
          expect(whole).toBeGreaterThanOrEqual(Math.max(idle, wait) * 0.999);
          const idleLonger = mgcSojournPercentile({ ...load, arrivalRate: 0 }, 0.995);
          expect(whole).toBeLessThanOrEqual((idleLonger + mgcWaitPercentile(load, 0.995)) * 1.001);
          expect(mgcSojournPercentile({ ...load, servers: servers + 1 }, 0.99)).toBeLessThanOrEqual(
            whole * 1.001,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a load that its servers cannot carry', () => {
    expect(() =>
      mgcSojournPercentile({ arrivalRate: 3, serviceTime: 1, servers: 2, serviceScv: 0 }, 0.99),
    ).toThrow(/1.5/);
  });

  it('takes times that hardly vary for fixed ones: no jump of the P99 where the variation vanishes', () => {
    const load = { arrivalRate: 2.7, serviceTime: 1, servers: 3 };
    const fixed = mgcSojournPercentile({ ...load, serviceScv: 0 }, 0.99);
    for (const serviceScv of [1e-12, 1e-6, 1e-5, 1e-4])
      expect(mgcSojournPercentile({ ...load, serviceScv }, 0.99)).toBeCloseTo(fixed, 1);
  });
});

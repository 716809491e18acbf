import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangB } from '../../../src/engines/queueing/erlang-b.ts';
import { finiteQueue } from '../../../src/engines/queueing/finite-queue.ts';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';

describe('a finite queue', () => {
  test('the emission inspection of Gross and Harris: 3 stalls, 4 places, a car a minute, 6 minutes: Lq 3.09, L 6.06', () => {
    const { meanWait, meanSojourn, throughput } = finiteQueue({
      arrivalRate: 1,
      serviceTime: 6,
      servers: 3,
      capacity: 7,
    });
    expect(throughput * meanWait).toBeCloseTo(3.09, 2);
    expect(throughput * meanSojourn).toBeCloseTo(6.06, 2);
  });

  test.each([
    [0.9, 1, 10, 0.050814, 4.646601],
    [1.2, 1, 10, 0.192586, 6.926138],
    [3.8, 4, 12, 0.067481, 1.776762],
  ])(
    '%d arrivals, %i servers, %i places: %d lost, %d inside',
    (arrivalRate, servers, capacity, lost, inside) => {
      const queue = finiteQueue({ arrivalRate, serviceTime: 1, servers, capacity });
      expect(queue.blocked).toBeCloseTo(lost, 6);
      expect(queue.meanSojourn).toBeCloseTo(inside, 6);
    },
  );

  test('without places to wait it loses as Erlang B says; with many it waits as M/M/c', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (rho, servers) => {
          const load = { arrivalRate: rho * servers, serviceTime: 1, servers };
          const none = finiteQueue({ ...load, capacity: servers });
          expect(none.blocked).toBeCloseTo(erlangB(rho * servers, servers), 12);
          expect(none.meanWait).toBe(0);
          const many = finiteQueue({ ...load, capacity: servers + 600 });
          expect(many.meanWait).toBeCloseTo(mmcMeanWait(load), 10);
          expect(many.throughput).toBeCloseTo(rho * servers, 10);
        },
      ),
    );
  });

  test('a thousand servers above their load do not overflow', () => {
    const queue = finiteQueue({ arrivalRate: 2000, serviceTime: 1, servers: 1000, capacity: 3000 });
    expect(queue.blocked).toBeCloseTo(0.5, 3);
    expect(queue.utilisation).toBeCloseTo(1, 6);
  });

  test('nothing arrives, nothing waits', () => {
    expect(finiteQueue({ arrivalRate: 0, serviceTime: 2, servers: 1, capacity: 3 })).toEqual({
      blocked: 0,
      meanWait: 0,
      meanSojourn: 2,
      throughput: 0,
      utilisation: 0,
    });
  });

  test.each([
    [{ arrivalRate: -1 }, 'an arrival rate of -1 is not finite and at least 0'],
    [{ serviceTime: 0 }, 'a service time of 0 is not finite and above 0'],
    [{ servers: 1.5 }, '1.5 servers are not a whole number from 1'],
    [{ capacity: 1 }, 'a capacity of 1 is not a whole number from the 2 servers'],
    [{ capacity: 2.5 }, 'a capacity of 2.5 is not a whole number from the 2 servers'],
  ])('refuses %o', (change, message) => {
    expect(() => finiteQueue({ arrivalRate: 1, serviceTime: 1, servers: 2, capacity: 4, ...change })).toThrow(
      new RangeError(message),
    );
  });
});

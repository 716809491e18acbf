import { describe, expect, test } from 'vitest';
import { stableUtilisation } from '../../../src/engines/queueing/station-load.ts';

const load = { arrivalRate: 30, serviceTime: 0.1, servers: 4 };

describe('the utilisation of a station', () => {
  test('is arrivals times service over servers', () => {
    expect(stableUtilisation(load)).toBeCloseTo(0.75, 15);
    expect(stableUtilisation({ ...load, arrivalRate: 0 })).toBe(0);
  });

  test.each([
    [{ arrivalRate: -1 }, 'an arrival rate of -1 is not finite and at least 0'],
    [{ arrivalRate: Number.NaN }, 'an arrival rate of NaN is not finite and at least 0'],
    [{ serviceTime: 0 }, 'a service time of 0 is not finite and above 0'],
    [{ serviceTime: Number.POSITIVE_INFINITY }, 'a service time of Infinity is not finite and above 0'],
    [{ servers: 0 }, '0 servers are not a whole number from 1'],
    [{ servers: 1.5 }, '1.5 servers are not a whole number from 1'],
    [{ arrivalRate: 40 }, '40 arrivals of 0.1 each are 1 of what 4 servers can do: the queue grows for ever'],
  ])('refuses %o', (change, message) => {
    expect(() => stableUtilisation({ ...load, ...change })).toThrow(new RangeError(message));
  });
});

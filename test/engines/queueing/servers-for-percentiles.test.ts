import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  percentilesHold,
  serversForPercentiles,
  utilisationForPercentiles,
} from '../../../src/engines/queueing/servers-for-percentiles.ts';

const p99 = (limit: number) => [{ share: 0.99, limit }];

describe('servers for a percentile', () => {
  it('says that 20 ms with 200 ms for 99 % run at about 78 % on one server (exact M/D/1: 0.78), erring on the safe side', () => {
    const utilisation = utilisationForPercentiles({ serviceTime: 20, serviceScv: 0 }, 1, p99(200));
    expect(utilisation).toBeGreaterThan(0.74);
    expect(utilisation).toBeLessThan(0.78);
  });

  it('lets a pool run busier than one server', () => {
    const request = { serviceTime: 20, serviceScv: 0 };
    const busy = [1, 2, 4, 8].map((servers) => utilisationForPercentiles(request, servers, p99(200)));
    expect(busy).toEqual(busy.toSorted((a, b) => a - b));
    expect(busy[3]).toBeGreaterThan(0.93);
  });

  it('is undefined where the service alone is longer', () => {
    const request = { arrivalRate: 1, serviceTime: 2, serviceScv: 0 };
    expect(serversForPercentiles(request, p99(1.9))).toBeUndefined();
    expect(utilisationForPercentiles(request, 4, p99(1.9))).toBe(0);
  });

  it('is the fewest: one server less does not hold', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 6, max: 20, noNaN: true }),
        (arrivalRate, serviceScv, limit) => {
          const request = { arrivalRate, serviceTime: 1, serviceScv };
          const servers = serversForPercentiles(request, p99(limit));
          // the P99 of a widely varying service alone may be longer
          fc.pre(servers !== undefined);
          expect(percentilesHold(request, servers, p99(limit))).toBe(true);
          expect(percentilesHold(request, servers - 1, p99(limit))).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });
});

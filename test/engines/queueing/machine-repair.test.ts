import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { machineRepair } from '../../../src/engines/queueing/machine-repair.ts';
import { meanValueAnalysis } from '../../../src/engines/queueing/mean-value-analysis.ts';

const loop = { clients: 10, thinkTime: 5, serviceTime: 1, servers: 1 };

describe('machine repair', () => {
  test.each([
    [10, 5, 0.981615, 5.187289],
    [20, 10, 0.998131, 10.037451],
  ])('%i clients that think %d: %d a unit of time, %d each', (clients, thinkTime, throughput, sojourn) => {
    const times = machineRepair({ ...loop, clients, thinkTime });
    expect(times.throughput).toBeCloseTo(throughput, 6);
    expect(times.meanSojourn).toBeCloseTo(sojourn, 6);
  });

  test('with one server it is mean value analysis of one station', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        (clients, thinkTime) => {
          const times = machineRepair({ ...loop, clients, thinkTime });
          const analysed = meanValueAnalysis({ clients, thinkTime, demands: [1] });
          expect(times.throughput / analysed.throughput).toBeCloseTo(1, 10);
          expect(times.meanSojourn / analysed.responseTime).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test("obeys Little's law over the whole loop, and nobody waits where each has a server", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (clients, servers, thinkTime) => {
          const { throughput, meanSojourn, meanWait } = machineRepair({
            ...loop,
            clients,
            servers,
            thinkTime,
          });
          expect((throughput * (thinkTime + meanSojourn)) / clients).toBeCloseTo(1, 9);
          if (servers >= clients) expect(meanWait).toBe(0);
        },
      ),
    );
  });

  test.each([
    [{ clients: 0 }, '0 clients are not a whole number from 1'],
    [{ servers: 0.5 }, '0.5 servers are not a whole number from 1'],
    [{ thinkTime: -1 }, 'a think time of -1 is not finite and at least 0'],
    [{ serviceTime: 0 }, 'a service time of 0 is not finite and above 0'],
  ])('refuses %o', (change, message) => {
    expect(() => machineRepair({ ...loop, ...change })).toThrow(new RangeError(message));
  });
});

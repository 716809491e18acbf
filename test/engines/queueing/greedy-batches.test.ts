import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greedyBatches } from '../../../src/engines/queueing/greedy-batches.ts';
import { linearBatchTimes } from '../../../src/engines/queueing/linear-batch-times.ts';
import { pollaczekKhinchine } from '../../../src/engines/queueing/pollaczek-khinchine.ts';

const times = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 16 });

describe('greedy batches', () => {
  // an independent chain, and for the first, second and last a simulation, of the research notes
  test.each([
    [200, 5, 1, 8, 9.89763, 1.589669, 0.829062],
    [400, 5, 1, 8, 13.904818, 3.406292, 0.987149],
    [1000, 1.8874, 0.1438, 32, 3.405343, 2.333175, 0.952741],
    [60, 20, 10, 4, 129.353665, 3.120247, 0.984585],
  ])(
    '%i a second, s = %d + %d n ms, up to %i',
    (perSecond, fixed, perItem, maxBatch, sojourn, batch, busy) => {
      const found = greedyBatches({
        arrivalRate: perSecond / 1000,
        batchTimes: linearBatchTimes(fixed, perItem, maxBatch),
      });
      expect(found.meanSojourn).toBeCloseTo(sojourn, 6);
      expect(found.meanBatch).toBeCloseTo(batch, 6);
      expect(found.busyShare).toBeCloseTo(busy, 6);
    },
  );

  test('one at a time is M/D/1', () => {
    const { meanWait, meanBatch, busyShare } = greedyBatches({ arrivalRate: 0.9, batchTimes: [1] });
    expect(meanWait / pollaczekKhinchine({ arrivalRate: 0.9, serviceTime: 1 }, 0)).toBeCloseTo(1, 10);
    expect(meanBatch).toBeCloseTo(1, 12);
    expect(busyShare).toBeCloseTo(0.9, 12);
  });

  test('any table of times: what comes in goes out, waits are not negative, nothing beats the fastest batch', () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.02, max: 0.97, noNaN: true }), (batchTimes, rho) => {
        const arrivalRate = (rho * batchTimes.length) / (batchTimes.at(-1) ?? 1);
        const { meanWait, meanSojourn, meanBatch, busyShare } = greedyBatches({ arrivalRate, batchTimes });
        expect(meanWait).toBeGreaterThan(-1e-9);
        expect(meanSojourn).toBeGreaterThan(Math.min(...batchTimes) * (1 - 1e-9));
        expect(meanBatch).toBeGreaterThan(1 - 1e-9);
        expect(meanBatch).toBeLessThan(batchTimes.length + 1e-9);
        expect(busyShare).toBeGreaterThan(0);
        expect(busyShare).toBeLessThan(1 + 1e-12);
      }),
    );
  });

  test('light load is a batch of one, heavy load full batches', () => {
    const batchTimes = linearBatchTimes(5, 1, 8);
    const light = greedyBatches({ arrivalRate: 1e-6, batchTimes });
    expect(light.meanSojourn).toBeCloseTo(6, 3);
    const heavy = greedyBatches({ arrivalRate: (0.999 * 8) / 13, batchTimes });
    expect(heavy.meanBatch).toBeGreaterThan(7.9);
  });

  test.each([
    [{ arrivalRate: 0 }, 'an arrival rate of 0 is not finite and above 0'],
    [{ batchTimes: [] }, 'no batch times'],
    [{ batchTimes: [1, 0] }, 'a batch of 2 takes 0, which is not finite and above 0'],
    [{ batchTimes: [2, 4] }, '0.5 arrivals against 0.5 that full batches serve: the queue grows for ever'],
  ])('refuses %o', (change, message) => {
    expect(() => greedyBatches({ arrivalRate: 0.5, batchTimes: [2, 3], ...change })).toThrow(
      new RangeError(message),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkService } from '../../../src/engines/queueing/bulk-service.ts';
import { mmcMeanWait } from '../../../src/engines/queueing/mmc-mean-wait.ts';

describe('bulk service', () => {
  test.each([
    [4, 3, 2.552499],
    [8, 6, 2.398025],
    [16, 12, 2.305419],
  ])('up to %i at once, %d arrivals a service: waits %d', (maxBatch, arrivalRate, expected) => {
    expect(bulkService({ arrivalRate, batchTime: 1, maxBatch }).meanWait).toBeCloseTo(expected, 6);
  });

  test('one at a time is M/M/1', () => {
    const { meanWait, meanBatch, busyShare } = bulkService({ arrivalRate: 3, batchTime: 0.25, maxBatch: 1 });
    expect(meanWait).toBeCloseTo(mmcMeanWait({ arrivalRate: 3, serviceTime: 0.25, servers: 1 }), 12);
    expect(meanBatch).toBeCloseTo(1, 12);
    expect(busyShare).toBeCloseTo(0.75, 12);
  });

  test('what comes in goes out, in batches within their limit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 128 }),
        (rho, maxBatch) => {
          const { meanBatch, busyShare, meanWait } = bulkService({
            arrivalRate: rho * maxBatch,
            batchTime: 1,
            maxBatch,
          });
          expect((busyShare * meanBatch) / (rho * maxBatch)).toBeCloseTo(1, 10);
          expect(busyShare).toBeLessThan(1 + 1e-12);
          expect(meanBatch).toBeLessThan(maxBatch * (1 + 1e-12));
          expect(meanWait).toBeGreaterThan(0);
        },
      ),
    );
  });

  test.each([
    [{ arrivalRate: 0 }, 'an arrival rate of 0 is not finite and above 0'],
    [{ batchTime: -1 }, 'a batch time of -1 is not finite and above 0'],
    [{ maxBatch: 0 }, 'a batch of 0 is not a whole number from 1'],
    [{ arrivalRate: 4 }, '4 arrivals in the time of a batch of 4 at most: the queue grows for ever'],
  ])('refuses %o', (change, message) => {
    expect(() => bulkService({ arrivalRate: 3, batchTime: 1, maxBatch: 4, ...change })).toThrow(
      new RangeError(message),
    );
  });
});

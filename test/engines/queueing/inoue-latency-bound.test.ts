import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greedyBatches } from '../../../src/engines/queueing/greedy-batches.ts';
import { inoueLatencyBound } from '../../../src/engines/queueing/inoue-latency-bound.ts';
import { linearBatchTimes } from '../../../src/engines/queueing/linear-batch-times.ts';

const batches = { arrivalRate: 1, fixedTime: 1.8874, timePerItem: 0.1438 };

describe("Inoue's bound", () => {
  // ResNet-50 on a V100 as the paper fits it, in ms; the exact means of the research notes
  test.each([
    [0.2, 2.468, 2.442],
    [0.5, 3.2, 2.926],
    [1, 3.464, 3.405],
    [3, 5.194, 5.194],
    [5, 10.4798, 10.4798],
  ])('%d a millisecond: at most %d, exactly %d', (arrivalRate, bound, exact) => {
    const found = inoueLatencyBound({ ...batches, arrivalRate });
    expect(found).toBeCloseTo(bound, 3);
    const { meanSojourn } = greedyBatches({ arrivalRate, batchTimes: linearBatchTimes(1.8874, 0.1438, 160) });
    expect(meanSojourn).toBeCloseTo(exact, 3);
    expect(found / meanSojourn - 1).toBeGreaterThan(-1e-10);
    expect(found / meanSojourn - 1).toBeLessThan(0.0937);
  });

  test('lies above the exact mean while no batch nears the limit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        fc.double({ min: 0.05, max: 0.6, noNaN: true }),
        (fixedTime, timePerItem, load) => {
          const arrivalRate = load / timePerItem;
          // batches settle near lambda tau / (1 - lambda alpha); three times that and 60 more are hardly ever met
          const settled = (arrivalRate * fixedTime) / (1 - load);
          fc.pre(settled < 60);
          const batchTimes = linearBatchTimes(fixedTime, timePerItem, Math.ceil(3 * settled + 60));
          const { meanSojourn } = greedyBatches({ arrivalRate, batchTimes });
          expect(inoueLatencyBound({ arrivalRate, fixedTime, timePerItem }) / meanSojourn).toBeGreaterThan(
            1 - 1e-9,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each([
    [{ arrivalRate: 0 }, 'an arrival rate of 0 is not finite and above 0'],
    [{ fixedTime: -1 }, 'a fixed time of -1 is not finite and above 0'],
    [{ timePerItem: 0 }, 'a time per item of 0 is not finite and above 0'],
    [{ timePerItem: 1 }, 'items alone need 1 of the server: the queue grows for ever'],
  ])('refuses %o', (change, message) => {
    expect(() => inoueLatencyBound({ ...batches, ...change })).toThrow(new RangeError(message));
  });
});

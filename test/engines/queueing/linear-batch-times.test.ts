import { describe, expect, test } from 'vitest';
import { linearBatchTimes } from '../../../src/engines/queueing/linear-batch-times.ts';

describe('linear batch times', () => {
  test('the fit of PeopleNet on Jetson in the research notes meets both published points: 29.92 and 61.63 ms', () => {
    const times = linearBatchTimes(22, 7.93, 5);
    expect(times[0]).toBeCloseTo(29.92, 1);
    expect(times[4]).toBeCloseTo(61.63, 1);
  });

  test.each([
    [-1, 1, 2, 'batch times of -1 and 1 an item are not finite and above 0'],
    [0, 0, 2, 'batch times of 0 and 0 an item are not finite and above 0'],
    [Number.POSITIVE_INFINITY, 1, 2, 'batch times of Infinity and 1 an item are not finite and above 0'],
    [1, 1, 0, 'a batch of 0 is not a whole number from 1'],
    [1, 1, 2.5, 'a batch of 2.5 is not a whole number from 1'],
  ])('refuses %d + %d n up to %d', (fixed, perItem, maxBatch, message) => {
    expect(() => linearBatchTimes(fixed, perItem, maxBatch)).toThrow(new RangeError(message));
  });
});

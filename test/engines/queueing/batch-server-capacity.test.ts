import { describe, expect, test } from 'vitest';
import { batchServerCapacity } from '../../../src/engines/queueing/batch-server-capacity.ts';
import { linearBatchTimes } from '../../../src/engines/queueing/linear-batch-times.ts';

describe('the capacity of a batch server', () => {
  test('is b / (tau + alpha b): 8 in 13 ms are 615 a second', () => {
    expect(1000 * batchServerCapacity(linearBatchTimes(5, 1, 8))).toBeCloseTo(615.385, 3);
    expect(1000 * batchServerCapacity(linearBatchTimes(5, 1, 8), 3)).toBeCloseTo(1846.154, 3);
  });

  test("Triton's tuning guide on inception: 8 at once were served at 272 a second, under the capacity of the fit 13.3 + 0.35 n, b = 4", () => {
    expect(1000 * batchServerCapacity(linearBatchTimes(13.3, 0.35, 4))).toBeGreaterThan(271);
  });

  test('counts the largest batch, even where a smaller one is faster', () => {
    expect(batchServerCapacity([1, 1.5, 4])).toBe(0.75);
  });

  test('refuses no times, times of 0 and no servers', () => {
    expect(() => batchServerCapacity([])).toThrow('no batch times');
    expect(() => batchServerCapacity([1, 0])).toThrow(
      'a batch of 2 takes 0, which is not finite and above 0',
    );
    expect(() => batchServerCapacity([1], 0)).toThrow('0 servers are not a whole number from 1');
  });
});

import { expect, test } from 'vitest';
import { batchCycleLoad } from '../../../src/engines/queueing/batch-cycle-load.ts';

/** s(n) = 1.8874 + 0.1438 n ms, the curve of Inoue (arXiv:1912.06322). */
const TIMES = Float64Array.from({ length: 129 }, (_, size) => (1.8874 + 0.1438 * size) / 1000);

test('a median of 1.5 s(n): at 5,000/s the mean is 10.48 ms, and the cycle that allows it carries that within 2 %', () => {
  const load = batchCycleLoad(TIMES, 1, [{ share: 0.5, seconds: 0.0104798 }]);
  expect(Math.abs(load / 5000 - 1)).toBeLessThan(0.02);
});
test('more servers wait for less of the batch before; a target below the shortest batch holds nothing', () => {
  const targets = [{ share: 0.99, seconds: 0.01 }];
  expect(batchCycleLoad(TIMES, 4, targets) / 4).toBeGreaterThan(batchCycleLoad(TIMES, 1, targets));
  expect(batchCycleLoad(TIMES, 1, [{ share: 0.5, seconds: 0.002 }])).toBe(0);
});

import { expect, test } from 'vitest';
import { ratioInterval, studentT95 } from '../../../src/engines/queueing/ratio-interval.ts';

test('with equal denominators it is the textbook interval of a mean: 1 to 8, 4.5 +- 2.365 * 2.449 / sqrt 8', () => {
  const { value, low, high } = ratioInterval([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 1, 1, 1, 1, 1]);
  expect(value).toBe(4.5);
  expect(high - value).toBeCloseTo(2.0479, 3);
  expect(value - low).toBeCloseTo(2.0479, 3);
});
test("Student's t of the NIST handbook: 2.365, 2.131, 2.040, 1.998", () => {
  expect([8, 16, 32, 64].map((batches) => Number(studentT95(batches).toFixed(3)))).toEqual([
    2.365, 2.131, 2.04, 1.998,
  ]);
  expect(() => studentT95(10)).toThrow('10 batches: 8, 16, 32 or 64 are known');
});

import { expect, test } from 'vitest';
import { batchServiceTimes } from '../../../src/engines/queueing/batch-service-times.ts';

test('PeopleNet on a Jetson took 29.92 ms alone and 61.63 ms by fives: 22.0 + 7.93 n in between (Triton, 2026-08-19)', () => {
  const times = batchServiceTimes(
    [
      { batch: 1, seconds: 0.02992 },
      { batch: 5, seconds: 0.06163 },
    ],
    8,
  );
  expect(times).toHaveLength(9);
  for (let size = 1; size <= 8; size++) expect(times[size]).toBeCloseTo(0.02199 + 0.0079275 * size, 4);
});
test('lines between neighbours, the ends carried on, one point as a time an item', () => {
  const points = [
    { batch: 1, seconds: 6 },
    { batch: 4, seconds: 9 },
    { batch: 6, seconds: 19 },
  ];
  expect([...batchServiceTimes(points, 7)]).toEqual([0, 6, 7, 8, 9, 14, 19, 24]);
  expect([...batchServiceTimes([{ batch: 4, seconds: 9 }], 2)]).toEqual([0, 2.25, 4.5]);
});
test.each([
  [[], 'no point of the curve is given'],
  [
    [
      { batch: 1, seconds: 2 },
      { batch: 2, seconds: 1 },
    ],
    'a batch of 2 takes 1 s after 1 in 2 s: both must ascend',
  ],
  [
    [
      { batch: 4, seconds: 1 },
      { batch: 5, seconds: 9 },
    ],
    'a batch of 1 would take -23 s',
  ],
])('%o is refused', (points, message) => {
  expect(() => batchServiceTimes(points, 2)).toThrow(new RangeError(message));
});

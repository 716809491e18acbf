import { describe, expect, test } from 'vitest';
import { fanOutTail } from '../../../src/engines/queueing/fan-out-tail.ts';

describe('the tail at scale', () => {
  test.each([
    [0.01, 100, 0.63],
    [0.0001, 2000, 0.18],
  ])('of Dean and Barroso: %d slow in %i calls: %d of requests', (slow, calls, expected) => {
    expect(fanOutTail(slow, calls)).toBeCloseTo(expected, 2);
  });

  test('keeps the digits of rare events', () => {
    expect(fanOutTail(1e-18, 10)).toBeCloseTo(1e-17, 30);
    expect(fanOutTail(0.3, 1)).toBeCloseTo(0.3, 14);
    expect(fanOutTail(1, 3)).toBe(1);
  });

  test.each([
    [-0.1, 2],
    [1.1, 2],
    [0.1, 0],
    [0.1, 1.5],
  ])('refuses %d over %d calls', (slow, calls) => {
    expect(() => fanOutTail(slow, calls)).toThrow(RangeError);
  });
});

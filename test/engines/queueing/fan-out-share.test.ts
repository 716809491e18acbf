import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fanOutShare } from '../../../src/engines/queueing/fan-out-share.ts';
import { fanOutTail } from '../../../src/engines/queueing/fan-out-tail.ts';

describe('what each parallel call must hold', () => {
  test('99 % over 100 calls is 99.99 % of each', () => {
    expect(fanOutShare(0.99, 100)).toBeCloseTo(0.9999, 5);
  });

  test('undoes the tail at scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        (share, k) => {
          expect(fanOutTail(1 - fanOutShare(share, k), k)).toBeCloseTo(1 - share, 9);
        },
      ),
    );
  });

  test.each([
    [0, 2],
    [1, 2],
    [0.5, 0],
  ])('refuses %d over %d', (share, calls) => {
    expect(() => fanOutShare(share, calls)).toThrow(RangeError);
  });
});

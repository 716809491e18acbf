import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangC } from '../../../src/engines/queueing/erlang-c.ts';

describe("Erlang's delay formula", () => {
  test('the eye clinic of Gross and Harris: six an hour, three doctors, 20 minutes each: 4/9 wait', () => {
    expect(erlangC(2, 3)).toBeCloseTo(4 / 9, 14);
  });

  test.each([
    [2, 1.6, 0.711111],
    [4, 3.2, 0.596432],
    [8, 7.2, 0.701533],
    [16, 14.4, 0.591343],
    [3, 2.5, 0.702247],
    [10, 9, 0.668732],
  ])('%i servers, %d erlang: %d', (servers, offered, expected) => {
    expect(erlangC(offered, servers)).toBeCloseTo(expected, 6);
  });

  test('with one server it is the utilisation; it lies above the loss and grows with load', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (rho, c) => {
          expect(erlangC(rho, 1)).toBeCloseTo(rho, 13);
          const waits = erlangC(rho * c, c);
          expect(waits).toBeGreaterThan(0);
          expect(waits).toBeLessThan(1);
          expect(erlangC(rho * c * 0.9, c)).toBeLessThan(waits);
        },
      ),
    );
  });

  test.each([
    [3, 3],
    [4, 3],
    [Number.NaN, 3],
    [-1, 3],
    [0, 0],
    [1, 2.5],
  ])('refuses %d erlang on %d servers', (offered, servers) => {
    expect(() => erlangC(offered, servers)).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangB } from '../../../src/engines/queueing/erlang-b.ts';

describe("Erlang's loss formula", () => {
  test('loses one call in a hundred at 8.108 erlang on 15 lines, as the manual of erlang.com prints', () => {
    expect(erlangB(8.108, 15)).toBeCloseTo(0.01, 5);
  });

  test.each([
    [10, 7, 0.078741],
    [4, 3.2, 0.228145],
  ])('%i servers, %d erlang: %d', (servers, offered, expected) => {
    expect(erlangB(offered, servers)).toBeCloseTo(expected, 6);
  });

  test('is the last term over the sum of a^k / k!', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), fc.integer({ min: 0, max: 60 }), (a, c) => {
        let term = 1;
        let sum = 1;
        for (let k = 1; k <= c; k++) {
          term *= a / k;
          sum += term;
        }
        expect(erlangB(a, c) / (term / sum)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('keeps its digits for 100,000 servers at their load: about sqrt(2 / (pi c))', () => {
    expect(erlangB(100_000, 100_000) / Math.sqrt(2 / (Math.PI * 100_000))).toBeCloseTo(1, 2);
  });

  test('nothing is lost without load, everything without servers', () => {
    expect(erlangB(0, 3)).toBe(0);
    expect(erlangB(2, 0)).toBe(1);
  });

  test.each([
    [-1, 2],
    [Number.POSITIVE_INFINITY, 2],
    [Number.NaN, 2],
    [1, 1.5],
    [1, -1],
  ])('refuses %d erlang on %d servers', (offered, servers) => {
    expect(() => erlangB(offered, servers)).toThrow(RangeError);
  });
});

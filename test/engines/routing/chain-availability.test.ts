import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainAvailability } from '../../../src/engines/routing/chain-availability.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a chain of fallbacks', () => {
  test('of two independent members at 99 % stands at 99.99 %', () => {
    expect(chainAvailability([0.99, 0.99], 0)).toBeCloseTo(0.9999, 12);
  });

  // IEC 61508-6, 1oo2 with beta: beta u + ((1 - beta) u)^2 = 0.1 x 0.01 + 0.009^2 = 0.001081
  test('with a tenth of failures in common is down 0.1081 %, eleven times as long', () => {
    expect(1 - chainAvailability([0.99, 0.99], 0.1)).toBeCloseTo(0.001081, 9);
  });

  test('is never worse than its best member, and no better than it when all failures are common', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 5 }), share, (members, beta) => {
        const best = Math.max(...members);
        expect(chainAvailability(members, beta)).toBeGreaterThanOrEqual(best - 1e-12);
        expect(chainAvailability(members, 1)).toBeCloseTo(best, 12);
      }),
    );
  });

  test('refuses no member and what is no share', () => {
    expect(() => chainAvailability([], 0)).toThrow(RangeError);
    expect(() => chainAvailability([1.1], 0)).toThrow(RangeError);
  });
});

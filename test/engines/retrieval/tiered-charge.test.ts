import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tieredCharge } from '../../../src/engines/retrieval/tiered-charge.ts';

describe('a charge in tiers', () => {
  const perVector = (usdPerTb: number): number => (5.17 * 1024 * usdPerTb) / 1024 ** 4;
  const tiers = [
    { above: 100_000, usdPerUnit: perVector(0.002) },
    { above: 0, usdPerUnit: perVector(0.004) },
  ];

  test('is what the first S3 Vectors pricing example charges a million queries: $1.93 and $1.44', () => {
    expect(1e6 * tieredCharge(250_000, tiers)).toBeCloseTo(1.93 + 1.44, 1);
  });

  test('is what its second example charges ten million: $19.26 and $953.36', () => {
    expect(1e7 * tieredCharge(10_000_000, tiers)).toBeCloseTo(19.26 + 953.36, 0);
  });

  test('never falls as the amount grows', () => {
    fc.assert(
      fc.property(fc.nat(1e7), fc.nat(1e6), (amount, more) => {
        expect(tieredCharge(amount + more, tiers)).toBeGreaterThanOrEqual(tieredCharge(amount, tiers));
      }),
    );
  });

  test('refuses tiers that do not begin at 0', () => {
    expect(() => tieredCharge(1, [{ above: 5, usdPerUnit: 1 }])).toThrow(RangeError);
    expect(() => tieredCharge(1, [])).toThrow(RangeError);
  });
});

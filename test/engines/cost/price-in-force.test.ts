import { describe, expect, it } from 'vitest';
import { priceInForce } from '../../../src/engines/cost/price-in-force.ts';

const OFFERS = [
  { from: '2026-09-25', provider: 'A', usdPerHour: 3.49 },
  { from: '2026-11-09', provider: 'A', usdPerHour: 3.99 },
  { from: '2026-11-09', provider: 'B', usdPerHour: 6.88, minimumCount: 8 },
  { from: '2026-06', provider: 'C', usdPerHour: 2.5 },
  { from: '2027-01-01', provider: 'D', usdPerHour: 1 },
];

describe('priceInForce', () => {
  it('takes the newest price of each offer and the lower median of them', () => {
    expect(priceInForce(OFFERS, 8, '2026-11-23')).toEqual({ row: OFFERS[1], low: 2.5, high: 6.88 });
  });

  it('leaves out machines that are only rented in larger numbers, while there are others', () => {
    expect(priceInForce(OFFERS, 1, '2026-11-23')).toEqual({ row: OFFERS[3], low: 2.5, high: 3.99 });
    expect(
      priceInForce(
        [OFFERS[2]].flatMap((row) => row ?? []),
        1,
        '2026-11-23',
      )?.row.provider,
    ).toBe('B');
  });

  it('looks back in time', () => {
    expect(priceInForce(OFFERS, 1, '2026-10-01')).toEqual({ row: OFFERS[3], low: 2.5, high: 3.49 });
    expect(priceInForce(OFFERS, 1, '2025-01-01')).toBeUndefined();
  });
});

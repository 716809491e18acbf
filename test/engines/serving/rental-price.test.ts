import { describe, expect, it } from 'vitest';
import { rentalPrice } from '../../../src/engines/serving/rental-price.ts';

const offer = { from: '2026-01-01', provider: 'A', tier: 'on-demand', accelerator: 'H100', usdPerHour: 3 };

describe('rentalPrice', () => {
  it('takes the newest price in force of each offer, then the cheapest', () => {
    const rows = [
      offer,
      { ...offer, from: '2026-06-01', usdPerHour: 4 },
      { ...offer, from: '2027-01-01', usdPerHour: 1 },
      { ...offer, provider: 'B', usdPerHour: 3.5 },
    ];
    expect(rentalPrice(rows, 'H100', 2, '2026-11-23')).toMatchObject({
      usdPerHour: 7,
      rental: { provider: 'B' },
    });
  });

  it('rents whole instances', () => {
    expect(rentalPrice([{ ...offer, minimumCount: 8 }], 'H100', 9, '2026-11-23')?.usdPerHour).toBe(48);
  });

  it('knows no price of another card, another tier or a later day', () => {
    for (const row of [
      { ...offer, accelerator: 'T4' },
      { ...offer, tier: 'spot' },
      { ...offer, from: '2027-01-01' },
    ])
      expect(rentalPrice([row], 'H100', 1, '2026-11-23')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { priceTiers } from '../../../src/engines/cost/price-tiers.ts';

describe('priceTiers', () => {
  it('turns units into requests and puts the free units first', () => {
    const rows = [
      { above: 5_000_000, usdPerThousand: 0.6 },
      { above: 0, usdPerThousand: 1.5, freePerMonth: 1000 },
    ];
    expect(priceTiers(rows, 2)).toEqual([
      { aboveRequests: 0, usdPerRequest: 0 },
      { aboveRequests: 500, usdPerRequest: 0.003 },
      { aboveRequests: 2_500_000, usdPerRequest: 0.0012 },
    ]);
  });

  it('drops a tier that the free units cover whole', () => {
    const rows = [
      { above: 0, usdPerThousand: 9, freePerMonth: 1000 },
      { above: 1000, usdPerThousand: 1 },
    ];
    expect(priceTiers(rows, 1)).toEqual([
      { aboveRequests: 0, usdPerRequest: 0 },
      { aboveRequests: 1000, usdPerRequest: 0.001 },
    ]);
  });

  it('has one tier for one price', () => {
    expect(priceTiers([{ above: 0, usdPerThousand: 6 }], 1)).toEqual([
      { aboveRequests: 0, usdPerRequest: 0.006 },
    ]);
  });
});

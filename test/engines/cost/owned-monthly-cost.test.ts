import { describe, expect, it } from 'vitest';
import { ownedMonthlyCost } from '../../../src/engines/cost/owned-monthly-cost.ts';

describe('ownedMonthlyCost', () => {
  it('writes off the price whether the machine runs or not, and pays for power while it does', () => {
    const card = { priceUsd: 36_000, amortisationMonths: 60, powerW: 1000, electricityUsdPerKwh: 0.1 };
    expect(ownedMonthlyCost(card, 24)).toEqual({ amortisationUsd: 600, electricityUsd: 73 });
    expect(ownedMonthlyCost(card, 12)).toEqual({ amortisationUsd: 600, electricityUsd: 36.5 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApiBill,
  apiMonthlyCost,
  requestsForApiCost,
} from '../../../src/engines/cost/api-monthly-cost.ts';

const flat = (usdPerRequest: number): ApiBill => ({
  tiers: [{ aboveRequests: 0, usdPerRequest }],
  batchShare: 0,
  batchDiscount: 0,
});
const tiered: ApiBill = {
  tiers: [
    { aboveRequests: 0, usdPerRequest: 0 },
    { aboveRequests: 1000, usdPerRequest: 0.0015 },
    { aboveRequests: 5_000_000, usdPerRequest: 0.0006 },
  ],
  batchShare: 0,
  batchDiscount: 0,
};

describe('apiMonthlyCost', () => {
  it('gives the founding document’s $2,700 for 100K requests at $0.027', () => {
    expect(apiMonthlyCost(100_000, flat(0.027))).toBeCloseTo(2700, 9);
  });

  it('prices each tier for its own requests only', () => {
    expect(apiMonthlyCost(1000, tiered)).toBe(0);
    expect(apiMonthlyCost(6_000_000, tiered)).toBeCloseTo(4_999_000 * 0.0015 + 1_000_000 * 0.0006, 6);
  });

  it('takes the batch discount off the share that may wait', () => {
    expect(apiMonthlyCost(1000, { ...flat(1), batchShare: 0.4, batchDiscount: 0.5 })).toBeCloseTo(800, 9);
  });

  it('never falls when the volume rises', () => {
    fc.assert(
      fc.property(fc.nat(1e8), fc.nat(1e8), (a, b) => {
        expect(apiMonthlyCost(a + b, tiered)).toBeGreaterThanOrEqual(apiMonthlyCost(a, tiered));
      }),
    );
  });

  it('is undone by requestsForApiCost', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (usd) => {
        const requests = requestsForApiCost(usd, tiered);
        expect(apiMonthlyCost(requests ?? Number.NaN, tiered)).toBeCloseTo(usd, 4);
      }),
    );
  });

  it('has no volume for a bill that a free API never reaches', () => {
    expect(requestsForApiCost(1, flat(0))).toBeUndefined();
  });
});

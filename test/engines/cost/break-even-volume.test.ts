import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiBill, apiMonthlyCost } from '../../../src/engines/cost/api-monthly-cost.ts';
import {
  breakEvenVolume,
  breakEvenVolumePerBusySecond,
} from '../../../src/engines/cost/break-even-volume.ts';
import {
  type Fleet,
  selfHostedCostPerBusySecond,
  selfHostedMonthlyCost,
} from '../../../src/engines/cost/self-hosted-monthly-cost.ts';

const flat = (usdPerRequest: number): ApiBill => ({
  tiers: [{ aboveRequests: 0, usdPerRequest }],
  batchShare: 0,
  batchDiscount: 0,
});
const FOUNDING: Fleet = {
  replica: { usdPerMonth: 2190, requestsPerMinute: 50 },
  peakFactor: 1,
  hoursPerDay: 24,
  spareReplicas: 0,
  engineerUsdPerMonth: 500,
};

const fleets = fc.record({
  replica: fc.record({
    usdPerMonth: fc.double({ min: 10, max: 1e5, noNaN: true }),
    requestsPerMinute: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
  }),
  peakFactor: fc.double({ min: 1, max: 10, noNaN: true }),
  hoursPerDay: fc.double({ min: 1, max: 24, noNaN: true }),
  spareReplicas: fc.nat(3),
  engineerUsdPerMonth: fc.double({ min: 1, max: 1e5, noNaN: true }),
});
const bills = fc
  .tuple(
    fc.double({ min: 1e-5, max: 1, noNaN: true }),
    fc.double({ min: 0.1, max: 1, noNaN: true }),
    fc.nat(1e6),
  )
  .map(
    ([price, later, above]): ApiBill => ({
      tiers: [
        { aboveRequests: 0, usdPerRequest: price },
        { aboveRequests: above + 1, usdPerRequest: price * later },
      ],
      batchShare: 0.5,
      batchDiscount: 0.5,
    }),
  );

describe('breakEvenVolume', () => {
  it('is 99,630 requests for the founding example, machines always on, not 50,000', () => {
    expect(breakEvenVolume(flat(0.027), FOUNDING).requestsPerMonth).toBeCloseTo(2690 / 0.027, 6);
  });

  it('is 19,231 requests for the founding example by the busy second', () => {
    expect(breakEvenVolumePerBusySecond(flat(0.027), FOUNDING).requestsPerMonth).toBeCloseTo(500 / 0.026, 6);
  });

  it('is never against an API that asks less than a full machine costs', () => {
    expect(breakEvenVolume(flat(0.000453), FOUNDING)).toEqual({ never: 'api-below-machine' });
    expect(breakEvenVolumePerBusySecond(flat(0.000453), FOUNDING)).toEqual({ never: 'api-below-machine' });
  });

  it('climbs past the steps of further replicas', () => {
    // capacity 2.19 M: one replica and the engineer cost 2,690 and would need 2.24 M at $0.0012
    expect(breakEvenVolume(flat(0.0012), FOUNDING).requestsPerMonth).toBeCloseTo(4880 / 0.0012, 3);
  });

  it('gives up on fleets beyond any size', () => {
    // each replica earns a thousand-millionth of its price more than it costs
    expect(breakEvenVolume(flat(0.001 + 1e-12), FOUNDING)).toEqual({ never: 'beyond-search' });
  });

  it('makes both sides equal where it exists, and the API cheaper before', () => {
    fc.assert(
      fc.property(fleets, bills, fc.double({ min: 0, max: 1, noNaN: true }), (fleet, bill, part) => {
        const { requestsPerMonth } = breakEvenVolume(bill, fleet);
        if (requestsPerMonth === undefined) return;
        const api = apiMonthlyCost(requestsPerMonth, bill);
        expect(selfHostedMonthlyCost(requestsPerMonth * (1 - 1e-12), fleet).monthlyUsd / api).toBeCloseTo(
          1,
          6,
        );
        const before = requestsPerMonth * part * (1 - 1e-9);
        expect(apiMonthlyCost(before, bill)).toBeLessThanOrEqual(
          selfHostedMonthlyCost(before, fleet).monthlyUsd,
        );
      }),
    );
  });

  it('makes both sides equal by the busy second', () => {
    fc.assert(
      fc.property(fleets, bills, (fleet, bill) => {
        const { requestsPerMonth } = breakEvenVolumePerBusySecond(bill, fleet);
        if (requestsPerMonth === undefined || requestsPerMonth === 0) return;
        const own = selfHostedCostPerBusySecond(requestsPerMonth, fleet).monthlyUsd;
        expect(own / apiMonthlyCost(requestsPerMonth, bill)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('finds none only where none is: sampled volumes never favour the machines', () => {
    fc.assert(
      fc.property(fleets, bills, fc.double({ min: 1, max: 1e9, noNaN: true }), (fleet, bill, volume) => {
        if (breakEvenVolume(bill, fleet).never !== 'api-below-machine') return;
        expect(selfHostedMonthlyCost(volume, fleet).monthlyUsd).toBeGreaterThanOrEqual(
          apiMonthlyCost(volume, bill) * (1 - 1e-9),
        );
      }),
    );
  });
});

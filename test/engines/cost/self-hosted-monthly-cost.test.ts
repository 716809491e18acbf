import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capacityPerMonth,
  type Fleet,
  selfHostedCostPerBusySecond,
  selfHostedMonthlyCost,
} from '../../../src/engines/cost/self-hosted-monthly-cost.ts';

/** The founding document: $3/hour, 50 requests/minute, $500 of engineering. */
const FOUNDING: Fleet = {
  replica: { usdPerMonth: 3 * 730, requestsPerMinute: 50 },
  peakFactor: 1,
  hoursPerDay: 24,
  spareReplicas: 0,
  engineerUsdPerMonth: 500,
};

describe('selfHostedMonthlyCost', () => {
  it('bills 730 hours where the founding document counted 33', () => {
    const cost = selfHostedMonthlyCost(100_000, FOUNDING);
    expect(cost).toMatchObject({ monthlyUsd: 2690, hardwareUsd: 2190, replicas: 1 });
    expect(cost.busyShare).toBeCloseTo(100_000 / 2_190_000, 12);
  });

  it('gives the founding document’s $0.001 a request and $100 + $500 a month by the busy second', () => {
    const cost = selfHostedCostPerBusySecond(100_000, FOUNDING);
    expect(cost.hardwareUsd / 100_000).toBeCloseTo(0.001, 12);
    expect(cost.hardwareUsd).toBeCloseTo(100, 9);
    expect(cost.monthlyUsd).toBeCloseTo(600, 9);
  });

  it('buys whole replicas for the peak, and the spare on top', () => {
    const fleet = { ...FOUNDING, peakFactor: 3, spareReplicas: 1 };
    expect(selfHostedMonthlyCost(730_000, fleet).replicas).toBe(2);
    expect(selfHostedMonthlyCost(730_001, fleet).replicas).toBe(3);
  });

  it('serves fewer requests in fewer hours', () => {
    expect(capacityPerMonth({ ...FOUNDING, hoursPerDay: 12 })).toBe(1_095_000);
  });

  it('never falls when the volume rises, and is never below the busy-second cost', () => {
    fc.assert(
      fc.property(fc.nat(1e8), fc.nat(1e8), fc.nat(3), (a, b, spareReplicas) => {
        const fleet = { ...FOUNDING, peakFactor: 2, spareReplicas };
        const less = selfHostedMonthlyCost(a, fleet).monthlyUsd;
        expect(selfHostedMonthlyCost(a + b, fleet).monthlyUsd).toBeGreaterThanOrEqual(less);
        expect(less).toBeGreaterThanOrEqual(selfHostedCostPerBusySecond(a, fleet).monthlyUsd);
      }),
    );
  });
});

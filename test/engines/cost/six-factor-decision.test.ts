import { describe, expect, it } from 'vitest';
import { cheaper, marginShare, sixFactorDecision } from '../../../src/engines/cost/six-factor-decision.ts';

const RULE = {
  apiBelowRequests: 10_000,
  selfHostedAboveRequests: 100_000,
  apiAboveMs: 500,
  selfHostedBelowMs: 100,
};
const API_CHEAP = { apiUsd: 100, selfHostedUsd: 1000 };
const EVEN = { apiUsd: 100, selfHostedUsd: 104 };

describe('sixFactorDecision', () => {
  it('lets price decide when it differs', () => {
    const decision = sixFactorDecision({ requestsPerMonth: 1e6, team: 'ml-team' }, RULE, API_CHEAP, 0.1);
    expect(decision).toMatchObject({ side: 'api', decidedBy: 'price' });
    expect(decision.factors.map(({ factor, side }) => `${factor} ${side}`)).toEqual([
      'volume api',
      'latency either',
      'customisation either',
      'privacy either',
      'team self-hosted',
      'budget either',
    ]);
  });

  it('lets regulated data, then a hard latency limit, decide against price', () => {
    const regulated = { requestsPerMonth: 1, dataSensitivity: 'regulated', latencyMs: 50 } as const;
    expect(sixFactorDecision(regulated, RULE, API_CHEAP, 0.1)).toMatchObject({
      side: 'self-hosted',
      decidedBy: 'privacy',
    });
    const fast = { requestsPerMonth: 1, latencyMs: 99 };
    expect(sixFactorDecision(fast, RULE, API_CHEAP, 0.1)).toMatchObject({
      side: 'self-hosted',
      decidedBy: 'latency',
    });
  });

  it('counts the other factors in a tie, and takes the API when they are even', () => {
    const team = { requestsPerMonth: 1, team: 'ml-team' } as const;
    expect(sixFactorDecision(team, RULE, EVEN, 0.1)).toMatchObject({
      side: 'self-hosted',
      decidedBy: 'other factors',
    });
    expect(sixFactorDecision({ requestsPerMonth: 1 }, RULE, EVEN, 0.1)).toMatchObject({
      side: 'api',
      decidedBy: 'price',
    });
  });

  it.each([
    [9_999, 'api'],
    [10_000, 'either'],
    [100_000, 'either'],
    [100_001, 'self-hosted'],
  ])('falls back on the founding document’s volumes without prices: %i is %s', (requestsPerMonth, side) => {
    const decision = sixFactorDecision({ requestsPerMonth }, RULE, undefined, 0.1);
    expect(decision.factors[0]?.side).toBe(side);
    expect(decision.side).toBe(side);
  });

  it.each([
    [99, 'self-hosted'],
    [100, 'either'],
    [500, 'either'],
    [501, 'api'],
  ])('reads a limit of %i ms as %s', (latencyMs, side) => {
    const { factors } = sixFactorDecision({ requestsPerMonth: 1, latencyMs }, RULE, undefined, 0.1);
    expect(factors[1]?.side).toBe(side);
  });

  it('measures the margin against the dearer side', () => {
    expect(marginShare({ apiUsd: 600, selfHostedUsd: 2700 })).toBeCloseTo(0.7778, 4);
    expect(marginShare({ apiUsd: 0, selfHostedUsd: 0 })).toBe(0);
    expect(cheaper({ apiUsd: 1, selfHostedUsd: 1 })).toBe('api');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { semanticCacheCost } from '../../../src/engines/routing/semantic-cache-cost.ts';

const usd = fc.double({ min: 0, max: 10, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a semantic cache', () => {
  // preto.ai (2026-04): a hit rate of 20 % saves $1,000 of a bill of $5,000 a month.
  test('with free lookups and no wrong hits saves its hit share, $1,000 of $5,000 at 20 %', () => {
    const cost = semanticCacheCost({
      hitShare: 0.2,
      wrongHitShare: 0,
      lookupUsd: 0,
      callUsd: 5000,
      wrongUsd: 0,
    });
    expect(5000 - cost.usdPerRequest).toBeCloseTo(1000, 9);
  });

  test('with 3 % wrong hits at $1 loses where a call costs $0.01', () => {
    const cost = semanticCacheCost({
      hitShare: 0.65,
      wrongHitShare: 0.03,
      lookupUsd: 0.00001,
      callUsd: 0.01,
      wrongUsd: 1,
    });
    expect(cost.usdPerRequest).toBeGreaterThan(0.01);
    expect(cost.breakEvenHitShare).toBeUndefined();
    expect(cost.breakEvenWrongHitShare).toBeCloseTo(0.009985, 6);
  });

  test('costs what the call costs at its break-even hit share', () => {
    fc.assert(
      fc.property(usd, usd, usd, share, (lookupUsd, callUsd, wrongUsd, wrongHitShare) => {
        const base = { wrongHitShare, lookupUsd, callUsd, wrongUsd };
        const { breakEvenHitShare } = semanticCacheCost({ ...base, hitShare: 0.5 });
        fc.pre(breakEvenHitShare !== undefined && callUsd > 1e-6);
        const at = semanticCacheCost({ ...base, hitShare: breakEvenHitShare ?? 0 });
        expect(at.usdPerRequest / callUsd).toBeCloseTo(1, 6);
      }),
    );
  });

  test('bears no share of wrong hits where the lookup costs more than the hits save, and every share where a wrong answer is cheap', () => {
    const base = { wrongHitShare: 0.03, lookupUsd: 0.001, callUsd: 0.01 };
    expect(
      semanticCacheCost({ ...base, hitShare: 0.05, wrongUsd: 1 }).breakEvenWrongHitShare,
    ).toBeUndefined();
    expect(
      semanticCacheCost({ ...base, hitShare: 5e-324, wrongUsd: 1 }).breakEvenWrongHitShare,
    ).toBeUndefined();
    expect(semanticCacheCost({ ...base, hitShare: 0.5, wrongUsd: 0.001 }).breakEvenWrongHitShare).toBe(1);
  });

  test('refuses a hit share above 1 and a negative cost', () => {
    const base = { hitShare: 0.5, wrongHitShare: 0, lookupUsd: 0, callUsd: 1, wrongUsd: 0 };
    expect(() => semanticCacheCost({ ...base, hitShare: 1.5 })).toThrow(RangeError);
    expect(() => semanticCacheCost({ ...base, callUsd: -1 })).toThrow(RangeError);
  });
});

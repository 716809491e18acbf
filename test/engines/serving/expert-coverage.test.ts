import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expertCoverage } from '../../../src/engines/serving/expert-coverage.ts';

describe('expertCoverage', () => {
  it.each([
    [4, 0.12],
    [16, 0.4],
    [32, 0.64],
    [64, 0.87],
    [128, 0.98],
  ])('touches the expected share of DeepSeek-R1 (8 of 256) with %i tokens', (tokens, share) => {
    expect(expertCoverage(256, 8, tokens)).toBeCloseTo(share, 2);
  });

  it('is k/E for one token, 0 for none, and never falls nor exceeds 1', () => {
    expect(expertCoverage(8, 2, 1)).toBeCloseTo(0.25, 12);
    expect(expertCoverage(8, 2, 0)).toBe(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 512 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(1000),
        (experts, share, tokens) => {
          const chosen = Math.max(1, Math.floor(experts * share));
          const now = expertCoverage(experts, chosen, tokens);
          expect(now).toBeLessThanOrEqual(expertCoverage(experts, chosen, tokens + 1));
          expect(now).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('refuses more experts a token than there are, and fewer tokens than none', () => {
    expect(() => expertCoverage(8, 9, 1)).toThrow(RangeError);
    expect(() => expertCoverage(8, 0, 1)).toThrow(RangeError);
    expect(() => expertCoverage(8, 2, -1)).toThrow(RangeError);
  });
});

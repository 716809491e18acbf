import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promptCacheHitShare } from '../../../src/engines/routing/prompt-cache-hit-share.ts';

describe('how often a prefix is still cached', () => {
  test('at one request in five minutes and a lifetime of five: 1 - 1/e = 63.2 % when reads renew it, half when not', () => {
    expect(promptCacheHitShare(1 / 300, 300, true)).toBeCloseTo(0.6321205588285577, 12);
    expect(promptCacheHitShare(1 / 300, 300, false)).toBeCloseTo(0.5, 12);
  });

  test('is a share, grows with the rate and is never lower when reads renew it', () => {
    const rate = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(promptCacheHitShare(high, 300, true)).toBeGreaterThanOrEqual(
          promptCacheHitShare(low, 300, true),
        );
        expect(promptCacheHitShare(high, 300, true)).toBeLessThanOrEqual(1);
        expect(promptCacheHitShare(high, 300, true)).toBeGreaterThanOrEqual(
          promptCacheHitShare(high, 300, false) - 1e-12,
        );
      }),
    );
  });

  test('refuses a negative rate', () => {
    expect(() => promptCacheHitShare(-1, 300, true)).toThrow(RangeError);
  });
});

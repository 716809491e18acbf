import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestContext } from '../../../src/engines/memory/longest-context.ts';

describe('longestContext', () => {
  it('finds the last length that fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (free, each) => {
        expect(longestContext(free, 1e7, (tokens) => tokens * each)).toBe(
          Math.min(1e7, Math.floor(free / each)),
        );
      }),
    );
  });

  it('is 0 when nothing fits', () => {
    expect(longestContext(-1, 1000, (tokens) => tokens)).toBe(0);
  });
});

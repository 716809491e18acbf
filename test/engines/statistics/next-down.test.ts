import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDown } from '../../../src/engines/statistics/next-down.ts';

describe('nextDown', () => {
  it('is below its value with nothing between', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const below = nextDown(value);
        expect(below).toBeLessThan(value);
        const middle = below / 2 + value / 2;
        expect(middle === below || middle === value || Math.abs(value) < 1e-300).toBe(true);
      }),
    );
  });

  it('steps over zero and powers of two', () => {
    expect(nextDown(1)).toBe(1 - Number.EPSILON / 2);
    expect(nextDown(0)).toBe(-Number.MIN_VALUE);
    expect(nextDown(-1)).toBe(-1 - Number.EPSILON);
  });
});

import { describe, expect, it } from 'vitest';
import { largestConcurrency } from '../../../src/engines/memory/largest-concurrency.ts';

describe('largestConcurrency', () => {
  it('counts whole sequences', () => {
    expect(largestConcurrency(10, 3)).toBe(3);
    expect(largestConcurrency(2, 3)).toBe(0);
    expect(largestConcurrency(-5, 3)).toBe(0);
  });

  it('refuses a sequence without memory', () => {
    expect(() => largestConcurrency(10, 0)).toThrow(RangeError);
  });
});

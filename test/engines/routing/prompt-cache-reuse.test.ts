import { describe, expect, test } from 'vitest';
import { promptCacheReuse } from '../../../src/engines/routing/prompt-cache-reuse.ts';

describe('reads that pay for a cached prefix', () => {
  // Anthropic's price page: caching pays off after one read with the 5-minute write (1.25 x), after two with the 1-hour write (2 x).
  test.each([
    ['5 minutes', 1.25, 0.1, 1],
    ['1 hour', 2, 0.1, 2],
    ['written at the plain price', 1, 0.25, 1],
    ['read at the plain price', 1.25, 1, undefined],
  ])('%s', (_, write, read, reads) => {
    expect(promptCacheReuse(write, read)).toBe(reads);
  });

  test('refuses a negative price', () => {
    expect(() => promptCacheReuse(-1, 0)).toThrow(RangeError);
  });
});

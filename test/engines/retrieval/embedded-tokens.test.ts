import { describe, expect, test } from 'vitest';
import { embeddedTokens } from '../../../src/engines/retrieval/embedded-tokens.ts';

describe('the tokens that are embedded', () => {
  test('count the overlap of each chunk but the first again', () => {
    expect(embeddedTokens(1000, 400, 200)).toBe(1000 + 3 * 200);
    expect(embeddedTokens(1000, 400, 0)).toBe(1000);
    expect(embeddedTokens(300, 512, 64)).toBe(300);
  });
});

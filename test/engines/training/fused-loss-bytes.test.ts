import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fusedLossBytes } from '../../../src/engines/training/fused-loss-bytes.ts';

describe('fusedLossBytes', () => {
  it('takes chunks of 2,048 for 16,384 tokens of 4,096 wide and 32,000 entries, the example in the source of Liger', () => {
    const inputs = 2 * 16_384 * 4096;
    expect(fusedLossBytes(16_384, 32_000, 4096, 0)).toBe(2 * 2048 * 32_000 + inputs);
  });

  it('grows with the tokens and never holds more than the whole logits beside the gradients', () => {
    const counts = fc.record({
      tokens: fc.integer({ min: 1, max: 1e6 }),
      vocabulary: fc.integer({ min: 1, max: 3e5 }),
      hidden: fc.integer({ min: 1, max: 2e4 }),
      gradient: fc.integer({ min: 0, max: 1e11 }),
    });
    fc.assert(
      fc.property(counts, ({ tokens, vocabulary, hidden, gradient }) => {
        const bytes = fusedLossBytes(tokens, vocabulary, hidden, gradient);
        expect(bytes).toBeLessThanOrEqual(2 * tokens * vocabulary + 2 * tokens * hidden + 2 * gradient);
        expect(fusedLossBytes(2 * tokens, vocabulary, hidden, gradient)).toBeGreaterThanOrEqual(bytes);
      }),
    );
  });

  it('refuses no tokens', () => {
    expect(() => fusedLossBytes(0, 1, 1, 0)).toThrow(RangeError);
  });
});

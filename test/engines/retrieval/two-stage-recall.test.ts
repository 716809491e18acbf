import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { twoStageRecall } from '../../../src/engines/retrieval/two-stage-recall.ts';

describe('the recall of two stages', () => {
  test('turns the 94.3 % of a plain top 20 into 98.1 % only when the first stage has that much', () => {
    // Anthropic's contextual retrieval: 5.7 % failures of a plain top 20, 1.9 % with all its steps
    expect(twoStageRecall(0.981, 1)).toBeCloseTo(1 - 0.019, 12);
  });

  test('never passes what the first stage found', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (candidates, kept) => {
        expect(twoStageRecall(candidates, kept)).toBeLessThanOrEqual(candidates);
      }),
    );
  });

  test('refuses what is no share', () => {
    expect(() => twoStageRecall(1.1, 1)).toThrow(RangeError);
    expect(() => twoStageRecall(1, -0.1)).toThrow(RangeError);
  });
});

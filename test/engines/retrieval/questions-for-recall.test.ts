import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionsForRecall } from '../../../src/engines/retrieval/questions-for-recall.ts';
import { wilsonInterval } from '../../../src/engines/statistics/wilson-interval.ts';

describe('the questions that a recall needs', () => {
  test("are those of Piegorsch's closed form at a half: z^2 / (4 e^2) - z^2", () => {
    // 1.959964^2 / 0.01 - 1.959964^2 = 380.3; the plain interval needs the well-known 385
    expect(questionsForRecall(0.5, 0.05)).toBe(381);
    expect(questionsForRecall(0.5, 0.1)).toBe(93);
  });

  test("are the fewest with which Wilson's interval is narrow enough", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        (recall, margin) => {
          const n = questionsForRecall(recall, margin);
          const half = (trials: number): number => {
            const { low, high } = wilsonInterval(recall * trials, trials);
            return (high - low) / 2;
          };
          expect(half(n)).toBeLessThanOrEqual(margin + 1e-9);
          if (n > 1) expect(half(n - 1)).toBeGreaterThan(margin - 1e-9);
        },
      ),
    );
  });

  test('refuse what is no share or no margin', () => {
    expect(() => questionsForRecall(1.2, 0.05)).toThrow(RangeError);
    expect(() => questionsForRecall(0.9, 0)).toThrow(RangeError);
    expect(() => questionsForRecall(0.9, 0.05, 1)).toThrow(RangeError);
  });
});

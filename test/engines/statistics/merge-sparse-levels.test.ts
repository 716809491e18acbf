import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeSparseLevels } from '../../../src/engines/statistics/merge-sparse-levels.ts';
import { histogramPairs } from './histograms.ts';

test('ordered levels join their neighbour', () => {
  expect(mergeSparseLevels([20, 1, 20, 2], [20, 2, 20, 1], true)).toEqual({
    reference: [20, 23],
    current: [20, 23],
  });
});

test('unordered levels go into one other level', () => {
  expect(mergeSparseLevels([3, 20, 3, 20, 0], [3, 20, 3, 20, 0], false)).toEqual({
    reference: [20, 20, 6],
    current: [20, 20, 6],
  });
});

test('an other level that is too small joins the largest level', () => {
  expect(mergeSparseLevels([1, 40, 20], [1, 40, 20], false)).toEqual({
    reference: [41, 20],
    current: [41, 20],
  });
});

test('a vanished level does not hide a new one', () => {
  expect(mergeSparseLevels([60, 30, 10, 0], [110, 60, 0, 30], false)).toEqual({
    reference: [70, 30, 0],
    current: [110, 60, 30],
  });
});

test('the smaller side decides what is sparse', () => {
  expect(mergeSparseLevels([1000, 1000], [2, 2], true)).toEqual({ reference: [2000], current: [4] });
});

test('rows stay, and every level left is expected at least 5 times unless it is the only one', () => {
  fc.assert(
    fc.property(histogramPairs, fc.boolean(), ({ reference, current }, ordered) => {
      const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
      const merged = mergeSparseLevels(reference, current, ordered);
      const n = sum(reference);
      const m = sum(current);
      expect([sum(merged.reference), sum(merged.current)]).toEqual([n, m]);
      if (merged.reference.length > 1)
        merged.reference.forEach((count, level) => {
          const pooled = count + (merged.current[level] ?? 0);
          expect((pooled * Math.min(n, m)) / (n + m)).toBeGreaterThanOrEqual(5 - 1e-9);
        });
    }),
  );
});

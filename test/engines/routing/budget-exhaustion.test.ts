import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetExhaustion } from '../../../src/engines/routing/budget-exhaustion.ts';

describe('the end of a budget', () => {
  test('$3,000 at $4,500 a month last 20 of 30 days; a third is rejected, or three eighths degraded', () => {
    expect(budgetExhaustion(3000, { monthlyUsd: 4500, movableUsd: 4400, movedUsd: 400 }, 30)).toEqual({
      exhaustedAfterDays: 20,
      rejectedShare: 1 - 3000 / 4500,
      degradedShare: 0.375,
    });
  });

  test('never comes when the month costs less', () => {
    expect(budgetExhaustion(10, { monthlyUsd: 9, movableUsd: 9, movedUsd: 1 }, 30)).toEqual({
      exhaustedAfterDays: undefined,
      rejectedShare: 0,
      degradedShare: 0,
    });
  });

  test('cannot be put off by degrading when even the cheap model is too dear', () => {
    expect(
      budgetExhaustion(100, { monthlyUsd: 1000, movableUsd: 900, movedUsd: 300 }, 30).degradedShare,
    ).toBeUndefined();
  });

  test('degrading the share that it names spends exactly the budget', () => {
    const amount = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, (budget, movable, moved) => {
        const monthly = movable + 10;
        const { degradedShare } = budgetExhaustion(
          budget,
          { monthlyUsd: monthly, movableUsd: movable, movedUsd: moved },
          30,
        );
        fc.pre(degradedShare !== undefined && degradedShare > 0);
        const spent = monthly - (degradedShare ?? 0) * (movable - moved);
        expect(spent / budget).toBeCloseTo(1, 6);
      }),
    );
  });

  test('refuses debts', () => {
    expect(() => budgetExhaustion(-1, { monthlyUsd: 1, movableUsd: 1, movedUsd: 1 }, 30)).toThrow(RangeError);
  });
});

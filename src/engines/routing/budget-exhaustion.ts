export type BudgetEnd = {
  /** Day of the month, counted from 0, on which the budget is gone at an even rate; undefined when it lasts. */
  readonly exhaustedAfterDays: number | undefined;
  /** Share of the month's requests that are turned away when the gateway rejects from then on. */
  readonly rejectedShare: number;
  /** Share of the strong model's spending that must move to the cheap one from the first day on to last the month; undefined when even all of it is not enough. */
  readonly degradedShare: number | undefined;
};

/**
 * When a monthly budget ends and what either answer costs: rejecting loses the rest of the month, degrading moves requests
 * to the cheaper model from the start, x = (cost - budget) / (strong spending - what the cheap model would cost for it).
 * @param monthlyUsd planned cost of the month.
 * @param movableUsd part of it spent on requests that may go to a cheaper model.
 * @param movedUsd what those would cost there.
 * @throws RangeError for a negative amount, or days that are not above 0.
 */
export function budgetExhaustion(
  budgetUsd: number,
  {
    monthlyUsd,
    movableUsd,
    movedUsd,
  }: { readonly monthlyUsd: number; readonly movableUsd: number; readonly movedUsd: number },
  daysInMonth: number,
): BudgetEnd {
  for (const amount of [budgetUsd, monthlyUsd, movableUsd, movedUsd])
    if (!(amount >= 0)) throw new RangeError(`${amount} USD is negative`);
  if (!(daysInMonth > 0)) throw new RangeError('a month has days');
  if (monthlyUsd <= budgetUsd) return { exhaustedAfterDays: undefined, rejectedShare: 0, degradedShare: 0 };
  const kept = budgetUsd / monthlyUsd;
  const gain = movableUsd - movedUsd;
  const excess = monthlyUsd - budgetUsd;
  return {
    exhaustedAfterDays: kept * daysInMonth,
    rejectedShare: 1 - kept,
    degradedShare: gain >= excess && gain > 0 ? excess / gain : undefined,
  };
}

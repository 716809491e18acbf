/**
 * How many times faster than evenly the error budget is spent when `budgetShare` of it goes in one window: share x period /
 * window (Google, The Site Reliability Workbook, chapter 5). 2 % in 1 h of 30 days is 14.4.
 * @param budgetShare above 0, up to 1. @param windowHours above 0. @param periodDays of the objective, above 0.
 * @throws RangeError outside these.
 */
export function burnRate(budgetShare: number, windowHours: number, periodDays: number): number {
  if (!(budgetShare > 0 && budgetShare <= 1 && windowHours > 0 && periodDays > 0))
    throw new RangeError(
      `no burn rate for ${budgetShare} of the budget in ${windowHours} h of ${periodDays} days`,
    );
  return (budgetShare * periodDays * 24) / windowHours;
}

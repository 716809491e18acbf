/** Hours of an average month: 365 x 24 / 12. Cloud providers bill by it. */
export const HOURS_PER_MONTH = 730;

const MS_PER_DAY = 86_400_000;

/**
 * Days from one date to another, whole or partial dates (`2026`, `2026-06`, `2026-06-28`).
 * A partial date counts as its last day, so that nothing is called stale before it is.
 */
export function daysBetween(earlier: string, later: string): number {
  return Math.floor((lastDay(later) - lastDay(earlier)) / MS_PER_DAY);
}

function lastDay(date: string): number {
  const [year = Number.NaN, month = 12, day] = date.split('-').map(Number);
  return day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
}

/**
 * The share of escalated requests at which a two-level cascade costs as much as sending everything to the strong model:
 * e* = 1 - (c_cheap + c_score) / c_strong, from c_cheap + c_score + e c_strong = c_strong. Above it the cascade loses money;
 * at or below 0 no cascade of the two pays. At most 1 (both free).
 * @param cheapUsd the cheap call, USD a request.
 * @param scoreUsd judging its answer, USD a request.
 * @param strongUsd the strong call, USD a request; above 0.
 * @throws RangeError for a negative cost, or a strong model that costs nothing.
 */
export function breakEvenEscalation(cheapUsd: number, scoreUsd: number, strongUsd: number): number {
  if (!(cheapUsd >= 0 && scoreUsd >= 0 && strongUsd > 0))
    throw new RangeError(`no break-even between ${cheapUsd}, ${scoreUsd} and ${strongUsd} USD`);
  return 1 - (cheapUsd + scoreUsd) / strongUsd;
}

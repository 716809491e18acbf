/**
 * The most tokens for which `bytesOf(tokens)` stays within `freeBytes`, by bisection; 0 when none. `bytesOf` must not
 * fall as tokens grow.
 * @param most upper end of the search, usually the model's context length.
 */
export function longestContext(freeBytes: number, most: number, bytesOf: (tokens: number) => number): number {
  if (bytesOf(most) <= freeBytes) return most;
  let fits = 0;
  let fails = most;
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (bytesOf(middle) <= freeBytes) fits = middle;
    else fails = middle;
  }
  return fits;
}

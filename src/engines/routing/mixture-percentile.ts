/** A latency distribution by its survival function. */
export type LatencyTail = {
  /** Share of requests slower than that, 0 to 1, never rising. */
  readonly shareAbove: (latencyMs: number) => number;
};

const HALVINGS = 200;
const LONGEST_MS = 1e12;

/**
 * The latency that a share of a mixed stream stays below, ms: the root of sum w_i S_i(t) = 1 - share. A mixture's P95 is no
 * mean of the parts' P95: once more than 5 % take the slow path, it is a percentile of that path.
 * @param parts weights (they are normalised) and survival functions.
 * @param share above 0, below 1.
 * @throws RangeError for no part, a negative weight, weights that sum to 0, or a share outside 0 to 1.
 */
export function mixturePercentile(
  parts: readonly { readonly weight: number; readonly tail: LatencyTail }[],
  share: number,
): number {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!(whole > 0) || parts.some(({ weight }) => !(weight >= 0)))
    throw new RangeError('weights must not be negative and must sum to more than 0');
  if (!(share > 0 && share < 1)) throw new RangeError(`${share} is not a share between 0 and 1`);
  const above = (latencyMs: number): number =>
    parts.reduce(
      (sum, { weight, tail }) => (weight === 0 ? sum : sum + (weight / whole) * tail.shareAbove(latencyMs)),
      0,
    );
  let low = 0;
  let high = 1;
  while (above(high) > 1 - share && high < LONGEST_MS) high *= 2;
  for (let step = 0; step < HALVINGS && high - low > high * 1e-12; step++) {
    const middle = (low + high) / 2;
    if (above(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}

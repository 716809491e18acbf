/** Halvings: enough to bring any bracket of doubles down to neighbours. */
const STEPS = 200;

/**
 * The smallest time from 0 on that is exceeded with a probability of at most 1 - share, by bisection to the last bit.
 * @param survival the probability that a time is exceeded: falls (weakly) with time, towards 0.
 * @param share above 0 and below 1. @param scale a first upper guess above 0; doubled until it is high enough.
 * @throws RangeError outside these, and where the survival function does not fall below 1 - share.
 */
export function survivalPercentile(survival: (time: number) => number, share: number, scale: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`a share of ${share} is not within 0 and 1`);
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new RangeError(`a first guess of ${scale} is not above 0`);
  const longer = 1 - share;
  if (survival(0) <= longer) return 0;
  let below = 0;
  let above = scale;
  while (survival(above) > longer) {
    below = above;
    above *= 2;
    if (!Number.isFinite(above)) throw new RangeError(`no time is exceeded by ${longer} of all`);
  }
  for (let step = 0; step < STEPS; step++) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (survival(middle) > longer) below = middle;
    else above = middle;
  }
  return above;
}

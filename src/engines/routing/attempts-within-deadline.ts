export type RetryPlan = {
  /** Calls that fit, the first included; 0 when not even one does. */
  readonly attempts: number;
  /** Longest the whole may take, waits included, ms. */
  readonly longestMs: number;
  /** Mean of the waits between those calls, ms. */
  readonly meanWaitMs: number;
};

const MOST_ATTEMPTS = 20;

/**
 * How many calls fit a deadline when each may take its time-out and waits are exponential with full jitter: wait n is
 * uniform between 0 and min(cap, base 2^n), n from 0 (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). Planned
 * with the longest waits, so that the deadline holds for every draw.
 * @param timeouts time-outs of the calls in order, ms; the last stands for all later ones.
 * @throws RangeError for no time-out, or a time that is not above 0.
 */
export function attemptsWithinDeadline(
  deadlineMs: number,
  timeouts: readonly number[],
  { baseMs, capMs }: { readonly baseMs: number; readonly capMs: number },
): RetryPlan {
  if (timeouts.length === 0) throw new RangeError('no time-out was given');
  for (const time of [deadlineMs, baseMs, capMs, ...timeouts])
    if (!(time > 0)) throw new RangeError(`${time} ms is not above 0`);
  let attempts = 0;
  let longestMs = 0;
  let waits = 0;
  while (attempts < MOST_ATTEMPTS) {
    const wait = attempts === 0 ? 0 : Math.min(capMs, baseMs * 2 ** (attempts - 1));
    const call = timeouts[Math.min(attempts, timeouts.length - 1)] ?? deadlineMs;
    if (longestMs + wait + call > deadlineMs) break;
    longestMs += wait + call;
    waits += wait;
    attempts++;
  }
  return { attempts, longestMs, meanWaitMs: waits / 2 };
}

import { binomialTails } from '../statistics/binomial-tails.ts';

/** Failures beyond which the search stops: the window would hold more than that over the threshold. */
const MOST_FAILURES = 200_000;

/**
 * Requests that a window must hold so that a share of failures above `threshold` is not chance: from there on, the exact
 * binomial chance that a service failing at `usual` passes the threshold stays at or below `alpha`. The chance is a
 * saw-tooth in the number of requests; what counts is its highest point for each allowed number of failures.
 * Undefined where none up to 200,000 failures is enough, as when the usual share reaches the threshold.
 * @param usual share of failures when all is well, 0 to 1. @param threshold above 0 and below 1. @param alpha below 1.
 * @throws RangeError outside these.
 */
export function minimumRequests(usual: number, threshold: number, alpha: number): number | undefined {
  if (!(usual >= 0 && usual <= 1 && threshold > 0 && threshold < 1 && alpha > 0 && alpha < 1))
    throw new RangeError(`no number of requests for ${usual} against ${threshold} at ${alpha}`);
  if (usual >= threshold) return undefined;
  /** The most requests of which `failures` are not yet above the threshold, and the chance to see more. */
  const chance = (failures: number): number => {
    const requests = Math.ceil((failures + 1) / threshold) - 1;
    return requests < 1 ? 1 : binomialTails(failures, requests, usual).above;
  };
  let low = 0;
  let high = 1;
  while (chance(high) > alpha) {
    low = high;
    high *= 2;
    if (high > MOST_FAILURES) return undefined;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (chance(middle) > alpha) low = middle;
    else high = middle;
  }
  const enough = chance(0) <= alpha ? 0 : high;
  return Math.max(1, Math.ceil(enough / threshold));
}

/** Shares of the latency targets, and the seconds allowed at each. */
export type LatencyTarget = { readonly share: number; readonly seconds: number };

/**
 * The load at which batches of one size, sent one after another, just hold latency targets: a request waits for what is left of
 * the batch before it (with c servers taking turns at most s(n)/c, every part of it equally likely) and then for its own, so its
 * p-th percentile is `s(n) (1 + p/c)`; the load of that cycle is `c n / s(n)`. This is the deterministic limit under heavy load
 * (the leading term of phi1 in Inoue, arXiv:1912.06322: a mean of 1.5 s(n) with one server); random arrivals and unequal service
 * lower it. A screen, not an answer.
 * @param serviceSeconds of a batch of n at index n; index 0 is not used.
 * @returns requests a second, 0 where not even single requests hold a target.
 */
export function batchCycleLoad(
  serviceSeconds: ArrayLike<number>,
  servers: number,
  targets: readonly LatencyTarget[],
): number {
  let best = 0;
  for (let size = 1; size < serviceSeconds.length; size++) {
    const seconds = serviceSeconds[size] ?? Number.POSITIVE_INFINITY;
    if (targets.every((target) => seconds * (1 + target.share / servers) <= target.seconds))
      best = Math.max(best, (servers * size) / seconds);
  }
  return best;
}

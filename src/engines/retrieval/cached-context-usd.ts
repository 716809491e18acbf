/**
 * USD a month to send a whole corpus with every question instead of searching it, its tokens cached by the provider: reads
 * at the cached price, and one write each time the cache has gone cold. Arrivals are random, so that a question finds the
 * cache cold with chance `exp(-rate * lifetime)`; each answer extends it.
 * @param questions a month, 0 or more. @param usdCached to send the corpus from the cache. @param usdUncached to send it
 * anew. @param lifetimeSeconds of an unused cache, 0 or more. @param secondsPerMonth above 0.
 */
export function cachedContextUsd(
  questions: number,
  usdCached: number,
  usdUncached: number,
  lifetimeSeconds: number,
  secondsPerMonth: number,
): number {
  const cold = Math.exp((-questions / secondsPerMonth) * lifetimeSeconds);
  return questions * (cold * usdUncached + (1 - cold) * usdCached);
}

export type SemanticCache = {
  /** Share of requests answered from the cache, 0 to 1. */
  readonly hitShare: number;
  /** Of the hits, the share that answers another question, 0 to 1. */
  readonly wrongHitShare: number;
  /** Embedding and search, USD a request, paid on hits and misses. */
  readonly lookupUsd: number;
  /** The call that a hit saves, USD. */
  readonly callUsd: number;
  /** What a wrong answer costs, USD. */
  readonly wrongUsd: number;
};
export type SemanticCacheCost = {
  /** Mean cost of a request with the cache, wrong hits included, USD. */
  readonly usdPerRequest: number;
  /** Hits above this share pay; undefined when a hit loses money at any share. */
  readonly breakEvenHitShare: number | undefined;
  /** The share of wrong hits up to which the cache pays at this hit share, at most 1; undefined where none does, or without a cost of wrong answers. */
  readonly breakEvenWrongHitShare: number | undefined;
};

/**
 * A semantic cache as an investment: lookup + (1 - h) call + h w wrong. A hit is worth call - w wrong; it pays when h times
 * that covers the lookup. Without a cost of wrong answers any hit looks good, which is how such caches come to be.
 * @throws RangeError for a negative cost or a share outside 0 to 1.
 */
export function semanticCacheCost({
  hitShare,
  wrongHitShare,
  lookupUsd,
  callUsd,
  wrongUsd,
}: SemanticCache): SemanticCacheCost {
  for (const share of [hitShare, wrongHitShare])
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
  if (!(lookupUsd >= 0 && callUsd >= 0 && wrongUsd >= 0)) throw new RangeError('a cost is negative');
  const worth = callUsd - wrongHitShare * wrongUsd;
  const bearable = (callUsd - lookupUsd / hitShare) / wrongUsd;
  return {
    usdPerRequest: lookupUsd + (1 - hitShare) * callUsd + hitShare * wrongHitShare * wrongUsd,
    breakEvenHitShare: worth > 0 && lookupUsd <= worth ? lookupUsd / worth : undefined,
    breakEvenWrongHitShare: wrongUsd > 0 && bearable >= 0 ? Math.min(1, bearable) : undefined,
  };
}

export type TokenBuckets = {
  /** Refill of the bucket of requests, a minute. */
  readonly requestsPerMinute: number;
  /** Refill of the bucket of tokens, a minute, with output reserved before it is known. */
  readonly reservedTokensPerMinute: number;
  /** The same once the reservation is reconciled with what was used. */
  readonly usedTokensPerMinute: number;
  /** Depth of the bucket of requests: the largest burst let through at once. */
  readonly burstRequests: number;
  readonly burstTokens: number;
};

/**
 * Two token buckets, for requests and for tokens, that pass a load: refill = peak rate, depth = what comes within the burst.
 * In any window of t a bucket passes at most depth + refill t (Cruz, A calculus for network delay, 1991: the (sigma, rho) bound). Tokens
 * are taken before the answer is known, so input plus reserved output (`max_tokens`), and given back afterwards.
 * @param perMinute mean requests a minute; peakFactor multiplies it.
 * @param reservedOutputTokens what a request may produce; at least outputTokens, what it does.
 * @throws RangeError for a negative value, a peak factor below 1 or a reservation below the use.
 */
export function tokenBucket({
  perMinute,
  peakFactor,
  inputTokens,
  outputTokens,
  reservedOutputTokens,
  burstSeconds,
}: {
  readonly perMinute: number;
  readonly peakFactor: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly reservedOutputTokens: number;
  readonly burstSeconds: number;
}): TokenBuckets {
  for (const value of [perMinute, inputTokens, outputTokens, burstSeconds])
    if (!(value >= 0)) throw new RangeError(`${value} is negative`);
  if (!(peakFactor >= 1)) throw new RangeError(`a peak factor of ${peakFactor} is below 1`);
  if (!(reservedOutputTokens >= outputTokens)) throw new RangeError('less output is reserved than used');
  const requestsPerMinute = perMinute * peakFactor;
  const reserved = inputTokens + reservedOutputTokens;
  const burstRequests = Math.max(1, Math.ceil((requestsPerMinute * burstSeconds) / 60));
  return {
    requestsPerMinute,
    reservedTokensPerMinute: requestsPerMinute * reserved,
    usedTokensPerMinute: requestsPerMinute * (inputTokens + outputTokens),
    burstRequests,
    burstTokens: burstRequests * reserved,
  };
}

export type TokenRequest = {
  /** Prompt tokens of one request, cached ones included; >= 0. */
  readonly inputTokens: number;
  /** Answer tokens of one request, reasoning included; >= 0. */
  readonly outputTokens: number;
  /** Share of the prompt that is read from the provider's cache, 0 to 1. */
  readonly cachedShare: number;
};

export type TokenPrices = {
  readonly inputPerMtokUsd: number;
  readonly cachedInputPerMtokUsd: number;
  readonly outputPerMtokUsd: number;
};

const MILLION = 1e6;

/**
 * USD of one request at flat token prices:
 * `(input * ((1 - cached) * priceIn + cached * priceCached) + output * priceOut) / 1e6`.
 */
export function costPerRequest(request: TokenRequest, prices: TokenPrices): number {
  const { inputTokens, outputTokens, cachedShare } = request;
  const input = (1 - cachedShare) * prices.inputPerMtokUsd + cachedShare * prices.cachedInputPerMtokUsd;
  return (inputTokens * input + outputTokens * prices.outputPerMtokUsd) / MILLION;
}

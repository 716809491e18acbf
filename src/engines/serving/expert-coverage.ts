/**
 * Expected share of a layer's experts that at least one of `tokens` tokens chooses: `1 - (1 - k/E)^tokens`, for
 * independent uniform routing (the coupon-collector expectation). Real routing is skewed, so this is a mild overestimate.
 * @returns 0 to 1.
 * @throws RangeError unless 1 <= expertsPerToken <= experts and tokens >= 0.
 */
export function expertCoverage(experts: number, expertsPerToken: number, tokens: number): number {
  if (!(expertsPerToken >= 1 && expertsPerToken <= experts))
    throw new RangeError(`${expertsPerToken} of ${experts} experts cannot work on a token`);
  if (!(tokens >= 0)) throw new RangeError(`${tokens} tokens cannot be routed`);
  return 1 - (1 - expertsPerToken / experts) ** tokens;
}

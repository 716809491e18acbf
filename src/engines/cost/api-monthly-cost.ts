import type { PriceTier } from './price-tiers.ts';

export type ApiBill = {
  readonly tiers: readonly PriceTier[];
  /** Share of the requests that may wait for a batch, 0 to 1. */
  readonly batchShare: number;
  /** What the provider takes off batched requests, 0 to 1. */
  readonly batchDiscount: number;
};

/**
 * USD a month for `requestsPerMonth` (>= 0) requests: each tier's price times the requests that fall in it, times
 * `1 - batchShare * batchDiscount`. Non-decreasing in volume.
 */
export function apiMonthlyCost(
  requestsPerMonth: number,
  { tiers, batchShare, batchDiscount }: ApiBill,
): number {
  const listed = tiers.reduce((total, { aboveRequests, usdPerRequest }, index) => {
    const end = tiers[index + 1]?.aboveRequests ?? Number.POSITIVE_INFINITY;
    const inTier = Math.max(0, Math.min(requestsPerMonth, end) - aboveRequests);
    return total + inTier * usdPerRequest;
  }, 0);
  return listed * (1 - batchShare * batchDiscount);
}

/**
 * The volume at which the API bill reaches `usd`, the inverse of apiMonthlyCost; undefined when it never does
 * (all tiers free). Where the bill is flat, the smallest such volume.
 */
export function requestsForApiCost(
  usd: number,
  { tiers, batchShare, batchDiscount }: ApiBill,
): number | undefined {
  let missing = usd;
  const kept = 1 - batchShare * batchDiscount;
  for (const [index, { aboveRequests, usdPerRequest }] of tiers.entries()) {
    const price = usdPerRequest * kept;
    const size = (tiers[index + 1]?.aboveRequests ?? Number.POSITIVE_INFINITY) - aboveRequests;
    if (missing <= 0) return aboveRequests;
    if (price > 0 && missing / price <= size) return aboveRequests + missing / price;
    if (price > 0) missing -= price * size;
  }
  return undefined;
}

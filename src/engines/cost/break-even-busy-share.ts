/**
 * The share of a fleet's capacity that must be used for its cost per request to equal the API's:
 * `monthlyUsd / (capacity * apiUsdPerRequest)`, 0 to 1; undefined when even a fully busy fleet costs more.
 * @param monthlyUsd what the kept machines cost a month, idle or busy
 * @param capacityRequestsPerMonth requests a month at full load; above 0
 * @param apiUsdPerRequest USD; >= 0
 */
export function breakEvenBusyShare(
  monthlyUsd: number,
  capacityRequestsPerMonth: number,
  apiUsdPerRequest: number,
): number | undefined {
  const share = monthlyUsd / (capacityRequestsPerMonth * apiUsdPerRequest);
  return share <= 1 ? share : undefined;
}

/**
 * Mean cost of a request when a share of them goes to the strong model and one call is made for each, USD:
 * (1 - s) c_cheap + s c_strong + c_router. The saving against the strong model alone is 1 - this / c_strong, the convention of
 * RouteLLM (Ong et al., arXiv:2406.18665).
 * @throws RangeError for a negative cost or a share outside 0 to 1.
 */
export function routedCost(
  strongShare: number,
  {
    cheapUsd,
    strongUsd,
    routerUsd,
  }: { readonly cheapUsd: number; readonly strongUsd: number; readonly routerUsd: number },
): number {
  if (!(strongShare >= 0 && strongShare <= 1)) throw new RangeError(`${strongShare} is not a share`);
  if (!(cheapUsd >= 0 && strongUsd >= 0 && routerUsd >= 0)) throw new RangeError('a cost is negative');
  return (1 - strongShare) * cheapUsd + strongShare * strongUsd + routerUsd;
}

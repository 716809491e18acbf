/** The price of one request beyond a monthly volume. Tiers are in rising order and the first begins at 0. */
export type PriceTier = { readonly aboveRequests: number; readonly usdPerRequest: number };

export type UnitTier = {
  /** The tier begins above this many units a month. */
  readonly above: number;
  readonly usdPerThousand: number;
  readonly freePerMonth?: number | undefined;
};

const THOUSAND = 1000;

/**
 * The tiers of a service that is paid by the unit (image, page, minute), counted in requests.
 * Units that are free every month make a first tier at price 0.
 * @param unitsPerRequest above 0
 */
export function priceTiers(rows: readonly UnitTier[], unitsPerRequest: number): PriceTier[] {
  const sorted = [...rows].sort((a, b) => a.above - b.above);
  const free = Math.max(0, ...sorted.map(({ freePerMonth }) => freePerMonth ?? 0));
  // a tier that the free units cover whole has no price of its own
  const endOf = (index: number): number => sorted[index + 1]?.above ?? Number.POSITIVE_INFINITY;
  const tiers = [...sorted.entries()]
    .filter(([index]) => endOf(index) > free)
    .map(([, { above, usdPerThousand }]) => ({
      aboveRequests: Math.max(above, free) / unitsPerRequest,
      usdPerRequest: (usdPerThousand * unitsPerRequest) / THOUSAND,
    }));
  const first = tiers[0];
  return first !== undefined && first.aboveRequests > 0
    ? [{ aboveRequests: 0, usdPerRequest: 0 }, ...tiers]
    : tiers;
}

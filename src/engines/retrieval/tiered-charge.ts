/** The price of one unit beyond a volume; the first tier begins at 0. */
export type ChargeTier = { readonly above: number; readonly usdPerUnit: number };

/**
 * USD for an amount that falls into price tiers: each tier's price times the part of the amount in it. Serverless vector
 * services charge what one query scans so: Amazon S3 Vectors by the vectors of the index, turbopuffer by its bytes.
 * @param amount 0 or more. @param tiers in any order, one of them from 0.
 * @throws RangeError without a tier from 0.
 */
export function tieredCharge(amount: number, tiers: readonly ChargeTier[]): number {
  const sorted = [...tiers].sort((a, b) => a.above - b.above);
  if (sorted[0]?.above !== 0) throw new RangeError('the first tier must begin at 0');
  return sorted.reduce((total, { above, usdPerUnit }, index) => {
    const end = sorted[index + 1]?.above ?? Number.POSITIVE_INFINITY;
    return total + Math.max(0, Math.min(amount, end) - above) * usdPerUnit;
  }, 0);
}

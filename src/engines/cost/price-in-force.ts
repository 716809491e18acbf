import { newestInForce } from './newest-in-force.ts';

export type Offer = {
  readonly from: string;
  readonly provider: string;
  readonly offer?: string | undefined;
  readonly usdPerHour: number;
  readonly minimumCount?: number | undefined;
};

export type PriceInForce<Row extends Offer> = {
  readonly row: Row;
  readonly low: number;
  readonly high: number;
};

/**
 * Of the offers in force on `date` (the newest of each provider and offer that began by then) the median one, the
 * lower of two, with the span of all. Offers that can be rented in `count` go before those that only come in larger
 * numbers. Undefined when nothing is in force.
 */
export function priceInForce<Row extends Offer>(
  offers: readonly Row[],
  count: number,
  date: string,
): PriceInForce<Row> | undefined {
  const inForce = newestInForce(offers, date, ({ provider, offer = '' }) => `${provider}|${offer}`);
  const rentable = inForce.filter(({ minimumCount = 1 }) => count % Math.max(1, minimumCount) === 0);
  const sorted = (rentable.length > 0 ? rentable : inForce).sort(
    (a, b) => a.usdPerHour - b.usdPerHour || (a.provider < b.provider ? -1 : 1),
  );
  const row = sorted[Math.floor((sorted.length - 1) / 2)];
  const low = sorted[0]?.usdPerHour;
  const high = sorted.at(-1)?.usdPerHour;
  return row === undefined || low === undefined || high === undefined ? undefined : { row, low, high };
}

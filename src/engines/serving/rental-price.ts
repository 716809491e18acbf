import { newestInForce } from '../cost/newest-in-force.ts';

export type Rental = {
  readonly from: string;
  readonly provider: string;
  readonly offer?: string | undefined;
  readonly tier: string;
  readonly accelerator: string;
  readonly minimumCount?: number | undefined;
  readonly usdPerHour: number;
};

export type RentalPrice<Row extends Rental> = { readonly usdPerHour: number; readonly rental: Row };

/**
 * The cheapest on-demand way to rent `count` accelerators of a kind for an hour: of each offer the newest price
 * that is in force on `today`, whole instances where the offer has a minimum. Undefined without an on-demand price.
 */
export function rentalPrice<Row extends Rental>(
  rentals: readonly Row[],
  accelerator: string,
  count: number,
  today: string,
): RentalPrice<Row> | undefined {
  const alike = rentals.filter((rental) => rental.accelerator === accelerator && rental.tier === 'on-demand');
  return newestInForce(alike, today, ({ provider, offer = '' }) => `${provider}|${offer}`)
    .map((rental) => {
      const atOnce = rental.minimumCount ?? 1;
      return { usdPerHour: Math.ceil(count / atOnce) * atOnce * rental.usdPerHour, rental };
    })
    .reduce<RentalPrice<Row> | undefined>(
      (best, price) => (best === undefined || price.usdPerHour < best.usdPerHour ? price : best),
      undefined,
    );
}

import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { stalenessWarning } from '../../contract/citations.ts';
import { rentalPrice } from '../../engines/serving/rental-price.ts';

export type ServerPrice = {
  readonly usdPerHour: number;
  readonly basis: 'assumed' | 'listed';
  readonly source?: string | undefined;
  readonly asOf?: string | undefined;
  /** A sentence where the price is old. */
  readonly stale?: string | undefined;
  /** Who asks it. */
  readonly offer?: string | undefined;
};

/** The hour of one server: as the caller says, else the cheapest on-demand price in force of the accelerator. */
export function serverPrice(
  usdPerHour: number | undefined,
  accelerator: string | undefined,
  catalog: Catalog,
  today: string,
): ServerPrice | undefined {
  if (usdPerHour !== undefined) return { usdPerHour, basis: 'assumed' };
  if (accelerator === undefined) return undefined;
  const found = rentalPrice(catalog.rows(gpuPrices), accelerator, 1, today);
  if (found === undefined) return undefined;
  const { rental } = found;
  return {
    usdPerHour: found.usdPerHour,
    basis: 'listed',
    source: rental.source,
    asOf: rental.asOf,
    offer: [rental.provider, rental.offer].filter((part) => part !== undefined).join(' '),
    stale: stalenessWarning(
      `The price of ${accelerator} (${rental.provider})`,
      rental.asOf,
      gpuPrices.staleAfterDays,
      today,
    ),
  };
}

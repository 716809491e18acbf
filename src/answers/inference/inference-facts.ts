import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import { models } from '../../catalog/tables/models.ts';
import { platformLimits } from '../../catalog/tables/platform-limits.ts';
import { serverlessPrices } from '../../catalog/tables/serverless-prices.ts';
import { speed } from '../../catalog/tables/speed.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { rowCalled } from '../../contract/row-called.ts';
import { newestInForce } from '../../engines/cost/newest-in-force.ts';
import { rentalPrice } from '../../engines/serving/rental-price.ts';
import { hardwareCalled, listedHardware } from '../listed-hardware.ts';

export type Platform = RowOf<typeof platformLimits>;
export type SpeedRow = RowOf<typeof speed>;
type ServerlessPrice = RowOf<typeof serverlessPrices>;
type Rental = RowOf<typeof gpuPrices>;

/** Classes of hardware that stand where the data arises. */
const EDGE_CLASSES: readonly string[] = [
  'jetson',
  'edge-accelerator',
  'phone-npu',
  'single-board-computer',
  'apple',
];

export type Device = {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly edge: boolean;
};

/** @throws InputError with the nearest names. */
export function deviceCalled(catalog: Catalog, id: string): Device {
  return deviceOf(hardwareCalled(catalog, id));
}

function deviceOf(row: { readonly id: string; readonly name: string; readonly class: string }): Device {
  return { id: row.id, name: row.name, class: row.class, edge: EDGE_CLASSES.includes(row.class) };
}

/** @throws InputError with the nearest names. */
export function modelCalled(catalog: Catalog, id: string): string {
  return rowCalled(catalog.rows(models), id, 'model', 'model').id;
}

/** @throws InputError with the nearest names. */
export function platformCalled(catalog: Catalog, id: string): Platform {
  return rowCalled(catalog.rows(platformLimits), id, 'platform', 'platform');
}

/** Milliseconds of one item where they were measured at batch 1, or at a rate that hides the batch. */
export type MeasuredTime = { readonly ms: number; readonly ofThroughput: boolean; readonly row: SpeedRow };

/** The fastest measurement of a model on each piece of hardware, one request at a time. */
export function measuredTimes(catalog: Catalog, model: string): ReadonlyMap<string, MeasuredTime> {
  const best = new Map<string, MeasuredTime>();
  for (const row of catalog.rows(speed)) {
    if (row.model !== model || (row.batch ?? 1) !== 1) continue;
    const ofThroughput = row.latencyMs === undefined;
    const ms = row.latencyMs ?? 1000 / (row.throughputPerSecond ?? Number.NaN);
    const known = best.get(row.hardware);
    if (
      known === undefined ||
      (known.ofThroughput && !ofThroughput) ||
      (known.ofThroughput === ofThroughput && ms < known.ms)
    )
      best.set(row.hardware, { ms, ofThroughput, row });
  }
  return best;
}

/** The measurement of a pair. @throws InputError that says where the model was measured. */
export function measuredPair(catalog: Catalog, model: string, device: string): MeasuredTime {
  const times = measuredTimes(catalog, model);
  const found = times.get(device);
  if (found !== undefined) return found;
  const known = [...times.keys()];
  throw inputError(
    'serviceMs',
    `${model} was not measured on ${device} one request at a time`,
    known.length === 0
      ? 'Send your own serviceMs: no device has a figure'
      : `Send your own serviceMs, or a device that has a figure: ${known.slice(0, 8).join(', ')}`,
  );
}

export type EdgeCandidate = MeasuredTime & { readonly device: Device };

/** Edge devices on which a model was measured, fastest first; nothing is scaled from one device to another. */
export function edgeCandidates(catalog: Catalog, model: string): EdgeCandidate[] {
  const hardware = new Map(listedHardware(catalog).map((row) => [row.id, deviceOf(row)] as const));
  return [...measuredTimes(catalog, model)]
    .flatMap(([id, time]) => {
      const device = hardware.get(id);
      return device?.edge === true ? [{ ...time, device }] : [];
    })
    .sort((a, b) => a.ms - b.ms);
}

export type Prices = {
  readonly alwaysOnUsdPerHour?: number | undefined;
  readonly rental?: Rental | undefined;
  readonly serverless?: ServerlessPrice | undefined;
};

/** The cheapest hour and the cheapest busy second of an accelerator that are in force. */
export function pricesOf(catalog: Catalog, device: string | undefined, today: string): Prices {
  if (device === undefined) return {};
  const rental = rentalPrice(catalog.rows(gpuPrices), device, 1, today);
  const byTheSecond = catalog.rows(serverlessPrices).filter(({ accelerator }) => accelerator === device);
  const [serverless] = newestInForce(byTheSecond, today, ({ provider }) => provider).sort(
    (a, b) => a.usdPerSecond - b.usdPerSecond,
  );
  return { alwaysOnUsdPerHour: rental?.usdPerHour, rental: rental?.rental, serverless };
}

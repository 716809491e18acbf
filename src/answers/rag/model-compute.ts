import { accelerators } from '../../catalog/tables/accelerators.ts';
import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { priceInForce } from '../../engines/cost/price-in-force.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import { assumedDefault } from '../assumed-default.ts';

/** Small and rented everywhere; what encoders of up to 8 billion parameters fit on at 16 bits. */
const ACCELERATOR = 'L4';
const FLOP_PER_PARAMETER = 2;
/** Around the assumed utilisation, the range that is shown. */
const RANGE = 2;

export type ModelCompute = {
  readonly accelerator: string;
  readonly usdPerHour: number;
  readonly priceSource: string;
  readonly priceAsOf: string;
  /** Seconds that a model of these parameters takes for these tokens. */
  seconds(parametersM: number, tokens: number): { value: number; low: number; high: number };
  /** USD a month of machines that are always on: at least `least`, enough for the busiest second. */
  alwaysOn(
    parametersM: number,
    tokensPerSecond: number,
    least: number,
  ): { readonly machines: number; readonly monthlyUsd: number };
};

/**
 * Time and price of encoders on one small accelerator, modelled: two operations a parameter and token over the dense 16-bit
 * peak at an assumed utilisation, half to twice of which is the range. Not validated: it seeds a budget until somebody measures.
 */
export function modelCompute(catalog: Catalog, today: string): ModelCompute {
  const value = (id: string): number => assumedDefault(catalog, id).value;
  const card = catalog.rows(accelerators).find(({ id }) => id === ACCELERATOR);
  const price = priceInForce(
    catalog
      .rows(gpuPrices)
      .filter(({ accelerator, tier }) => accelerator === ACCELERATOR && tier === 'on-demand'),
    1,
    today,
  );
  const peak = card?.fp16Tflops;
  if (peak === undefined || price === undefined)
    throw new Error(`the tables lack peak or price of ${ACCELERATOR}`);
  const utilisation = value('rag-embedding-utilisation');
  const perSecond = peak * 1e12 * utilisation;
  const seconds = (parametersM: number, tokens: number) => {
    const time = (FLOP_PER_PARAMETER * parametersM * 1e6 * tokens) / perSecond;
    return { value: time, low: time / RANGE, high: time * RANGE };
  };
  return {
    accelerator: ACCELERATOR,
    usdPerHour: price.row.usdPerHour,
    priceSource: price.row.source,
    priceAsOf: price.row.asOf,
    seconds,
    alwaysOn(parametersM, tokensPerSecond, least) {
      const machines = Math.max(least, Math.ceil(seconds(parametersM, tokensPerSecond).value));
      return { machines, monthlyUsd: machines * price.row.usdPerHour * HOURS_PER_MONTH };
    },
  };
}

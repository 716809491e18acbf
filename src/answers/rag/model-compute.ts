import { accelerators } from '../../catalog/tables/accelerators.ts';
import { computingParameters } from '../../catalog/tables/computing-parameters.ts';
import { encoderThroughput } from '../../catalog/tables/encoder-throughput.ts';
import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import { rerankLatency } from '../../catalog/tables/rerank-latency.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { priceInForce } from '../../engines/cost/price-in-force.ts';
import { tokensPerSecondAt } from '../../engines/retrieval/share-of-peak.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import { assumedDefault } from '../assumed-default.ts';
import { type EncoderShare, encoderShares, pooledShare, sizeOf } from './encoder-rate.ts';
import type { RagAsked } from './rag-asked.ts';

/** Small and rented everywhere; what encoders of up to 8 billion parameters fit on at 16 bits. */
const ACCELERATOR = 'L4';
const CARD: EncoderShare['card'] = 'gddr';
const BYTES_PER_PARAMETER = 2;
/** The reranker whose time on a CPU stands for all models there. */
const ON_CPU = 'bge-reranker-v2-m3';

/** A model that one runs oneself. */
export type OwnModel = { readonly model: string; readonly parametersM: number };

/** Tokens a second that one accelerator reads, with the span of what was measured. */
export type EncoderRate = {
  readonly tokensPerSecond: number;
  readonly low: number;
  readonly high: number;
  /** `measured`: this model on this accelerator; else by its computing parameters and a pooled share of the peak. */
  readonly basis: 'measured' | 'modelled';
  readonly words: string;
  /** Of the measurement, or of the first that the share was pooled from. */
  readonly source: string;
};

export type ModelCompute = {
  /** What the models run on, in words. */
  readonly runsOn: string;
  readonly accelerator: string;
  readonly usdPerHour: number;
  readonly priceSource: string;
  readonly priceAsOf: string;
  rate(own: OwnModel): EncoderRate;
  /** Seconds that a model takes for these tokens on one accelerator that does nothing else. */
  seconds(own: OwnModel, tokens: number): { value: number; low: number; high: number };
  /** Milliseconds of one short question alone: at least one pass over the weights, added to what the tables assume. */
  questionMs(own: OwnModel, tokens: number): { low: number; high: number; basis: 'assumed' | 'modelled' };
  /** USD a month of machines that are always on: at least `least`, and in the busiest second no busier than allowed. */
  alwaysOn(
    own: OwnModel,
    tokensPerSecond: number,
    least: number,
  ): { readonly machines: number; readonly monthlyUsd: number };
};

/**
 * Time and price of encoders on one small accelerator: as measured where the tables hold the model on it, else two operations
 * a token for each parameter outside the embedding table, at the share of the dense 16-bit peak that encoders of its size
 * were measured to reach on inference cards. The range is the error of foretelling one source from the others. Inside an
 * application there is no accelerator: its CPU computes as fast as one was measured to run a reranker.
 */
export function modelCompute(catalog: Catalog, today: string, place: RagAsked['place']): ModelCompute {
  const card = catalog.rows(accelerators).find(({ id }) => id === ACCELERATOR);
  const price = priceInForce(
    catalog
      .rows(gpuPrices)
      .filter(({ accelerator, tier }) => accelerator === ACCELERATOR && tier === 'on-demand'),
    1,
    today,
  );
  const peak = card?.fp16Tflops;
  if (card === undefined || peak === undefined || price === undefined)
    throw new Error(`the tables lack peak or price of ${ACCELERATOR}`);
  const shares = encoderShares(catalog);
  const value = (id: string): number => assumedDefault(catalog, id).value;
  const busy = value('rag-busy-share');
  const inside = place === 'embedded';
  const rate = (own: OwnModel): EncoderRate =>
    inside ? cpuRate(catalog, own) : (measuredRate(catalog, own) ?? modelledRate(catalog, own, shares, peak));
  const seconds = (own: OwnModel, tokens: number) => {
    const { tokensPerSecond, low, high } = rate(own);
    return { value: tokens / tokensPerSecond, low: tokens / high, high: tokens / low };
  };
  return {
    accelerator: ACCELERATOR,
    runsOn: inside ? 'CPU' : ACCELERATOR,
    usdPerHour: inside ? 0 : price.row.usdPerHour,
    priceSource: price.row.source,
    priceAsOf: price.row.asOf,
    rate,
    seconds,
    questionMs(own, tokens) {
      const { low, high } = seconds(own, tokens);
      const pass =
        (BYTES_PER_PARAMETER * computingOf(catalog, own).computingM * 1e6) /
        (card.bandwidthGbPerSecond * 1e9);
      const [least, most] = [value('rag-query-embedding-low-ms'), value('rag-query-embedding-high-ms')];
      const alone = 1000 * (inside ? low : pass);
      return {
        basis: alone > least ? 'modelled' : 'assumed',
        low: Math.max(least, alone),
        high: Math.max(most, 1000 * high, alone + most - least),
      };
    },
    alwaysOn(own, tokensPerSecond, least) {
      const machines = Math.max(least, Math.ceil(seconds(own, tokensPerSecond).value / busy));
      return { machines, monthlyUsd: machines * price.row.usdPerHour * HOURS_PER_MONTH };
    },
  };
}

function computingOf(catalog: Catalog, { model, parametersM }: OwnModel) {
  const row = catalog.rows(computingParameters).find((entry) => entry.model === model);
  return { computingM: row?.computingM ?? parametersM, stated: row !== undefined };
}

/** In proportion to the parameters, as one reranker was measured. */
function cpuRate(catalog: Catalog, own: OwnModel): EncoderRate {
  const row = catalog
    .rows(rerankLatency)
    .find(({ reranker, runsOn }) => reranker === ON_CPU && runsOn === 'cpu');
  const measured = catalog.rows(computingParameters).find(({ model }) => model === ON_CPU);
  if (row?.tokens === undefined || measured === undefined)
    throw new Error(`the tables lack time, tokens or parameters of ${ON_CPU} on a CPU`);
  const tokens = row.candidates * row.tokens;
  const scale = measured.computingM / computingOf(catalog, own).computingM;
  const high = (scale * tokens * 1000) / row.lowMs;
  return {
    tokensPerSecond: high,
    low: (scale * tokens * 1000) / row.highMs,
    high,
    basis: 'modelled',
    words: `from ${ON_CPU} measured on one`,
    source: row.source,
  };
}

/** The middle of the runtimes that were measured, the span of all as its range. */
function measuredRate(catalog: Catalog, { model }: OwnModel): EncoderRate | undefined {
  const rows = catalog
    .rows(encoderThroughput)
    .filter((row) => row.model === model && row.accelerator === ACCELERATOR)
    .map((row) => ({ row, each: row.tokensPerSecond / row.accelerators }))
    .toSorted((a, b) => a.each - b.each);
  const middle = rows[Math.floor(rows.length / 2)];
  const [least] = rows;
  const most = rows.at(-1);
  if (middle === undefined || least === undefined || most === undefined) return undefined;
  return {
    tokensPerSecond: middle.each,
    low: least.each,
    high: most.each,
    basis: 'measured',
    words: 'measured',
    source: middle.row.source,
  };
}

function modelledRate(
  catalog: Catalog,
  { model, parametersM }: OwnModel,
  shares: readonly EncoderShare[],
  peak: number,
): EncoderRate {
  const { computingM, stated } = computingOf(catalog, { model, parametersM });
  const size = sizeOf(computingM);
  const pooled = pooledShare(shares, CARD, size);
  const alike = shares.filter((entry) => entry.card === CARD && entry.size === size);
  const first = alike.find(({ row }) => row.accelerator === ACCELERATOR) ?? alike[0];
  if (pooled?.leftOutFactor === undefined || first === undefined)
    throw new Error(`the tables lack measured encoders of ${size} size from two sources`);
  const tokensPerSecond = tokensPerSecondAt(pooled.value, computingM, peak);
  return {
    tokensPerSecond,
    low: tokensPerSecond / pooled.leftOutFactor,
    high: Math.min(tokensPerSecond * pooled.leftOutFactor, tokensPerSecondAt(1, computingM, peak)),
    basis: 'modelled',
    words: `${Math.round(100 * pooled.value)} % of peak, within ${pooled.leftOutFactor.toFixed(1)} times${stated ? '' : ', embedding table counted'}`,
    source: first.row.source,
  };
}

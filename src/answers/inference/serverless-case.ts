import { platformLimits } from '../../catalog/tables/platform-limits.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { type ScaledToZero, simulateScaleToZero } from '../../engines/queueing/simulate-scale-to-zero.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import { assumedDefault } from '../assumed-default.ts';
import type { Platform, Prices } from './inference-facts.ts';
import type { InferenceQuestion } from './inference-question.ts';
import type { Service } from './service-load.ts';

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;
/** A cold start that fewer see does not reach the P99. */
const SEEN_BY_P99 = 0.01;
const HALVINGS = 12;
/** How far the search for equal bills goes from the rate. */
const DOWN = 1e5;
const UP = 100;

export type ServerlessCase = ScaledToZero & {
  readonly provider: string;
  readonly platform: Platform | undefined;
  readonly idleSeconds: number;
  readonly usdPerMonth: number;
  readonly alwaysOnUsdPerMonth: number;
  /** What the slowest hundredth waits for the answer, cold starts among them where one in a hundred sees one. */
  readonly p99Ms: number;
  readonly holdsP99: boolean;
  /** At this many requests a second both bills are equal; undefined where they are not from a hundred-thousandth to a hundred times the rate. */
  readonly breakEvenPerSecond?: number | undefined;
  readonly source: string;
};

/** What scaling to zero costs and what its cold starts do, against servers that are always on. */
export function serverlessCase(
  question: InferenceQuestion,
  service: Service,
  { serverless, alwaysOnUsdPerHour }: Prices,
  serversAt: (peakRate: number) => number,
  wayMs: number,
  catalog: Catalog,
): ServerlessCase | undefined {
  if (serverless === undefined || alwaysOnUsdPerHour === undefined) return undefined;
  const platform = catalog.rows(platformLimits).find(({ id }) => id === serverless.platform);
  const idleSeconds = platform?.idleSeconds ?? assumedDefault(catalog, 'inference-idle-window').value;
  const scaled = (rate: number): ScaledToZero =>
    simulateScaleToZero({
      arrivalRate: rate,
      serviceTime: service.meanMs / 1000,
      coldStart: question.coldStartSeconds,
      idleWindow: idleSeconds,
    });
  const bill = (rate: number): number =>
    scaled(rate).paidWorkers * serverless.usdPerSecond * SECONDS_PER_MONTH;
  const peak = question.peakRate / question.requestsPerSecond;
  const alwaysOn = (rate: number): number => serversAt(rate * peak) * alwaysOnUsdPerHour * HOURS_PER_MONTH;
  const rate = question.requestsPerSecond;
  const here = scaled(rate);
  const p99Ms =
    wayMs + service.p99Ms + (here.coldShare >= SEEN_BY_P99 ? question.coldStartSeconds * 1000 : 0);
  return {
    ...here,
    provider: serverless.provider,
    platform,
    idleSeconds,
    usdPerMonth: here.paidWorkers * serverless.usdPerSecond * SECONDS_PER_MONTH,
    alwaysOnUsdPerMonth: alwaysOn(rate),
    p99Ms,
    holdsP99: p99Ms <= (question.targetsMs.p99 ?? Number.POSITIVE_INFINITY),
    breakEvenPerSecond: equalBills(rate, (at) => bill(at) - alwaysOn(at)),
    source: serverless.source,
  };
}

/** The rate at which a difference of bills turns positive, by halving on a logarithmic scale. */
function equalBills(rate: number, difference: (rate: number) => number): number | undefined {
  const dearer = difference(rate) > 0;
  let low = dearer ? rate / DOWN : rate;
  let high = dearer ? rate : rate * UP;
  if (difference(low) > 0 || difference(high) < 0) return undefined;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = Math.sqrt(low * high);
    if (difference(middle) > 0) high = middle;
    else low = middle;
  }
  return Math.sqrt(low * high);
}

import type { Catalog } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { LARGEST_P99_OVER_MEAN, lognormalScv } from '../../engines/queueing/lognormal-scv.ts';
import { mgcSojournPercentile } from '../../engines/queueing/mgc-sojourn-percentile.ts';
import { mgcWaitPercentile } from '../../engines/queueing/mgc-wait-percentile.ts';
import {
  type PercentileLimit,
  serversForPercentiles,
  utilisationForPercentiles,
} from '../../engines/queueing/servers-for-percentiles.ts';
import { assumedDefault } from '../assumed-default.ts';
import { type MeasuredTime, measuredPair } from './inference-facts.ts';
import type { InferenceQuestion } from './inference-question.ts';

export const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type Percentile = keyof typeof SHARES;
export const PERCENTILES: readonly Percentile[] = ['p50', 'p95', 'p99'];

/** How long the work of one request takes on one server, in milliseconds. */
export type Service = {
  readonly meanMs: number;
  readonly p99Ms: number;
  /** Squared coefficient of variation. */
  readonly scv: number;
  readonly measured?: MeasuredTime | undefined;
};

/**
 * @param chosen the measurement of a device that was looked for, where the caller named none.
 * @throws InputError where neither a time nor a measured pair is given, or the tail is none of a lognormal.
 */
export function serviceOf(
  question: InferenceQuestion,
  chosen: MeasuredTime | undefined,
  catalog: Catalog,
): Service {
  const { serviceMs, model, device } = question;
  const pair =
    serviceMs === undefined && model !== undefined && device !== undefined
      ? measuredPair(catalog, model, device.id)
      : undefined;
  const measured = serviceMs === undefined ? (pair ?? chosen) : undefined;
  const meanMs = serviceMs ?? measured?.ms;
  if (meanMs === undefined)
    throw inputError(
      'serviceMs',
      'is missing: nothing says how long one inference takes',
      'Send the mean in milliseconds, or model and device of a measured pair',
    );
  const p99Ms = question.serviceP99Ms ?? meanMs * assumedDefault(catalog, 'inference-service-tail').value;
  if (p99Ms < meanMs || p99Ms > meanMs * LARGEST_P99_OVER_MEAN)
    throw inputError(
      'serviceP99Ms',
      `${p99Ms} with a mean of ${meanMs} is no tail of one kind of request`,
      `Allowed: ${meanMs} to ${Math.floor(meanMs * LARGEST_P99_OVER_MEAN)}; plan kinds of requests that differ more apart`,
    );
  return { meanMs, p99Ms, scv: lognormalScv(meanMs, p99Ms), measured };
}

export type Served = {
  readonly servers: number;
  readonly utilisation: number;
  /** Above it a target is missed: what an autoscaler may aim at, at most. */
  readonly highestUtilisation: number;
  /** In queue and service, milliseconds. */
  readonly sojournMs: Readonly<Record<Percentile, number>>;
};

/** Times in queue and service of so many servers at a rate. */
export function servedBy(service: Service, ratePerSecond: number, servers: number): Served['sojournMs'] {
  const load = { ...requestOf(service, ratePerSecond), servers };
  const at = (share: number): number => mgcSojournPercentile(load, share);
  return { p50: at(SHARES.p50), p95: at(SHARES.p95), p99: at(SHARES.p99) };
}

/** The fewest servers alone, without what else `serversNeeded` tells of them. */
export function fewestServers(
  service: Service,
  ratePerSecond: number,
  budgetsMs: Readonly<Partial<Record<Percentile, number>>>,
): number | undefined {
  const limits = limitsOf(budgetsMs);
  return limits.some(({ limit }) => limit <= 0)
    ? undefined
    : serversForPercentiles(requestOf(service, ratePerSecond), limits);
}

function requestOf({ meanMs, scv }: Service, ratePerSecond: number) {
  return { arrivalRate: ratePerSecond / 1000, serviceTime: meanMs, serviceScv: scv };
}

/**
 * The fewest servers at which the time left for queue and service holds at every percentile. Undefined where none do: a budget is
 * shorter than the service itself.
 */
export function serversNeeded(
  service: Service,
  ratePerSecond: number,
  budgetsMs: Readonly<Partial<Record<Percentile, number>>>,
): Served | undefined {
  const servers = fewestServers(service, ratePerSecond, budgetsMs);
  if (servers === undefined) return undefined;
  const request = requestOf(service, ratePerSecond);
  return {
    servers,
    utilisation: (request.arrivalRate * request.serviceTime) / servers,
    highestUtilisation: utilisationForPercentiles(request, servers, limitsOf(budgetsMs)),
    sojournMs: servedBy(service, ratePerSecond, servers),
  };
}

/** By the load alone, where no target is set. */
export function serversAtLoad(service: Service, ratePerSecond: number, targetLoad: number): Served {
  const offered = (ratePerSecond * service.meanMs) / 1000;
  const servers = Math.max(1, Math.ceil(offered / targetLoad));
  return {
    servers,
    utilisation: offered / servers,
    highestUtilisation: targetLoad,
    sojournMs: servedBy(service, ratePerSecond, servers),
  };
}

/** The same with a first part that counts: the targets are for the wait and that part, the servers are held for the whole. */
export function serversForFirstPart(
  service: Service,
  firstPartMs: number,
  ratePerSecond: number,
  budgetsMs: Readonly<Partial<Record<Percentile, number>>>,
): Served | undefined {
  const limits = limitsOf(budgetsMs).map(({ share, limit }) => ({ share, limit: limit - firstPartMs }));
  if (limits.some(({ limit }) => limit < 0)) return undefined;
  const load = requestOf(service, ratePerSecond);
  const offered = load.arrivalRate * load.serviceTime;
  const holds = (servers: number, arrivalRate = load.arrivalRate): boolean =>
    limits.every(({ share, limit }) => mgcWaitPercentile({ ...load, arrivalRate, servers }, share) <= limit);
  let servers = Math.floor(offered) + 1;
  while (!holds(servers)) servers += 1;
  let [low, high] = [offered / servers, 1];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (holds(servers, (middle * servers) / load.serviceTime)) low = middle;
    else high = middle;
  }
  return {
    servers,
    utilisation: offered / servers,
    highestUtilisation: low,
    sojournMs: firstPartBy(service, firstPartMs, ratePerSecond, servers),
  };
}

/** A first part by the load alone. */
export function firstPartAtLoad(
  service: Service,
  firstPartMs: number,
  ratePerSecond: number,
  targetLoad: number,
): Served {
  const served = serversAtLoad(service, ratePerSecond, targetLoad);
  return { ...served, sojournMs: firstPartBy(service, firstPartMs, ratePerSecond, served.servers) };
}

/** Times until the first part of so many servers at a rate. */
function firstPartBy(
  service: Service,
  firstPartMs: number,
  ratePerSecond: number,
  servers: number,
): Served['sojournMs'] {
  const load = { ...requestOf(service, ratePerSecond), servers };
  const at = (share: number): number => firstPartMs + mgcWaitPercentile(load, share);
  return { p50: at(SHARES.p50), p95: at(SHARES.p95), p99: at(SHARES.p99) };
}

function limitsOf(budgets: Readonly<Partial<Record<Percentile, number>>>): PercentileLimit[] {
  return PERCENTILES.flatMap((percentile) => {
    const limit = budgets[percentile];
    return limit === undefined ? [] : [{ share: SHARES[percentile], limit }];
  });
}

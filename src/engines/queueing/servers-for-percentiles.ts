import { mgcSojournHolds } from './mgc-sojourn-percentile.ts';

/** A share of requests and the longest time in queue and service that it may take. */
export type PercentileLimit = { readonly share: number; readonly limit: number };

export type VariedRequest = {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly serviceScv: number;
};

/** Beyond this many the answer is that more are needed than anyone runs for one model. */
const MOST_SERVERS = 20_000;
/** Halvings of the utilisation: to a millionth. */
const STEPS = 20;

/** Whether all limits hold with so many servers. */
export function percentilesHold(
  request: VariedRequest,
  servers: number,
  limits: readonly PercentileLimit[],
): boolean {
  if (request.arrivalRate * request.serviceTime >= servers) return false;
  return limits.every(({ share, limit }) => mgcSojournHolds({ ...request, servers }, share, limit));
}

/**
 * The fewest servers with which every share of requests stays within its limit (M/G/c by `mgcSojournPercentile`). Undefined where
 * no number of servers does: the service alone takes longer. Doubles, then halves: the percentiles fall with servers.
 * @throws RangeError on times or shares out of range.
 */
export function serversForPercentiles(
  request: VariedRequest,
  limits: readonly PercentileLimit[],
): number | undefined {
  const idle = { ...request, arrivalRate: 0, servers: 1 };
  if (limits.some(({ share, limit }) => !mgcSojournHolds(idle, share, limit))) return undefined;
  let above = Math.max(1, Math.floor(request.arrivalRate * request.serviceTime) + 1);
  let below = above - 1;
  while (!percentilesHold(request, above, limits)) {
    if (above >= MOST_SERVERS) return undefined;
    below = above;
    above *= 2;
  }
  while (above - below > 1) {
    const middle = Math.floor((above + below) / 2);
    if (percentilesHold(request, middle, limits)) above = middle;
    else below = middle;
  }
  return above;
}

/** The highest utilisation at which so many servers still hold all limits, 0 where none does. */
export function utilisationForPercentiles(
  request: Omit<VariedRequest, 'arrivalRate'>,
  servers: number,
  limits: readonly PercentileLimit[],
): number {
  let below = 0;
  let above = 1;
  for (let step = 0; step < STEPS; step++) {
    const middle = (below + above) / 2;
    const arrivalRate = (middle * servers) / request.serviceTime;
    if (percentilesHold({ ...request, arrivalRate }, servers, limits)) below = middle;
    else above = middle;
  }
  return below;
}

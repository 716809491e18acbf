import { exponential } from '../random/exponential.ts';
import { lognormalDraw } from '../random/lognormal-draw.ts';
import { normalDraw } from '../random/normal-draw.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { mixedStepTime } from './mixed-step-time.ts';
import type { ServicePlan, ServiceRequest } from './plan-service.ts';
import { servingRates } from './serving-rates.ts';
import { type Request, type Served, simulateContinuousBatch } from './simulate-continuous-batch.ts';

export type Percentiles = { readonly p50: number; readonly p95: number; readonly p99: number };

export type SimulatedService = {
  /** Requests that counted, after the warm-up. */
  readonly requests: number;
  readonly timeToFirstToken: Percentiles;
  readonly timePerOutputToken: Percentiles;
  readonly endToEnd: Percentiles;
};

export type Traffic = {
  /** Poisson arrivals at one copy; else so many clients, each sending the next request when the last is answered. */
  readonly requestsPerSecond?: number | undefined;
  readonly clients?: number | undefined;
  /** 95th percentile of the lengths over their mean; 1 makes every request alike. */
  readonly inputSpread: number;
  readonly outputSpread: number;
  readonly requests: number;
  readonly seed: number;
};

const WARM_UP = 0.1;

/**
 * Percentiles of what requests see at one copy of a plan: seeded arrivals and lengths through the continuous batch on the
 * model's step times. Lengths are lognormal; the first tenth of the requests does not count.
 */
export function simulateService(
  request: ServiceRequest,
  plan: ServicePlan,
  traffic: Traffic,
): SimulatedService {
  const { workload, device, reserve, runtime, constants, timeFactor = 1 } = request;
  const { layout } = plan;
  const rates = servingRates(workload, device, layout, runtime, constants);
  const stepSeconds = (running: number, context: number, promptTokens: number): number =>
    timeFactor * mixedStepTime(workload, layout, rates, running, context, promptTokens);
  // launches outside a graph are in the steps already
  const overheadSeconds = constants[`first-token-ms-${runtime.engine}`] / 1000;
  const requests = requestsOf(request, traffic);
  const longest = Math.max(...requests.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens));
  const served = simulateContinuousBatch(requests, {
    mostRunning: Math.max(1, plan.largestConcurrency),
    cacheTokens: Math.max(longest, plan.largestConcurrency * (workload.inputTokens + workload.outputTokens)),
    promptTokensPerStep: reserve.promptTokensPerStep,
    stepSeconds,
    overheadSeconds,
    clients: traffic.clients,
  });
  const counted = served.slice(Math.floor(WARM_UP * served.length));
  const percentiles = (of: (one: Served) => number): Percentiles => {
    const sorted = counted.map(of).sort((a, b) => a - b);
    return { p50: rank(sorted, 0.5), p95: rank(sorted, 0.95), p99: rank(sorted, 0.99) };
  };
  return {
    requests: counted.length,
    timeToFirstToken: percentiles((one) => one.timeToFirstToken),
    timePerOutputToken: percentiles((one) => one.timePerOutputToken),
    endToEnd: percentiles((one) => one.endToEnd),
  };
}

function requestsOf({ workload }: ServiceRequest, traffic: Traffic): Request[] {
  const { inputTokens, outputTokens } = workload;
  const uniform = seededRandom(traffic.seed);
  const length = (mean: number, spread: number): number =>
    spread === 1
      ? mean
      : Math.max(1, Math.round(lognormalDraw(mean, mean * spread, normalDraw(uniform(), uniform()))));
  const rate = traffic.requestsPerSecond;
  let arrivalSeconds = 0;
  return Array.from({ length: traffic.requests }, () => {
    if (rate !== undefined) arrivalSeconds += exponential(1 / rate, uniform());
    return {
      arrivalSeconds,
      inputTokens: length(inputTokens, traffic.inputSpread),
      outputTokens: length(outputTokens, traffic.outputSpread),
    };
  });
}

function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

import { LARGEST_P95_OVER_MEAN } from '../engines/random/lognormal-draw.ts';
import { planService, type ServicePlan, type Targets } from '../engines/serving/plan-service.ts';
import { type SimulatedService, simulateService } from '../engines/serving/simulate-service.ts';
import type { Candidate } from './llm-candidates.ts';

const REQUESTS = 1200;
const SEED = 1;
/** Copies that may be added before another configuration is tried: by a half, and at least two. */
const MOST_ADDED = 0.5;

export type Percentile = 'p50' | 'p95' | 'p99';

export type Load = {
  /** At the peak, over all copies. */
  readonly requestsPerSecond?: number | undefined;
  readonly spread: number;
  readonly percentile: Percentile;
  readonly targets: Targets;
};

export type Simulated = {
  readonly plan: ServicePlan;
  readonly service: SimulatedService;
  readonly missed?: keyof Targets | undefined;
  /** The same with one copy fewer, where it was simulated and missed a target. */
  readonly fewer?:
    | { readonly copies: number; readonly service: SimulatedService; readonly missed: keyof Targets }
    | undefined;
};

/** What requests see at one copy of a plan under its share of the load. */
export function simulatePlan({ tag }: Candidate, plan: ServicePlan, load: Load): SimulatedService {
  const rate = load.requestsPerSecond;
  const spread = Math.min(load.spread, LARGEST_P95_OVER_MEAN);
  return simulateService(tag.request, plan, {
    ...(rate === undefined ? { clients: plan.operation.running } : { requestsPerSecond: rate / plan.copies }),
    inputSpread: spread,
    outputSpread: spread,
    requests: REQUESTS,
    seed: SEED,
  });
}

/**
 * The plan with as many copies as keep the targets at the asked percentile under simulated arrivals, from what the
 * analytic screen found; with the target that it still misses when added copies do not help.
 */
export function holdPercentile(candidate: Candidate, load: Load): Simulated {
  const { request } = candidate.tag;
  let { plan } = candidate;
  const most = Math.max(plan.copies + 2, Math.ceil(plan.copies * (1 + MOST_ADDED)));
  const perCopy = plan.accelerators / plan.copies;
  let fewer: Simulated['fewer'];
  for (;;) {
    const service = simulatePlan(candidate, plan, load);
    const missed = missedAt(service, load);
    const fixed = request.count !== undefined || load.requestsPerSecond === undefined;
    if (missed === undefined) return { plan, service, fewer };
    if (fixed || plan.copies >= most) return { plan, service, missed, fewer };
    fewer = { copies: plan.copies, service, missed };
    const count = (plan.copies + 1) * perCopy;
    plan = planService({ ...request, layout: plan.layout, count });
  }
}

function missedAt(service: SimulatedService, { targets, percentile }: Load): keyof Targets | undefined {
  const over = (target: keyof Targets): boolean =>
    service[target][percentile] > (targets[target] ?? Number.POSITIVE_INFINITY);
  return (['timeToFirstToken', 'timePerOutputToken', 'endToEnd'] as const).find(over);
}

import { largestConcurrency } from '../memory/largest-concurrency.ts';
import { type MemoryBudget, memoryBudget } from '../memory/memory-budget.ts';
import { attentionRanks } from './attention-ranks.ts';
import { cacheBytesPerAccelerator } from './cache-bytes-per-accelerator.ts';
import { isLatent } from './layer-counts.ts';
import type { MemoryReserve } from './memory-reserve.ts';
import { acceleratorsOf, parallelLayouts } from './parallel-layouts.ts';
import type { ServingConstants } from './serving-constants.ts';
import { servingRates } from './serving-rates.ts';
import { singleStreamPromptTime } from './single-stream-prompt-time.ts';
import { singleStreamTokenTime } from './single-stream-token-time.ts';
import { type SteadyState, steadyState } from './steady-state.ts';
import { timeToFirstToken } from './time-to-first-token.ts';
import { weightBytesPerAccelerator } from './weight-bytes-per-accelerator.ts';
import type { Device, Layout, Runtime, Workload } from './workload.ts';

/** Where a device does not say: the slots of a usual server. */
const USUAL_PER_NODE = 8;

/** What must be carried: sequences at once, or requests a second at the peak, of which a copy may take `targetLoad` of its most. */
export type Demand =
  | { readonly concurrency: number }
  | { readonly requestsPerSecond: number; readonly targetLoad: number };

/** What a request may take, seconds; what is left out is free. */
export type Targets = {
  readonly timeToFirstToken?: number | undefined;
  readonly timePerOutputToken?: number | undefined;
  readonly endToEnd?: number | undefined;
};

export type ServiceRequest = {
  readonly workload: Workload;
  readonly device: Device;
  readonly reserve: MemoryReserve;
  readonly runtime: Runtime;
  readonly constants: ServingConstants;
  readonly demand: Demand;
  readonly targets: Targets;
  /** Accelerators at hand; else the fewest that do are looked for. */
  readonly count?: number | undefined;
  readonly layout?: Layout | undefined;
  /** Accelerators to try when `count` is not given. */
  readonly most: number;
  /** Measured over modelled time, where a measurement of this configuration stands; 1 otherwise. */
  readonly timeFactor?: number | undefined;
};

/** One load level of one copy: what a request sees, on the mean. */
export type Operation = SteadyState & {
  readonly running: number;
  /** On an idle copy; waiting for others comes on top. */
  readonly timeToFirstToken: number;
};

export type ServicePlan = {
  readonly layout: Layout;
  /** Identical copies of the model behind a load balancer. */
  readonly copies: number;
  readonly accelerators: number;
  /** Of one accelerator. */
  readonly memory: MemoryBudget;
  /** Cache of one sequence at full length on one accelerator. */
  readonly bytesPerSequence: number;
  /** Sequences that one copy holds at full length, within the scheduler's limit. */
  readonly largestConcurrency: number;
  /** Most sequences at once in one copy that keep the targets; 0 when even one misses them. */
  readonly mostUnderTargets: number;
  /** Under the demand. */
  readonly operation: Operation;
  /** A copy with one request: the fastest it can be. */
  readonly idle: Operation;
  /** Requests a second of one copy at `mostUnderTargets`. */
  readonly requestsPerSecondPerCopy: number;
  /** Whether memory, time and targets carry the whole demand. */
  readonly carries: boolean;
  /** The target that one request alone misses. */
  readonly missed?: keyof Targets | undefined;
  /** Why it takes this many: holding the model at all, or the cache, the scheduler's limit, the rate or a target beyond that. */
  readonly binds: 'weights' | 'cache' | 'scheduler' | 'throughput' | 'target';
};

/**
 * Every layout of one kind of accelerator for a demand and targets, each with the copies that it takes. A plan whose
 * `largestConcurrency` is 0 does not hold the model: its `memory.freeBytes` says by how much. With `count` given, that
 * many accelerators are divided into copies; a plan comes back though it may not carry the demand.
 */
export function servicePlans(request: ServiceRequest): ServicePlan[] {
  const { workload, device, count, most } = request;
  const { heads, kvHeads, layers, experts } = workload.shape;
  const limit = count ?? most;
  const layouts =
    request.layout === undefined
      ? parallelLayouts({
          heads,
          layers,
          perNode: device.perNode ?? USUAL_PER_NODE,
          most: limit,
          count,
          mostStages: stagesToHold(request, limit),
          dataFrom: experts === undefined ? undefined : isLatent(workload.shape) ? 2 : kvHeads + 1,
        })
      : [request.layout];
  const plans = layouts
    .filter((layout) => acceleratorsOf(layout) <= limit)
    .map((layout) => planLayout(request, layout, limit));
  const holder = plans.find((plan) => plan.largestConcurrency >= 1);
  return plans.map((plan) => ({ ...plan, binds: binding(plan, holder, request) }));
}

/** Pipelining only adds memory: as many stages as hold the weights with room to spare, none where one node does. */
function stagesToHold({ workload, device, reserve }: ServiceRequest, limit: number): number {
  const node = Math.min(device.perNode ?? USUAL_PER_NODE, limit);
  const { freeBytes } = memoryBudget({ ...device, ...reserve, weightBytes: 0 });
  if (freeBytes <= 0) return 1;
  return Math.ceil((2 * workload.weights.total) / (node * freeBytes));
}

/** The fewest accelerators that hold the model and carry the demand within the targets; else the nearest to it. */
export function planService(request: ServiceRequest): ServicePlan {
  const [first, ...rest] = servicePlans(request);
  if (first === undefined) throw new RangeError('no layout fits the accelerators at hand');
  return rest.reduce((chosen, plan) => (better(plan, chosen) ? plan : chosen), first);
}

type Unbound = Omit<ServicePlan, 'binds'>;

function binding(
  plan: Unbound,
  holder: Unbound | undefined,
  { demand, reserve }: ServiceRequest,
): ServicePlan['binds'] {
  if (plan.missed !== undefined) return 'target';
  const smallest = holder === undefined ? 0 : acceleratorsOf(holder.layout);
  if (holder === undefined || plan.copies * acceleratorsOf(plan.layout) <= smallest) return 'weights';
  if (plan.mostUnderTargets < plan.largestConcurrency) return 'target';
  if ('requestsPerSecond' in demand) return 'throughput';
  return plan.largestConcurrency < reserve.mostRunning * plan.layout.pipelineStages ? 'cache' : 'scheduler';
}

function better(plan: Unbound, best: Unbound): boolean {
  if (plan.carries !== best.carries) return plan.carries;
  if (plan.carries)
    return (
      plan.accelerators < best.accelerators ||
      (plan.accelerators === best.accelerators &&
        plan.operation.timePerOutputToken < best.operation.timePerOutputToken)
    );
  const served = plan.copies * plan.mostUnderTargets - best.copies * best.mostUnderTargets;
  if (served !== 0) return served > 0;
  const held = plan.copies * plan.largestConcurrency - best.copies * best.largestConcurrency;
  return held === 0 ? plan.memory.freeBytes > best.memory.freeBytes : held > 0;
}

function planLayout(request: ServiceRequest, layout: Layout, limit: number): Unbound {
  const { workload, device, reserve, demand, targets, count } = request;
  const { inputTokens, outputTokens } = workload;
  const { pipelineStages } = layout;
  const size = acceleratorsOf(layout);
  const memory = memoryBudget({
    ...device,
    ...reserve,
    weightBytes: weightBytesPerAccelerator(workload, layout),
  });
  const bytesPerSequence = cacheBytesPerAccelerator(workload, layout, inputTokens + outputTokens);
  const ranks = attentionRanks(layout);
  const held = largestConcurrency(memory.freeBytes, bytesPerSequence) * ranks;
  const local = isLocal(device);
  const largest = local ? Math.min(held, 1) : Math.min(held, reserve.mostRunning * pipelineStages * ranks);
  const at = operationOf(request, layout);
  const idle = at(1);
  const missed = largest === 0 ? undefined : missedTarget(idle, targets, outputTokens);
  const mostUnderTargets =
    largest === 0 || missed !== undefined
      ? 0
      : mostWithin(largest, (running) => missedTarget(at(running), targets, outputTokens) === undefined);
  const perCopyRate = mostUnderTargets === 0 ? 0 : at(mostUnderTargets).outputTokensPerSecond / outputTokens;
  const mostCopies = Math.floor(limit / size);
  const perCopy = 'concurrency' in demand ? mostUnderTargets : perCopyRate;
  const wanted = 'concurrency' in demand ? demand.concurrency : demand.requestsPerSecond;
  const targetLoad = 'concurrency' in demand ? 1 : demand.targetLoad;
  const needed = perCopy === 0 ? Number.POSITIVE_INFINITY : Math.ceil(wanted / (targetLoad * perCopy) - 1e-9);
  const carries = needed <= mostCopies;
  const copies = carries && count === undefined ? Math.max(1, needed) : Math.max(1, mostCopies);
  const share = wanted / copies;
  const running =
    'concurrency' in demand
      ? Math.min(Math.ceil(share), Math.max(1, largest))
      : fewestFor(share * outputTokens, Math.max(1, largest), (batch) => at(batch).outputTokensPerSecond);
  return {
    layout,
    copies,
    accelerators: copies * size,
    memory,
    bytesPerSequence,
    largestConcurrency: largest,
    mostUnderTargets,
    operation: at(running),
    idle,
    requestsPerSecondPerCopy: perCopyRate,
    carries,
    missed,
  };
}

/** Laptops, desktops and boards with shared memory run one stream in a local runtime. */
export function isLocal({ memoryKind }: Device): boolean {
  return memoryKind === 'apple' || memoryKind === 'jetson';
}

/** What one copy does with so many sequences at once. */
function operationOf(request: ServiceRequest, layout: Layout): (running: number) => Operation {
  const { workload, device, runtime, constants, timeFactor = 1 } = request;
  if (isLocal(device)) return () => localOperation(request);
  const rates = servingRates(workload, device, layout, runtime, constants);
  const known = new Map<number, Operation>();
  return (running) => {
    const found = known.get(running);
    if (found !== undefined) return found;
    const state = steadyState(workload, layout, rates, running);
    const first = timeToFirstToken(
      workload,
      layout,
      rates,
      runtime,
      constants,
      state.step.total * layout.pipelineStages,
    );
    const operation = {
      ...state,
      running,
      timePerOutputToken: state.timePerOutputToken * timeFactor,
      // ranks that attend to their own requests wait for the fullest of them
      outputTokensPerSecond:
        (state.outputTokensPerSecond *
          (layout.attentionData === true ? constants['attention-data-share'] : 1)) /
        timeFactor,
      timeToFirstToken: first,
    };
    known.set(running, operation);
    return operation;
  };
}

function localOperation({ workload, device, constants }: ServiceRequest): Operation {
  const { inputTokens, outputTokens } = workload;
  const token = singleStreamTokenTime(workload, device, constants, inputTokens + outputTokens / 2);
  const prompt = singleStreamPromptTime(workload, device, constants, inputTokens) ?? 0;
  const none = { weights: token, arithmetic: 0, cache: 0, launches: 0, link: 0, movement: 0, total: token };
  return {
    running: 1,
    timePerOutputToken: token,
    outputTokensPerSecond: outputTokens / (prompt + outputTokens * token),
    step: none,
    prompt,
    bound: 'memory bandwidth',
    timeToFirstToken: prompt + token,
  };
}

/** The first target that an operation misses. */
export function missedTarget(
  operation: Pick<Operation, 'timeToFirstToken' | 'timePerOutputToken'>,
  targets: Targets,
  outputTokens: number,
): keyof Targets | undefined {
  const { timeToFirstToken: first, timePerOutputToken: token } = operation;
  if (first > (targets.timeToFirstToken ?? Number.POSITIVE_INFINITY)) return 'timeToFirstToken';
  if (token > (targets.timePerOutputToken ?? Number.POSITIVE_INFINITY)) return 'timePerOutputToken';
  const whole = first + (outputTokens - 1) * token;
  return whole > (targets.endToEnd ?? Number.POSITIVE_INFINITY) ? 'endToEnd' : undefined;
}

/** The most sequences up to `most` that keep a condition which more of them can only break, by bisection; at least 1. */
function mostWithin(most: number, keeps: (running: number) => boolean): number {
  if (keeps(most)) return most;
  let low = 1;
  let high = most;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (keeps(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The fewest sequences at once that give `tokensPerSecond`, by bisection; the most when even these do not. */
function fewestFor(tokensPerSecond: number, most: number, rateOf: (running: number) => number): number {
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rateOf(middle) >= tokensPerSecond) high = middle;
    else low = middle + 1;
  }
  return low;
}

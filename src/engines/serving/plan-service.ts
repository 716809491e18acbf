import { kvBytesPerSequence } from '../memory/kv-bytes-per-sequence.ts';
import { largestConcurrency } from '../memory/largest-concurrency.ts';
import { type MemoryBudget, memoryBudget } from '../memory/memory-budget.ts';
import { parallelLayouts } from './parallel-layouts.ts';
import { type SteadyState, steadyState } from './steady-state.ts';
import type { Device, EngineSettings, Layout, Workload } from './workload.ts';

/** Where a device does not say: the slots of a usual server. */
const USUAL_PER_NODE = 8;

/** What must be carried: sequences at once, or requests a second (a peak, already divided by the load allowed). */
export type Demand = { readonly concurrency: number } | { readonly requestsPerSecond: number };

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
  /** Sequences at once in one copy under the demand. */
  readonly running: number;
  readonly steady: SteadyState;
  /** Whether memory and time carry the whole demand. */
  readonly carries: boolean;
  /** Why it takes this many: holding the model at all, or the cache, the scheduler's limit or the rate beyond that. */
  readonly binds: 'weights' | 'cache' | 'scheduler' | 'throughput';
};

/**
 * The fewest accelerators that hold the model and carry the demand, over layouts and copies. With `count` given, that
 * many accelerators are divided into copies; a plan comes back though it may not carry the demand. A plan whose
 * `largestConcurrency` is 0 does not hold the model: its `memory.freeBytes` says by how much.
 * @param most accelerators to try when `count` is not given.
 */
export function planService(given: {
  readonly workload: Workload;
  readonly device: Device;
  readonly settings: EngineSettings;
  readonly tflops: number;
  readonly demand: Demand;
  readonly count?: number | undefined;
  readonly most: number;
}): ServicePlan {
  const { workload, device, count, most } = given;
  const limit = count ?? most;
  const { heads, layers } = workload.shape;
  const layouts = parallelLayouts({
    heads,
    layers,
    perNode: device.perNode ?? USUAL_PER_NODE,
    most: limit,
    count,
  });
  const plans = layouts.map((layout) => planLayout(given, layout, limit));
  const best = plans.reduce((chosen, plan) => (better(plan, chosen) ? plan : chosen));
  const holder = plans.find((plan) => plan.largestConcurrency >= 1);
  return { ...best, binds: binding(best, holder, given) };
}

function binding(
  best: Unbound,
  holder: Unbound | undefined,
  { demand, settings }: Parameters<typeof planService>[0],
): ServicePlan['binds'] {
  const sizeOf = ({ layout }: Unbound): number => layout.tensorParallel * layout.pipelineStages;
  if (holder === undefined || best.copies * sizeOf(best) === sizeOf(holder)) return 'weights';
  if ('requestsPerSecond' in demand) return 'throughput';
  return best.largestConcurrency < settings.mostRunning * best.layout.pipelineStages ? 'cache' : 'scheduler';
}

type Unbound = Omit<ServicePlan, 'binds'>;

function better(plan: Unbound, best: Unbound): boolean {
  if (plan.carries !== best.carries) return plan.carries;
  if (plan.carries) return plan.accelerators < best.accelerators;
  const held = plan.copies * plan.largestConcurrency - best.copies * best.largestConcurrency;
  return held === 0 ? plan.memory.freeBytes > best.memory.freeBytes : held > 0;
}

function planLayout(given: Parameters<typeof planService>[0], layout: Layout, limit: number): Unbound {
  const { workload, device, settings, tflops, demand, count } = given;
  const { shape, weights, kvElementBytes, inputTokens, outputTokens } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const size = tensorParallel * pipelineStages;
  const memory = memoryBudget({ ...device, ...settings, weightBytes: weights.total / size });
  const tokens = inputTokens + outputTokens;
  const bytesPerSequence = kvBytesPerSequence(shape, kvElementBytes, tokens, tensorParallel) / pipelineStages;
  const held = largestConcurrency(memory.freeBytes, bytesPerSequence);
  const largest = Math.min(held, settings.mostRunning * pipelineStages);
  const at = (running: number): SteadyState =>
    steadyState(workload, device, layout, settings, tflops, Math.max(1, running));
  const mostCopies = Math.floor(limit / size);
  const perCopy =
    'concurrency' in demand ? largest : largest === 0 ? 0 : at(largest).outputTokensPerSecond / outputTokens;
  const wanted = 'concurrency' in demand ? demand.concurrency : demand.requestsPerSecond;
  const needed = perCopy === 0 ? Number.POSITIVE_INFINITY : Math.ceil(wanted / perCopy);
  const carries = needed <= mostCopies;
  const copies = carries && count === undefined ? needed : mostCopies;
  const share = wanted / copies;
  const running =
    'concurrency' in demand
      ? Math.min(Math.ceil(share), Math.max(1, largest))
      : runningForRate(share * outputTokens, largest, (batch) => at(batch).outputTokensPerSecond);
  return {
    layout,
    copies,
    accelerators: copies * size,
    memory,
    bytesPerSequence,
    largestConcurrency: largest,
    running,
    steady: at(running),
    carries,
  };
}

/** The fewest sequences at once that give `tokensPerSecond`, by bisection; the most when even these do not. */
function runningForRate(tokensPerSecond: number, most: number, rateOf: (running: number) => number): number {
  let low = 1;
  let high = Math.max(1, most);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rateOf(middle) >= tokensPerSecond) high = middle;
    else low = middle + 1;
  }
  return low;
}

import { formatNumber, formatUsd } from '../contract/markdown.ts';
import type { ServicePlan, Targets } from '../engines/serving/plan-service.ts';
import { BYTES_PER_GB } from '../units/bytes.ts';
import { type Candidate, layoutName } from './llm-candidates.ts';

export const BINDING: Readonly<Record<ServicePlan['binds'], string>> = {
  weights: 'holding the weights decides the number',
  cache: 'memory for the cache decides the number',
  scheduler: "the engine's limit on a batch decides the number",
  throughput: 'throughput decides the number',
  target: 'the latency target decides the number',
};

const TARGET_NAMES: Readonly<Record<keyof Targets, string>> = {
  timeToFirstToken: 'time to first token',
  timePerOutputToken: 'time per output token',
  endToEnd: 'latency',
};

/** One request alone against a target that it misses, and the physical limit behind it. */
export function impossible(
  { plan, tag }: Candidate,
  targets: Targets,
  outputTokens: number,
): string | undefined {
  const { missed, idle } = plan;
  if (missed === undefined) return undefined;
  const whole = idle.timeToFirstToken + (outputTokens - 1) * idle.timePerOutputToken;
  const best = {
    timeToFirstToken: idle.timeToFirstToken,
    timePerOutputToken: idle.timePerOutputToken,
    endToEnd: whole,
  }[missed];
  const limit =
    missed === 'timeToFirstToken'
      ? 'reading the prompt is arithmetic'
      : `each token needs ${boundWords(idle.bound)}`;
  return `${TARGET_NAMES[missed]} is ${ms(best)} ms at its best on ${tag.row.id} ${layoutName({ ...plan, copies: 1 })}, above ${ms(targets[missed] ?? 0)} ms, even for one request: ${limit}`;
}

function boundWords(bound: ServicePlan['idle']['bound']): string {
  return {
    'memory bandwidth': 'all working weights read once, which memory bandwidth limits',
    arithmetic: 'its arithmetic, which the peak limits',
    'kernel launches': 'the launches of every layer, which no larger card shortens',
    interconnect: 'two exchanges a layer, which the link limits',
    prompts: 'the prompts of others, read in between',
  }[bound];
}

/** Why a configuration does not carry the demand, in a few words. */
export function whyNot(candidate: Candidate, targets: Targets, outputTokens: number, wanted: string): string {
  const { plan } = candidate;
  if (plan.largestConcurrency === 0) {
    const lacking = plan.bytesPerSequence - plan.memory.freeBytes;
    return `does not fit: each lacks ${formatNumber(gb(lacking))} GB`;
  }
  const forbidden = impossible(candidate, targets, outputTokens);
  if (forbidden !== undefined) return forbidden;
  const rate = plan.copies * plan.requestsPerSecondPerCopy;
  const most = plan.copies * plan.mostUnderTargets;
  return `carries ${formatNumber(rate)} requests a second, ${formatNumber(most)} at once, of ${wanted}`;
}

export function cardsOf({ tag, plan }: Candidate): string {
  return `${plan.accelerators} x ${tag.row.id}`;
}

/** Accelerators, layout and price in one phrase. */
export function configurationName(candidate: Candidate): string {
  const { plan, usdPerHour } = candidate;
  const cost = usdPerHour === undefined ? '' : ` for ${formatUsd(usdPerHour)} an hour`;
  return `${cardsOf(candidate)} (${layoutName(plan)})${cost}`;
}

export function gb(bytes: number): number {
  return Number((bytes / BYTES_PER_GB).toPrecision(4));
}

export function ms(seconds: number): string {
  return formatNumber(seconds * 1000);
}

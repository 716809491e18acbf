import { attentionRanks } from './attention-ranks.ts';
import { type DecodeStep, decodeStep } from './decode-step.ts';
import { pipelineWaiting } from './mixed-step-time.ts';
import { promptTime } from './prompt-time.ts';
import type { ServingRates } from './serving-rates.ts';
import type { Layout, Workload } from './workload.ts';

export type SteadyState = {
  /** Mean seconds between tokens of one sequence, prompts of the others included. */
  readonly timePerOutputToken: number;
  /** Output tokens a second of one copy. */
  readonly outputTokensPerSecond: number;
  /** Seconds of one step without prompts, over all stages. */
  readonly step: DecodeStep;
  /** Seconds of one prompt's arithmetic, over all stages. */
  readonly prompt: number;
  readonly bound: 'memory bandwidth' | 'arithmetic' | 'kernel launches' | 'interconnect' | 'prompts';
};

/**
 * One copy of the model with `running` sequences that are replaced as they finish: each decode step also pays for the
 * prompts of the newcomers, `running / outputTokens` of them a step (continuous batching: Yu et al., OSDI 2022).
 * A request does not wait for its own prompt once it decodes. What the host does a sequence shows only where it is
 * longer than the device's work.
 * @param promptShare share of the newcomers' prompts that a request meets while it decodes: 1 in a steady state.
 */
export function steadyState(
  workload: Workload,
  layout: Layout,
  rates: ServingRates,
  running: number,
  promptShare = 1,
): SteadyState {
  const { inputTokens, outputTokens, sharedPrefix = 0 } = workload;
  const { pipelineStages: stages } = layout;
  const batch = running / stages;
  const step = decodeStep(workload, layout, rates, batch, inputTokens + outputTokens / 2);
  const prompt = promptTime(workload, layout, rates, inputTokens * (1 - sharedPrefix));
  const own = batch / attentionRanks(layout);
  const busy = step.total + (batch * prompt) / outputTokens;
  const host = rates.hostSequenceSeconds * own;
  const waiting = (busy ** 4 + host ** 4) ** 0.25 - busy;
  const joining = Math.min(1, batch / outputTokens);
  const mixed = step.total + (batch * prompt) / outputTokens / joining;
  const eager = joining * Math.max(0, rates.eagerSeconds - mixed);
  const device = step.total + waiting + eager;
  const stagesAtOnce = pipelineWaiting(stages);
  const others = Math.max(0, running - 1) / stages;
  return {
    timePerOutputToken: stages * stagesAtOnce * (device + (promptShare * others * prompt) / outputTokens),
    outputTokensPerSecond: batch / ((device + (batch * prompt) / outputTokens) * stagesAtOnce),
    step,
    prompt: prompt * stages,
    bound: boundOf(step, (promptShare * others * prompt) / outputTokens),
  };
}

function boundOf(step: DecodeStep, prompts: number): SteadyState['bound'] {
  const reading = Math.max(step.weights, step.cache);
  const parts: readonly (readonly [SteadyState['bound'], number])[] = [
    ['memory bandwidth', step.weights >= step.arithmetic ? step.weights + step.cache : reading],
    ['arithmetic', step.arithmetic],
    ['kernel launches', step.launches],
    ['interconnect', step.link],
    ['prompts', prompts],
  ];
  return parts.reduce((most, part) => (part[1] > most[1] ? part : most))[0];
}

import { decodeStepTime } from './decode-step-time.ts';
import { prefillTime } from './prefill-time.ts';
import type { Device, EngineSettings, Layout, Workload } from './workload.ts';

export type SteadyState = {
  /** Mean seconds between tokens of one sequence, prompts of the others included. */
  readonly timePerOutputToken: number;
  /** First token on an idle copy: the prompt and one step. Queueing comes on top. */
  readonly timeToFirstToken: number;
  /** Output tokens a second of one copy. */
  readonly outputTokensPerSecond: number;
  readonly bound: 'bandwidth' | 'compute' | 'latency' | 'prompts';
};

/**
 * One copy of the model with `running` sequences that are replaced as they finish: each decode step also pays for the
 * prompts of the newcomers, `running / outputTokens` of them a step (continuous batching: Yu et al., OSDI 2022).
 * A request does not wait for its own prompt once it decodes.
 */
export function steadyState(
  workload: Workload,
  device: Device,
  layout: Layout,
  settings: EngineSettings,
  tflops: number,
  running: number,
): SteadyState {
  const step = decodeStepTime(workload, device, layout, settings, tflops, running);
  const prompt = prefillTime(workload, device, layout, settings, tflops);
  const stages = layout.pipelineStages;
  const share = (others: number): number => (others * prompt) / (workload.outputTokens * stages);
  return {
    timePerOutputToken: step.seconds + share(running - 1),
    timeToFirstToken: prompt + step.seconds,
    outputTokensPerSecond: running / (step.seconds + share(running)),
    bound: share(running - 1) > step.seconds ? 'prompts' : step.bound,
  };
}

import { promptTime } from './prompt-time.ts';
import type { ServingConstants } from './serving-constants.ts';
import type { ServingRates } from './serving-rates.ts';
import { weightReadTime } from './weight-read-time.ts';
import type { Layout, Runtime, Workload } from './workload.ts';

/**
 * Seconds to the first token of a prompt that finds a copy idle: the engine's own overhead, launches without a graph,
 * the larger of the prompt's arithmetic and reading the weights once, and one step. Waiting for others comes on top:
 * `ahead` counts prompts that are served before it.
 */
export function timeToFirstToken(
  workload: Workload,
  layout: Layout,
  rates: ServingRates,
  runtime: Runtime,
  constants: ServingConstants,
  stepSeconds: number,
  ahead = 0,
): number {
  const { shape, inputTokens, sharedPrefix = 0 } = workload;
  const mixture = shape.experts !== undefined;
  const fresh = inputTokens * (1 - sharedPrefix);
  const eager =
    (rates.launches * constants['eager-launch-us'] * (mixture ? constants['eager-factor-experts'] : 1)) / 1e6;
  const arithmetic =
    promptTime(workload, layout, rates, fresh) *
    layout.pipelineStages *
    constants['first-prompt-share'] *
    (mixture ? constants['first-prompt-factor-experts'] : 1);
  const reading = weightReadTime(workload, layout, rates, fresh) * layout.pipelineStages;
  const overhead = constants[`first-token-ms-${runtime.engine}`] / 1e3;
  return overhead + eager + Math.max(arithmetic, reading) * (1 + ahead) + stepSeconds;
}

import { attentionRanks } from './attention-ranks.ts';
import { decodeStep } from './decode-step.ts';
import { promptTime } from './prompt-time.ts';
import type { ServingRates } from './serving-rates.ts';
import { weightReadTime } from './weight-read-time.ts';
import type { Layout, Workload } from './workload.ts';

/** How much longer stages wait for one another at each doubling of the pipeline (published pipeline tables). */
const PIPELINE_SHARE = 0.97;

/**
 * Seconds of one engine step that gives each of `running` sequences a token and reads `promptTokens` tokens of prompts:
 * decoding, the prompts' arithmetic, what the host does where it takes longer than the device, and the launches of a step
 * that runs without a graph because it reads prompts. Prompts alone still read the weights. Under pipelining, the time of all stages.
 */
export function mixedStepTime(
  workload: Workload,
  layout: Layout,
  rates: ServingRates,
  running: number,
  context: number,
  promptTokens: number,
): number {
  const { pipelineStages: stages } = layout;
  const batch = running / stages;
  const decoding = running === 0 ? 0 : decodeStep(workload, layout, rates, batch, context).total;
  const prompts =
    promptTokens === 0
      ? 0
      : (promptTime(workload, layout, rates, workload.inputTokens) * promptTokens) /
        (workload.inputTokens * stages);
  // what decodes has read the weights already
  const reading =
    running === 0 && promptTokens > 0 ? weightReadTime(workload, layout, rates, promptTokens) : 0;
  const busy = Math.max(decoding + prompts, reading);
  const own = batch / attentionRanks(layout);
  const host = rates.hostSequenceSeconds * own;
  const device = (busy ** 4 + host ** 4) ** 0.25;
  const eager = promptTokens === 0 ? 0 : Math.max(0, rates.eagerSeconds / stages - device);
  return stages * (device + eager) * pipelineWaiting(stages);
}

/** Factor by which a pipeline is slower than its stages. */
export function pipelineWaiting(stages: number): number {
  return stages === 1 ? 1 : PIPELINE_SHARE ** -Math.log2(stages);
}

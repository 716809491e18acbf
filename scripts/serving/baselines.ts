import { kvBytesPerSequence } from '../../src/engines/memory/kv-bytes-per-sequence.ts';
import { activeParameters } from '../../src/engines/serving/active-parameters.ts';
import { arithmeticPath } from '../../src/engines/serving/arithmetic-path.ts';
import { expertCoverage } from '../../src/engines/serving/expert-coverage.ts';
import type { Layout, Workload } from '../../src/engines/serving/workload.ts';
import { heldSaturated, heldSequences } from './held-sequences.ts';
import type { ServingCase } from './serving-case.ts';

/** The share of peak that back-of-envelope estimates assume. */
const SHARE = 0.65;

/**
 * The estimate that a roofline gives at 65 % of peak bandwidth and arithmetic: weights and cache once a token, prompts
 * by arithmetic alone, nothing for launches, links or the prompts of others.
 */
export function roofline(given: ServingCase): number {
  const { workload, device, quantity, arrival, layouts } = given;
  const values = layouts.map((layout) => {
    const cards = layout.tensorParallel * layout.pipelineStages;
    const running = runningIn(given, layout);
    const { tflops } = arithmeticPath(workload.arithmetic.feedForward, device);
    const prompt =
      (2 * workload.inputTokens * activeParameters(workload.shape, workload.parameters)) /
      (SHARE * cards * tflops * 1e12);
    const token = bytesRead(workload, running, layout) / (SHARE * device.bandwidthGbPerSecond * 1e9);
    if (quantity === 'time per output token') return token;
    if (quantity === 'time to first token') return prompt;
    if (quantity === 'prompt rate') return workload.inputTokens / prompt;
    const copies =
      arrival.kind === 'offline' || arrival.kind === 'limited' ? given.copies / cards : given.copies;
    const rate = (copies * running) / token;
    return quantity === 'requests' ? rate / workload.outputTokens : rate;
  });
  return quantity.startsWith('time') ? Math.min(...values) : Math.max(...values);
}

function runningIn({ workload, device, arrival, runtime, copies }: ServingCase, layout: Layout): number {
  switch (arrival.kind) {
    case 'closed':
      return Math.max(
        1,
        Math.min(arrival.concurrency / copies, heldSequences(workload, device, layout, runtime.engine)),
      );
    case 'static':
      return arrival.batch;
    case 'stream':
    case 'poisson':
      return 1;
    case 'saturated':
    case 'offline':
    case 'limited':
      return Math.max(1, heldSaturated(workload, device, layout));
  }
}

/** Bytes that one accelerator reads a token. */
function bytesRead({ shape, weights, kvElementBytes, ...load }: Workload, running: number, layout: Layout) {
  const { tensorParallel, pipelineStages } = layout;
  const coverage =
    shape.experts === undefined || shape.expertsPerToken === undefined
      ? 1
      : expertCoverage(shape.experts, shape.expertsPerToken, running);
  const read = weights.total - weights.embedding - (1 - coverage) * weights.experts;
  const tokens = load.inputTokens + load.outputTokens / 2;
  const cache = kvBytesPerSequence(shape, kvElementBytes, tokens, tensorParallel);
  return read / (tensorParallel * pipelineStages) + (running * cache) / pipelineStages;
}

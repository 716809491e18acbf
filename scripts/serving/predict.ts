import { kvBytesPerSequence } from '../../src/engines/memory/kv-bytes-per-sequence.ts';
import { exponential } from '../../src/engines/queueing/exponential.ts';
import { seededRandom } from '../../src/engines/queueing/seeded-random.ts';
import { decodeStep } from '../../src/engines/serving/decode-step.ts';
import type { ServingConstants } from '../../src/engines/serving/serving-constants.ts';
import { type ServingRates, servingRates } from '../../src/engines/serving/serving-rates.ts';
import { mixedStepTime } from '../../src/engines/serving/mixed-step-time.ts';
import { promptTime } from '../../src/engines/serving/prompt-time.ts';
import { weightReadTime } from '../../src/engines/serving/weight-read-time.ts';
import { singleStreamPromptTime, singleStreamTokenTime } from '../../src/engines/serving/single-stream.ts';
import { type Request, simulateContinuousBatch } from '../../src/engines/serving/simulate-continuous-batch.ts';
import { type SteadyState, steadyState } from '../../src/engines/serving/steady-state.ts';
import { timeToFirstToken } from '../../src/engines/serving/time-to-first-token.ts';
import type { Device, Layout, Workload } from '../../src/engines/serving/workload.ts';
import type { ServingCase } from './serving-case.ts';

const RESERVED_BYTES = 3.5e9;

/** Sequences that memory holds; `grown` is the share of the output that a paged cache must hold at once on average. */
export function capacityBytes({ memoryGb, reportedMib }: Device): number {
  return reportedMib === undefined ? memoryGb * 1e9 : reportedMib * 1048576;
}

export function heldSequences(workload: Workload, memoryBytes: number, layout: Layout, grown: number): number {
  const { shape, weights, kvElementBytes, inputTokens, outputTokens } = workload;
  const { tensorParallel: n, pipelineStages: pp, attentionData } = layout;
  const share = attentionData === true ? 1 : n;
  const each = kvBytesPerSequence(shape, kvElementBytes, inputTokens + grown * outputTokens, share) / pp;
  const dense = weights.total - weights.experts;
  const own = (attentionData === true ? dense : dense / n) / pp + weights.experts / (n * pp);
  const free = Math.max(1e9, 0.9 * memoryBytes - own - RESERVED_BYTES);
  return Math.max(1, ((attentionData === true ? n : 1) * free) / each);
}

export function predict(given: ServingCase, constants: ServingConstants): number {
  const { arrival, workload } = given;
  const values = given.layouts.map((layout) => predictIn(given, layout, constants));
  if (given.quantity === 'throughput' || given.quantity === 'requests') {
    const best = Math.max(...values);
    return given.quantity === 'requests' ? best / workload.outputTokens : best;
  }
  void arrival;
  return Math.min(...values);
}

function predictIn(given: ServingCase, layout: Layout, constants: ServingConstants): number {
  const { workload, device, runtime, arrival } = given;
  if (arrival.kind === 'stream') return stream(given, constants);
  const rates = servingRates(workload, device, layout, runtime, constants);
  const grown = runtime.engine === 'tensorrt-llm' ? 1 : 0.6;
  const held = heldSequences(workload, capacityBytes(device), layout, grown);
  switch (arrival.kind) {
    case 'closed':
      return closedLoop(given, layout, rates, constants, Math.max(1, arrival.concurrency / given.copies), held, arrival.pattern);
    case 'static':
      return staticBatch(given, layout, rates, constants, arrival.batch);
    case 'saturated':
    case 'offline': {
      const copies = arrival.kind === 'offline' ? given.copies / layout.tensorParallel : given.copies;
      const tuned = arrival.kind === 'offline' ? constants['tuned-submission-factor'] : 1;
      return copies * tuned * saturated(given, layout, rates, constants);
    }
    case 'limited': {
      const copies = given.copies / layout.tensorParallel;
      return copies * constants['tuned-submission-factor'] * limited(given, layout, rates, arrival.timePerOutputToken / 1.3);
    }
    case 'poisson':
      return openLoop(given, layout, rates, constants, arrival, held);
  }
}

function stream({ workload, device, quantity }: ServingCase, constants: ServingConstants): number {
  const { inputTokens, outputTokens } = workload;
  if (quantity === 'prompt rate')
    return inputTokens / (singleStreamPromptTime(workload, device, constants, inputTokens) ?? Number.NaN);
  return 1 / singleStreamTokenTime(workload, device, constants, inputTokens + outputTokens / 2);
}

function closedLoop(
  given: ServingCase,
  layout: Layout,
  rates: ServingRates,
  constants: ServingConstants,
  concurrency: number,
  held: number,
  pattern: 'waves' | 'burst' | 'steady' | 'batch',
): number {
  const { workload } = given;
  const running = Math.min(concurrency, held);
  const state = steadyState(workload, layout, rates, running, pattern === 'burst' ? 0.53 : 1);
  const perToken = speculated(given, layout, rates, state, running);
  if (given.quantity === 'time per output token') return perToken;
  if (given.quantity === 'throughput') return (given.copies * running * workload.outputTokens) / (perToken * workload.outputTokens + state.prompt);
  const ahead = pattern === 'batch' ? running - 1 : pattern === 'waves' ? 0.06 * (running - 1) : pattern === 'burst' ? 0.5 * (running - 1) : 1.25 * Math.sqrt(Math.max(0, running - 1));
  const first = timeToFirstToken(workload, layout, rates, given.runtime, constants, perToken, ahead);
  const queued = (Math.max(0, concurrency - running) / running) * perToken * workload.outputTokens;
  return first + queued;
}

function speculated(given: ServingCase, layout: Layout, rates: ServingRates, state: SteadyState, running: number): number {
  const { speculative, workload } = given;
  if (speculative === undefined) return state.timePerOutputToken;
  const context = workload.inputTokens + workload.outputTokens / 2;
  const step = decodeStep(workload, layout, rates, running, context, 1 + speculative.drafted);
  const prompts = ((running - 1) * state.prompt) / workload.outputTokens;
  return step.total / speculative.accepted + prompts;
}

function staticBatch(given: ServingCase, layout: Layout, rates: ServingRates, constants: ServingConstants, batch: number): number {
  const { workload } = given;
  const state = steadyState(workload, layout, rates, batch, 0);
  // measured inside the engine: no server before it, and one launch of a compiled graph
  if (given.quantity === 'time to first token') {
    const prompt = promptTime(workload, layout, rates, workload.inputTokens) * batch * layout.pipelineStages;
    const reading = weightReadTime(workload, layout, rates, workload.inputTokens) * layout.pipelineStages;
    return constants['first-prompt-share'] * prompt + reading + rates.launchSeconds;
  }
  if (given.quantity === 'time per output token') return state.timePerOutputToken;
  return (given.copies * batch * workload.outputTokens) / (batch * state.prompt + workload.outputTokens * state.timePerOutputToken);
}

function saturated(given: ServingCase, layout: Layout, rates: ServingRates, constants: ServingConstants): number {
  const { workload, device } = given;
  const at = (own: Layout, ownRates: ServingRates, cap: number): number => {
    const held = heldSaturated(workload, capacityBytes(device), own);
    return steadyState(workload, own, ownRates, Math.max(1, Math.min(cap * own.pipelineStages, held))).outputTokensPerSecond;
  };
  const plain = at(layout, rates, 2048);
  if (workload.shape.experts === undefined || layout.tensorParallel === 1) return plain;
  const data: Layout = { ...layout, attentionData: true };
  const dataRates = servingRates(workload, device, data, given.runtime, constants);
  return Math.max(plain, constants['attention-data-share'] * at(data, dataRates, 2048 * layout.tensorParallel));
}

function heldSaturated(workload: Workload, memoryBytes: number, layout: Layout): number {
  const { shape, weights, kvElementBytes, inputTokens, outputTokens } = workload;
  const { tensorParallel: n, pipelineStages: pp, attentionData } = layout;
  const data = attentionData === true;
  const each = kvBytesPerSequence(shape, kvElementBytes, inputTokens + outputTokens, data ? 1 : n) / pp;
  const dense = weights.total - weights.experts;
  const own = ((data ? dense : dense / n) + weights.experts / n) / pp;
  return ((data ? n : 1) * Math.max(2e8, 0.9 * (memoryBytes - own - 2e9))) / each;
}

function limited(given: ServingCase, layout: Layout, rates: ServingRates, limit: number): number {
  const { workload, device } = given;
  let low = 1;
  let high = Math.max(1, Math.min(2048, heldSaturated(workload, capacityBytes(device), layout)));
  const at = (running: number) => steadyState(workload, layout, rates, running);
  if (at(high).timePerOutputToken > limit)
    for (let round = 0; round < 30; round += 1) {
      const middle = (low + high) / 2;
      if (at(middle).timePerOutputToken > limit) high = middle;
      else low = middle;
    }
  else low = high;
  return at(low).outputTokensPerSecond;
}

/** Requests of a short open-loop run: the seeded arrivals of a Poisson process, several times over. */
function openLoop(
  given: ServingCase,
  layout: Layout,
  rates: ServingRates,
  constants: ServingConstants,
  arrival: { requestsPerSecond: number; requests: number },
  held: number,
): number {
  const { workload } = given;
  const { inputTokens, outputTokens } = workload;
  const overhead =
    timeToFirstToken(workload, layout, rates, given.runtime, constants, 0) -
    mixedStepTime(workload, layout, rates, 0, 0, inputTokens);
  const values = [1, 2, 3].map((seed) => {
    const uniform = seededRandom(seed);
    let at = 0;
    const requests: Request[] = [];
    for (let index = 0; index < arrival.requests; index += 1) {
      requests.push({
        arrivalSeconds: at,
        inputTokens,
        // lengths of conversations vary about as much as their mean (ShareGPT)
        outputTokens: Math.max(1, Math.round(exponential(outputTokens, uniform()))),
      });
      at += exponential(given.copies / arrival.requestsPerSecond, uniform());
    }
    const served = simulateContinuousBatch(requests, {
      mostRunning: 256,
      cacheTokens: Math.max(inputTokens + 20 * outputTokens, held * (inputTokens + outputTokens)),
      promptTokensPerStep: 2048,
      stepSeconds: (running, context, promptTokens) =>
        mixedStepTime(workload, layout, rates, running, context, promptTokens),
      overheadSeconds: Math.max(0, overhead),
    });
    if (given.quantity === 'time per output token')
      return quantile(served.filter(({ timePerOutputToken }) => timePerOutputToken > 0).map((one) => one.timePerOutputToken), 0.5);
    if (given.quantity === 'time to first token') return quantile(served.map((one) => one.timeToFirstToken), given.percentile ?? 0.5);
    const span = Math.max(...served.map(({ finishedAt }) => finishedAt));
    return given.quantity === 'requests' ? (arrival.requests / span) * outputTokens : requests.reduce((sum, one) => sum + one.outputTokens, 0) / span;
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

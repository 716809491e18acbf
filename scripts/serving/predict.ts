import { exponential } from '../../src/engines/random/exponential.ts';
import { seededRandom } from '../../src/engines/random/seeded-random.ts';
import { attentionRanks } from '../../src/engines/serving/attention-ranks.ts';
import { decodeStep } from '../../src/engines/serving/decode-step.ts';
import { mixedStepTime } from '../../src/engines/serving/mixed-step-time.ts';
import { promptTime } from '../../src/engines/serving/prompt-time.ts';
import type { ServingConstants } from '../../src/engines/serving/serving-constants.ts';
import { type ServingRates, servingRates } from '../../src/engines/serving/serving-rates.ts';
import {
  type Request,
  simulateContinuousBatch,
} from '../../src/engines/serving/simulate-continuous-batch.ts';
import { singleStreamPromptTime } from '../../src/engines/serving/single-stream-prompt-time.ts';
import { singleStreamTokenTime } from '../../src/engines/serving/single-stream-token-time.ts';
import { type SteadyState, steadyState } from '../../src/engines/serving/steady-state.ts';
import { timeToFirstToken } from '../../src/engines/serving/time-to-first-token.ts';
import { weightReadTime } from '../../src/engines/serving/weight-read-time.ts';
import type { Layout } from '../../src/engines/serving/workload.ts';
import { heldSaturated, heldSequences } from './held-sequences.ts';
import type { Arrival, ServingCase } from './serving-case.ts';

/** Share of a burst's prompts that a request meets while it decodes: each waits for those behind it in the burst. */
const BURST_SHARE = 0.53;
const MOST_RUNNING = 2048;
/** A 99th percentile under a limit has a mean so much below it (lengths and arrivals vary). */
const LIMIT_MARGIN = 1.3;
const SEEDS = [1, 2, 3];

/** One layout of a case with its rates: what every law below needs. */
type Setting = {
  readonly given: ServingCase;
  readonly layout: Layout;
  readonly rates: ServingRates;
  readonly constants: ServingConstants;
};

/**
 * What the model says of a published figure, in the figure's unit. Where the publication leaves the layout open, the best of
 * those that fit, as a submitter would choose.
 */
export function predict(given: ServingCase, constants: ServingConstants): number {
  if (given.arrival.kind === 'stream') return localStream(given, constants);
  const values = given.layouts.map((layout) => {
    const rates = servingRates(given.workload, given.device, layout, given.runtime, constants);
    return inLayout({ given, layout, rates, constants });
  });
  const isRate = given.quantity === 'throughput' || given.quantity === 'requests';
  return isRate ? Math.max(...values) : Math.min(...values);
}

function inLayout(setting: Setting): number {
  const { given, layout, constants } = setting;
  const { arrival, copies } = given;
  switch (arrival.kind) {
    case 'closed':
      return closedLoop(setting, arrival);
    case 'static':
      return staticBatch(setting, arrival.batch);
    case 'poisson':
      return openLoop(setting, arrival);
    case 'saturated':
      return copies * saturated(setting);
    case 'offline':
      return (constants['tuned-submission-factor'] * copies * saturated(setting)) / layout.tensorParallel;
    case 'limited': {
      const limited = underLimit(setting, arrival.timePerOutputToken / LIMIT_MARGIN);
      return (constants['tuned-submission-factor'] * copies * limited) / layout.tensorParallel;
    }
    case 'stream':
      return localStream(given, constants);
  }
}

function localStream({ workload, device, quantity }: ServingCase, constants: ServingConstants): number {
  const { inputTokens, outputTokens } = workload;
  if (quantity === 'prompt rate')
    return inputTokens / (singleStreamPromptTime(workload, device, constants, inputTokens) ?? Number.NaN);
  return 1 / singleStreamTokenTime(workload, device, constants, inputTokens + outputTokens / 2);
}

function closedLoop(setting: Setting, arrival: Extract<Arrival, { kind: 'closed' }>): number {
  const { given, layout, rates, constants } = setting;
  const { workload, device, runtime, copies } = given;
  const { outputTokens } = workload;
  const clients = Math.max(1, arrival.concurrency / copies);
  const running = Math.min(clients, heldSequences(workload, device, layout, runtime.engine));
  const state = steadyState(workload, layout, rates, running, arrival.pattern === 'burst' ? BURST_SHARE : 1);
  const perToken = speculated(setting, state, running);
  if (given.quantity === 'time per output token') return perToken;
  if (given.quantity === 'throughput')
    return (copies * running * outputTokens) / (perToken * outputTokens + state.prompt);
  const first = timeToFirstToken(
    workload,
    layout,
    rates,
    runtime,
    constants,
    perToken,
    ahead(arrival, running),
  );
  const queued = ((clients - running) / running) * perToken * outputTokens;
  return first + queued;
}

/** Prompts that are read before a request's own, on average, by how the benchmark sends them. */
function ahead({ pattern }: Extract<Arrival, { kind: 'closed' }>, running: number): number {
  const others = Math.max(0, running - 1);
  return { waves: 0.06 * others, burst: 0.5 * others, steady: 1.25 * Math.sqrt(others), batch: others }[
    pattern
  ];
}

function speculated({ given, layout, rates }: Setting, state: SteadyState, running: number): number {
  const { speculative, workload } = given;
  if (speculative === undefined) return state.timePerOutputToken;
  const context = workload.inputTokens + workload.outputTokens / 2;
  const step = decodeStep(workload, layout, rates, running, context, 1 + speculative.drafted);
  return step.total / speculative.accepted + ((running - 1) * state.prompt) / workload.outputTokens;
}

/** Measured inside the engine: no server before it, one launch of a compiled graph, the whole batch's prompts first. */
function staticBatch({ given, layout, rates, constants }: Setting, batch: number): number {
  const { workload, quantity, copies } = given;
  const { inputTokens, outputTokens } = workload;
  const state = steadyState(workload, layout, rates, batch, 0);
  if (quantity === 'time per output token') return state.timePerOutputToken;
  if (quantity === 'time to first token') {
    const stages = layout.pipelineStages;
    const prompts = batch * stages * promptTime(workload, layout, rates, inputTokens);
    const reading = stages * weightReadTime(workload, layout, rates, inputTokens);
    return constants['first-prompt-share'] * prompts + reading + rates.launchSeconds;
  }
  return (copies * batch * outputTokens) / (batch * state.prompt + outputTokens * state.timePerOutputToken);
}

/** Output tokens a second of one copy whose queue is never empty; mixtures of experts in the better of two layouts. */
function saturated({ given, layout, rates, constants }: Setting): number {
  const { workload, device, runtime } = given;
  const full = (own: Layout, ownRates: ServingRates): number => {
    const most = MOST_RUNNING * own.pipelineStages * attentionRanks(own);
    const running = Math.max(1, Math.min(most, heldSaturated(workload, device, own)));
    return steadyState(workload, own, ownRates, running).outputTokensPerSecond;
  };
  const plain = full(layout, rates);
  if (workload.shape.experts === undefined || layout.tensorParallel === 1) return plain;
  const data: Layout = { ...layout, attentionData: true };
  const dataRates = servingRates(workload, device, data, runtime, constants);
  return Math.max(plain, constants['attention-data-share'] * full(data, dataRates));
}

/** The same with as many sequences as keep the time per output token under a limit, by bisection. */
function underLimit({ given, layout, rates }: Setting, limit: number): number {
  const { workload, device } = given;
  const at = (running: number) => steadyState(workload, layout, rates, running);
  let low = 1;
  let high = Math.max(1, Math.min(MOST_RUNNING, heldSaturated(workload, device, layout)));
  if (at(high).timePerOutputToken <= limit) return at(high).outputTokensPerSecond;
  for (let round = 0; round < 30; round += 1) {
    const middle = (low + high) / 2;
    if (at(middle).timePerOutputToken > limit) high = middle;
    else low = middle;
  }
  return at(low).outputTokensPerSecond;
}

/** A short open-loop run through the continuous-batch simulation, the mean over a few seeds. */
function openLoop(setting: Setting, arrival: Extract<Arrival, { kind: 'poisson' }>): number {
  const { given, layout, rates, constants } = setting;
  const { workload, device, runtime, copies, quantity } = given;
  const { inputTokens, outputTokens } = workload;
  const held = heldSequences(workload, device, layout, runtime.engine);
  const overheadSeconds = constants[`first-token-ms-${runtime.engine}`] / 1000;
  const values = SEEDS.map((seed) => {
    const requests = openLoopRequests(seed, arrival, copies, inputTokens, outputTokens);
    const longest = Math.max(...requests.map((request) => request.inputTokens + request.outputTokens));
    const served = simulateContinuousBatch(requests, {
      mostRunning: 256,
      cacheTokens: Math.max(longest, held * (inputTokens + outputTokens)),
      promptTokensPerStep: 2048,
      stepSeconds: (running, context, promptTokens) =>
        mixedStepTime(workload, layout, rates, running, context, promptTokens),
      overheadSeconds,
    });
    const times = served.map((one) => one.timePerOutputToken).filter((time) => time > 0);
    if (quantity === 'time per output token') return quantile(times, 0.5);
    const firsts = served.map((one) => one.timeToFirstToken);
    if (quantity === 'time to first token') return quantile(firsts, given.percentile ?? 0.5);
    const span = Math.max(...served.map(({ finishedAt }) => finishedAt));
    if (quantity === 'requests') return arrival.requests / span;
    return requests.reduce((sum, request) => sum + request.outputTokens, 0) / span;
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Poisson arrivals; lengths of conversations vary about as much as their mean (ShareGPT). */
function openLoopRequests(
  seed: number,
  arrival: Extract<Arrival, { kind: 'poisson' }>,
  copies: number,
  inputTokens: number,
  outputTokens: number,
): Request[] {
  const uniform = seededRandom(seed);
  let arrivalSeconds = 0;
  return Array.from({ length: arrival.requests }, () => {
    const drawn = Math.max(1, Math.round(exponential(outputTokens, uniform())));
    const request = { arrivalSeconds, inputTokens, outputTokens: drawn };
    arrivalSeconds += exponential(copies / arrival.requestsPerSecond, uniform());
    return request;
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

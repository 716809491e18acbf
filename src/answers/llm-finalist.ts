import type { Catalog } from '../contract/catalog.ts';
import { acceleratorsOf } from '../engines/serving/parallel-layouts.ts';
import { isLocal, planService } from '../engines/serving/plan-service.ts';
import type { Engine } from '../engines/serving/workload.ts';
import { type Candidate, layoutName } from './llm-candidates.ts';
import { holdPercentile, type Load, type Simulated } from './llm-percentiles.ts';
import { ms } from './llm-sentences.ts';
import type { Subject } from './llm-subject.ts';
import { type MeasuredServingAnswer, measuredServing } from './measured-serving.ts';

/** Configurations that are simulated at most: the screen has ordered them by price. */
const FINALISTS = 8;

const ENGINE_NAMES: Readonly<Record<Engine, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  'tensorrt-llm': 'TensorRT-LLM',
  neuronx: 'NeuronX',
};

export type Finalist = {
  readonly first: Candidate;
  /** What was measured of its configuration, or around it. */
  readonly measured?: MeasuredServingAnswer | undefined;
  readonly holds: Partial<Simulated>;
  /** Cheaper configurations whose simulation missed a target. */
  readonly passedOver: readonly { readonly candidate: Candidate; readonly why: string }[];
};

type About = {
  readonly catalog: Catalog;
  readonly subject: Subject;
  readonly kvCacheFormat: '16-bit' | 'fp8';
  /** As the caller named it. */
  readonly engine?: Engine | undefined;
};

/**
 * The cheapest configuration that holds: its times set right by a measurement where one stands, its targets checked at the
 * asked percentile by simulation when there are arrivals or targets. Where none of the finalists holds, the first of them.
 */
export function llmFinalist(
  candidates: readonly Candidate[],
  load: Load,
  about: About,
): Finalist | undefined {
  const [cheapest] = candidates;
  if (cheapest === undefined) return undefined;
  if (!cheapest.plan.carries) return { first: nearest(candidates), holds: {}, passedOver: [] };
  const passedOver: Finalist['passedOver'][number][] = [];
  let held: Finalist | undefined;
  let fallback: Finalist | undefined;
  const tried = new Set<string>();
  for (const candidate of candidates) {
    const price = candidate.usdPerHour ?? Number.MAX_VALUE;
    // copies may have been added: a dearer layout can still be the cheaper one that holds
    if (held !== undefined && price >= (held.first.usdPerHour ?? Number.MAX_VALUE)) break;
    const key = [candidate.tag.row.id, candidate.tag.format.id, layoutName(candidate.plan)].join(' ');
    if (!candidate.plan.carries || tried.size >= FINALISTS) break;
    if (tried.has(key)) continue;
    tried.add(key);
    const { candidate: anchored, measured } = anchor(candidate, about);
    if (!anchored.plan.carries) {
      passedOver.push({
        candidate: anchored,
        why: 'measured slower than the model says: does not carry the load',
      });
      continue;
    }
    const finalist = simulated(anchored, measured, load);
    if (finalist.holds.missed !== undefined) {
      fallback ??= finalist;
      passedOver.push({ candidate: finalist.first, why: missedWords(finalist.holds, load) });
    } else if (
      held === undefined ||
      (finalist.first.usdPerHour ?? Number.MAX_VALUE) < (held.first.usdPerHour ?? Number.MAX_VALUE)
    )
      held = finalist;
  }
  if (held !== undefined) return { ...held, passedOver };
  return fallback === undefined
    ? { first: cheapest, holds: {}, passedOver }
    : { ...fallback, passedOver: passedOver.slice(1) };
}

/** Of configurations that do not carry the load, the one that most nearly does: they come in that order. */
function nearest(candidates: readonly Candidate[]): Candidate {
  const [first, ...rest] = candidates;
  if (first === undefined) throw new RangeError('no candidates');
  return rest.reduce(
    (best, one) =>
      one.plan.largestConcurrency > 0 === best.plan.largestConcurrency > 0 &&
      one.plan.missed !== undefined &&
      best.plan.missed !== undefined &&
      one.plan.idle.timePerOutputToken < best.plan.idle.timePerOutputToken
        ? one
        : best,
    first,
  );
}

/** Sets a configuration's times right by what was measured of it, and plans it again. */
function anchor(
  candidate: Candidate,
  about: About,
): { candidate: Candidate; measured?: MeasuredServingAnswer | undefined } {
  const { tag, plan } = candidate;
  if (about.subject.listedAs === undefined) return { candidate };
  const { inputTokens, outputTokens } = tag.request.workload;
  const [measured] = measuredServing(
    {
      model: about.subject.listedAs,
      accelerator: tag.row.id,
      weights: tag.format.id,
      kvCache: about.kvCacheFormat,
      engine: about.engine === undefined ? undefined : ENGINE_NAMES[about.engine],
      count: acceleratorsOf(plan.layout),
      inputTokens,
      outputTokens,
      concurrency: plan.operation.running,
    },
    about.catalog,
  );
  const perToken = measured?.timePerOutputToken?.value;
  if (measured === undefined || perToken === undefined) return { candidate };
  const timeFactor = perToken / 1000 / plan.operation.timePerOutputToken;
  const request = { ...tag.request, timeFactor };
  return {
    candidate: {
      ...candidate,
      tag: { ...tag, request },
      plan: planService({ ...request, layout: plan.layout }),
    },
    measured,
  };
}

function simulated(candidate: Candidate, measured: MeasuredServingAnswer | undefined, load: Load): Finalist {
  const targeted = Object.values(load.targets).some((target) => target !== undefined);
  if ((load.requestsPerSecond === undefined && !targeted) || isLocal(candidate.tag.request.device))
    return { first: candidate, measured, holds: {}, passedOver: [] };
  const holds = holdPercentile(candidate, load);
  const { plan } = holds;
  const usdPerHour =
    candidate.usdPerHour === undefined
      ? undefined
      : (candidate.usdPerHour * plan.accelerators) / candidate.plan.accelerators;
  return { first: { ...candidate, plan, usdPerHour }, measured, holds, passedOver: [] };
}

/** Which target a simulation missed, and by how much. */
export function missedWords(
  { missed, service }: Partial<Pick<Simulated, 'missed' | 'service'>>,
  { percentile, targets }: Load,
): string {
  if (missed === undefined || service === undefined) return 'misses no target';
  const words = {
    timeToFirstToken: 'first token',
    timePerOutputToken: 'each token',
    endToEnd: 'whole answer',
  };
  return `${words[missed]} ${percentile} ${ms(service[missed][percentile])} ms in simulation, above ${ms(targets[missed] ?? 0)}`;
}

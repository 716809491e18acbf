import type { memoryTechniques } from '../catalog/tables/memory-techniques.ts';
import type { RowOf } from '../contract/catalog.ts';
import { stalenessWarning } from '../contract/citations.ts';
import { formatNumber } from '../contract/markdown.ts';
import { isLatent } from '../engines/serving/layer-counts.ts';
import { isLocal } from '../engines/serving/plan-service.ts';
import type { Layout } from '../engines/serving/workload.ts';
import type { Candidate, Choice } from './llm-candidates.ts';
import type { Load } from './llm-percentiles.ts';
import type { Subject } from './llm-subject.ts';
import { techniqueOfFormat } from './what-to-try-first.ts';

type Technique = RowOf<typeof memoryTechniques>;

type Asked = {
  readonly format?: string | undefined;
  readonly engine?: string | undefined;
  readonly kvCacheFormat: string;
  readonly concurrency?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly utilisation?: number | undefined;
  readonly lengthSpread?: number | undefined;
  readonly sharedPrefix?: number | undefined;
};

/** What an answer took for granted because the caller did not say. */
export function assumptionsOfLlm(
  asked: Asked,
  subject: Subject,
  { format, request }: Choice,
  load: Load,
  layout: Layout,
  simulated: boolean,
  targetLoad: number,
): string[] {
  const local = isLocal(request.device);
  return [
    ...(asked.format === undefined ? [`weights as published: ${format.id}`] : []),
    ...(asked.concurrency === undefined && asked.requestsPerSecond === undefined
      ? ['one request at once']
      : []),
    `cache ${asked.kvCacheFormat}, full length for every request${asked.sharedPrefix === undefined ? ', no shared prefix' : ''}`,
    local
      ? `a local runtime (llama.cpp, MLX) for one user takes ${formatNumber(request.reserve.utilisation)} of memory`
      : `${asked.engine ?? 'vllm'} takes ${formatNumber(request.reserve.utilisation)} of memory and reserves what vLLM's start-up was measured to`,
    ...(asked.requestsPerSecond === undefined
      ? []
      : [`peak at ${formatNumber(100 * targetLoad)} % of what saturates`]),
    ...(simulated
      ? [
          `${load.requestsPerSecond === undefined ? 'as many clients as requests at once' : 'Poisson arrivals'}, lengths lognormal with a 95th percentile of ${formatNumber(load.spread)} times the mean${asked.lengthSpread === undefined ? ' (assumed)' : ''}`,
        ]
      : []),
    ...(layout.attentionData === true
      ? ['DP: each card attends to its own requests, experts are spread over all']
      : []),
    ...(request.workload.shape.slidingLayers > 0
      ? ['sliding layers hold their window alone; an engine that ignores it needs more']
      : []),
    ...(subject.parameters === undefined && subject.keysRead === undefined
      ? ['parameters counted from the architecture']
      : []),
  ];
}

/** What speaks against relying on an answer. */
export function warningsOfLlm(
  { tag, plan }: Candidate,
  subject: Subject,
  techniques: readonly Technique[],
  pricedOn: string | undefined,
  staleAfterDays: number | undefined,
  today: string,
): string[] {
  const { row, format, request } = tag;
  const stale =
    pricedOn === undefined
      ? undefined
      : stalenessWarning(`The price of ${row.id}`, pricedOn, staleAfterDays, today);
  const technique = techniqueOfFormat(format.id, true);
  const quality =
    format.id === subject.nativeFormat ? undefined : techniques.find(({ id }) => id === technique)?.quality;
  const serverless =
    !row.class.endsWith('gpu') && !isLocal(request.device) && request.runtime.engine !== 'neuronx';
  return [
    ...pathWarning(tag, plan.layout),
    ...(serverless
      ? [
          `${row.id} does not run ${request.runtime.engine} as assumed: set utilisation to what its runtime may take.`,
        ]
      : []),
    ...(row.basis === 'vendor-unread'
      ? [`Figures of ${row.id} are partly the vendor's, not re-read at a source.`]
      : []),
    ...(stale === undefined ? [] : [stale]),
    ...(quality === undefined
      ? []
      : [`Weights in ${format.id} are not the published ones (${subject.nativeFormat}): ${quality}.`]),
    ...(format.bitsPerWeight < 4
      ? [`${format.id} holds under 4 bits a weight: test the quality on your own task.`]
      : []),
  ];
}

function pathWarning({ row, format, path, request }: Choice, layout: Layout): string[] {
  const heads = request.workload.shape.kvHeads;
  const nearest = row.int8Tops === undefined ? '16-bit' : 'INT8';
  return [
    ...(path === 'weight-only' && format.arithmetic !== 'any'
      ? [
          `${row.id} has no ${format.arithmetic.toUpperCase()} arithmetic listed: weight-only, memory is saved and sums run at 16 bits (nearest it has: ${nearest}).`,
        ]
      : []),
    ...(path === 'unlisted'
      ? [`No 16-bit peak of ${row.id} is listed: computing is left out, so speed is an upper bound.`]
      : []),
    ...(path === 'collapsed'
      ? [
          `${row.id} all but lacks ${format.arithmetic.toUpperCase()} arithmetic: slower than 16 bits; choose FP8.`,
        ]
      : []),
    ...(path === 'cast' ? [`${row.id} has no BF16: weights run as FP16; check the model for overflow.`] : []),
    ...(!isLatent(request.workload.shape) && layout.attentionData !== true && layout.tensorParallel > heads
      ? [`TP${layout.tensorParallel} repeats the cache: the model has ${heads} key-value heads.`]
      : []),
  ];
}

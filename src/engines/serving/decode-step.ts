import { attentionArithmetic } from './attention-arithmetic.ts';
import { attentionRanks } from './attention-ranks.ts';
import { cacheReadTime } from './cache-read-time.ts';
import { allReduceLatency, linkTime } from './link-time.ts';
import { movementTime } from './movement-time.ts';
import type { ServingRates } from './serving-rates.ts';
import { tokenArithmeticTime } from './token-arithmetic-time.ts';
import { weightReadTime } from './weight-read-time.ts';
import type { Layout, Workload } from './workload.ts';

/** Seconds of one pipeline stage, by what takes them. */
export type DecodeStep = {
  readonly weights: number;
  readonly arithmetic: number;
  /** The larger of reading the cache and computing with it, and attention's cost a sequence. */
  readonly cache: number;
  readonly launches: number;
  readonly link: number;
  readonly movement: number;
  readonly total: number;
};

/**
 * Time of one decode step of `batch` sequences of `context` tokens (a micro-batch of one stage under pipelining):
 * the root of the squared sums of reading weights and computing with them (neither hides the other wholly), plus the larger
 * of reading the cache and computing with it, plus a floor of kernel launches, plus the link. Roofline: Williams et al.,
 * 2009, doi:10.1145/1498765.1498785.
 * @param tokensPerSequence tokens that each sequence checks at once; above 1 for speculative decoding.
 */
export function decodeStep(
  workload: Workload,
  layout: Layout,
  rates: ServingRates,
  batch: number,
  context: number,
  tokensPerSequence = 1,
): DecodeStep {
  const { shape } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const own = batch / attentionRanks(layout);
  const tokens = batch * tokensPerSequence;
  const weights = weightReadTime(workload, layout, rates, tokens);
  const arithmetic = tokenArithmeticTime(workload, layout, rates, tokens, true);
  const reading = cacheReadTime(workload, layout, rates, own, context);
  const { full, sliding } = attentionArithmetic(shape, 'decode');
  const seen = Math.min(context, shape.sparseAttention?.topK ?? context);
  const scored = full * seen + sliding * Math.min(context, shape.window ?? context);
  const split = (tensorParallel / attentionRanks(layout)) * pipelineStages;
  const scoring = (own * tokensPerSequence * scored) / (split * rates.scoreFlops);
  const sequences = (rates.sequenceLayerSeconds * own * shape.layers) / pipelineStages;
  const cache = Math.max(reading, scoring) + sequences;
  const launches = rates.launchSeconds / pipelineStages;
  const link = allReduceLatency(workload, layout, rates) + linkTime(workload, layout, rates, tokens);
  const movement = movementTime(workload, layout, rates, tokens);
  const total = Math.hypot(weights, arithmetic) + cache + launches + link + movement;
  return { weights, arithmetic, cache, launches, link, movement, total };
}

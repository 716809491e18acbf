export type ShardedStep = {
  /** Bytes of all weights in the width that they are stored in. */
  readonly weightBytes: number;
  /** Bytes of the gradients that are reduced; 0 for frozen weights. */
  readonly gradientBytes: number;
  readonly ranks: number;
  /** One direction of one accelerator, bytes a second. */
  readonly linkBytesPerSecond: number;
};

/**
 * Seconds that one micro-batch moves shards under ZeRO stage 3: weights are gathered for the forward and again for the backward pass,
 * gradients scattered once, each `(n - 1) / n` of the whole over the link of one rank. Rajbhandari et al., 2019 (ZeRO,
 * arXiv:1910.02054), section 7.2.2: three times the parameters, half as much again as data parallelism.
 * @throws RangeError for a link or a number of ranks that is not above 0.
 */
export function shardingSeconds(step: ShardedStep): number {
  const { weightBytes, gradientBytes, ranks, linkBytesPerSecond } = step;
  if (!(ranks >= 1 && linkBytesPerSecond > 0)) throw new RangeError('ranks and link must be above 0');
  return ((2 * weightBytes + gradientBytes) * ((ranks - 1) / ranks)) / linkBytesPerSecond;
}

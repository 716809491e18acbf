/**
 * Share of a step in which a pipeline's stages wait: bubble over ideal time is `(p - 1) / (v m)`, so the share of the whole is
 * `(p - 1) / (v m + p - 1)`. Narayanan et al., 2021 (arXiv:2104.04473), section 2.2.
 * @param stages pipeline stages, p. @param microBatches of a step, m. @param interleaved chunks of layers a stage holds, v.
 */
export function pipelineBubble(stages: number, microBatches: number, interleaved = 1): number {
  for (const count of [stages, microBatches, interleaved])
    if (!(Number.isInteger(count) && count >= 1)) throw new RangeError('counts must be whole, at least 1');
  return (stages - 1) / (interleaved * microBatches + stages - 1);
}

import { kvBytesPerToken } from './kv-bytes-per-token.ts';
import type { ModelShape } from './model-shape.ts';

/**
 * Cache bytes of one sequence of `tokens` tokens on one of `tensorParallel` accelerators: full layers hold every
 * token, sliding layers at most their window, linear layers a fixed state. Heads are divided over the accelerators and
 * repeated where there are fewer heads than accelerators; a latent cache (MLA) is repeated on each.
 * @throws RangeError for a negative length or fewer than one accelerator.
 */
export function kvBytesPerSequence(
  shape: ModelShape,
  elementBytes: number,
  tokens: number,
  tensorParallel = 1,
): number {
  if (!(tokens >= 0)) throw new RangeError(`a sequence cannot have ${tokens} tokens`);
  if (!(tensorParallel >= 1)) throw new RangeError(`${tensorParallel} accelerators cannot hold a cache`);
  const { full, sliding } = kvBytesPerToken(shape, elementBytes);
  const headShare = Math.ceil(shape.kvHeads / tensorParallel) / shape.kvHeads;
  const fullShare = shape.kvLoraRank === undefined ? headShare : 1;
  const remembered = Math.min(tokens, shape.window ?? tokens);
  const state = (shape.stateBytesPerSequence ?? 0) / tensorParallel;
  return fullShare * full * tokens + headShare * sliding * remembered + state;
}

import { compressorBytesPerSequence } from './compressor-bytes-per-sequence.ts';
import { kvBytesPerToken } from './kv-bytes-per-token.ts';
import type { ModelShape } from './model-shape.ts';
import { stateBytesPerSequence } from './state-bytes-per-sequence.ts';

/**
 * Cache bytes of one sequence of `tokens` tokens on one of `tensorParallel` accelerators: full layers hold every
 * token, sliding layers at most their window, linear and state-space layers a fixed state. Heads are divided over the
 * accelerators and repeated where there are fewer heads than accelerators; a latent cache (MLA), a compressed one and
 * the keys of an indexer are repeated on each.
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
  const { full, sliding, indexer } = kvBytesPerToken(shape, elementBytes);
  const share = (heads: number): number => Math.ceil(heads / tensorParallel) / heads;
  const oneVector = shape.kvLoraRank !== undefined || shape.compressedAttention !== undefined;
  const fullShare = oneVector ? 1 : share(shape.fullKvHeads ?? shape.kvHeads);
  const remembered = Math.min(tokens, shape.window ?? tokens);
  const growing = fullShare * full * tokens + share(shape.kvHeads) * sliding * remembered + indexer * tokens;
  return growing + compressorBytesPerSequence(shape) + stateBytesPerSequence(shape) / tensorParallel;
}

import { attentionArithmetic } from './attention-arithmetic.ts';
import { linkTime } from './link-time.ts';
import { movementTime } from './movement-time.ts';
import type { ServingRates } from './serving-rates.ts';
import { tokenArithmeticTime } from './token-arithmetic-time.ts';
import type { Layout, Workload } from './workload.ts';

/**
 * Seconds of one stage's arithmetic for one prompt of `tokens` tokens inside a busy batch: products with the weights,
 * attention's quadratic term (the causal half; Dao et al., 2022, arXiv:2205.14135; windows and indexers bound it), the
 * link and the activations. Reading weights is not counted: the batch reads them anyway.
 */
export function promptTime(workload: Workload, layout: Layout, rates: ServingRates, tokens: number): number {
  const { shape } = workload;
  const { tensorParallel, pipelineStages } = layout;
  const { full, sliding } = attentionArithmetic(shape, 'prompt');
  const keys = Math.min(tokens, 2 * (shape.sparseAttention?.topK ?? tokens)) / 2;
  const windowed = Math.min(tokens / 2, shape.window ?? tokens);
  const operations = tokens * (full * keys + sliding * windowed);
  const attention = operations / (tensorParallel * pipelineStages * rates.scoreFlops);
  const products = tokenArithmeticTime(workload, layout, rates, tokens, false);
  const moved = linkTime(workload, layout, rates, tokens) + movementTime(workload, layout, rates, tokens);
  return (products + attention) / rates.prefillShare + moved;
}

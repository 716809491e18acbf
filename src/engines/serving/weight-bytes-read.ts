import { expertCoverage } from './expert-coverage.ts';
import type { Workload } from './workload.ts';

/**
 * Weight bytes that one pass over `tokens` tokens reads from memory: everything but the embedding tables (which
 * are looked up, and one read whole only where it is also the head), and the experts that the tokens touch.
 */
export function weightBytesRead({ shape, weights }: Workload, tokens: number): number {
  const { experts, expertsPerToken } = shape;
  const share =
    experts === undefined || expertsPerToken === undefined
      ? 1
      : expertCoverage(experts, expertsPerToken, tokens);
  const tables = weights.perLayerEmbedding + (shape.tiedEmbeddings ? 0 : weights.embedding);
  return weights.total - tables - (1 - share) * weights.experts;
}

import type { Layout } from './workload.ts';

/**
 * Ranks that attend to requests of their own, each with a whole cache and whole attention weights: the tensor-parallel
 * ranks where attention is data-parallel, else 1. The tensor-parallel ranks over it are those that attention is divided by.
 */
export function attentionRanks({ tensorParallel, attentionData }: Layout): number {
  return attentionData === true ? tensorParallel : 1;
}

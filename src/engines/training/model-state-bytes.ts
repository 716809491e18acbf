/** Bytes a trained parameter. */
export type StateBytes = {
  readonly weights: number;
  readonly gradients: number;
  /** FP32 copy that the optimiser updates; 0 where it updates the weights themselves. */
  readonly master: number;
  readonly optimizer: number;
};

export type ModelStates = {
  readonly weights: number;
  readonly gradients: number;
  /** Master weights and the optimiser's own states. */
  readonly optimizer: number;
};

export const ZERO_STAGES = [0, 1, 2, 3] as const;
export type ZeroStage = (typeof ZERO_STAGES)[number];

/**
 * Bytes of trained parameters on one accelerator. ZeRO shards over `dataParallel` ranks: stage 1 the optimiser, 2 the gradients
 * too, 3 the weights too (FSDP's full shard; its grad-op shard is stage 2). `(2 + 2 + 12) N` unsharded, then
 * `4 N + 12 N / n`, `2 N + 14 N / n`, `16 N / n`: Rajbhandari et al., 2019 (ZeRO, arXiv:1910.02054), figure 1.
 * @throws RangeError unless dataParallel is a whole number, at least 1.
 */
export function modelStateBytes(
  parameters: number,
  bytes: StateBytes,
  stage: ZeroStage,
  dataParallel: number,
): ModelStates {
  if (!(Number.isInteger(dataParallel) && dataParallel >= 1))
    throw new RangeError('dataParallel must be whole, at least 1');
  const shared = (from: ZeroStage): number => (stage >= from ? dataParallel : 1);
  return {
    weights: (parameters * bytes.weights) / shared(3),
    gradients: (parameters * bytes.gradients) / shared(2),
    optimizer: (parameters * (bytes.master + bytes.optimizer)) / shared(1),
  };
}

export type DeepSpeedBuffers = {
  /** Whole layers that are kept or fetched ahead. */
  readonly gathered: number;
  /** Flat buffer that gradients are collected in before they are reduced. */
  readonly bucket: number;
  /** Before the weights are split: the whole model is moved to each accelerator unless it was made under `zero.Init`. */
  readonly atStart: number;
};

/** `stage3_max_live_parameters` and `reduce_bucket_size`, parameters, as they are by default. */
const MOST_LIVE = 1e9;
const BUCKET = 5e8;
const SIXTEEN_BIT = 2;

/**
 * Bytes that DeepSpeed's ZeRO stage 3 holds on each accelerator beside its shards, with the settings that it has by default and 16-bit
 * weights and gradients: up to a billion parameters live, a bucket of half a billion, and at the start the whole model. DeepSpeed,
 * configuration JSON, ZeRO optimizations; `DeepSpeedEngine._configure_distributed_model` and `DeepSpeedZeroOptimizer_Stage3`, 0.19.
 * Its own `estimate_zero3_model_states_mem_needs` counts the largest layer alone.
 * @throws RangeError for a count that is not above 0.
 */
export function deepSpeedBuffers(parameters: number): DeepSpeedBuffers {
  if (!(parameters > 0)) throw new RangeError('parameters must be above 0');
  return {
    gathered: SIXTEEN_BIT * Math.min(MOST_LIVE, parameters),
    bucket: SIXTEEN_BIT * BUCKET,
    atStart: SIXTEEN_BIT * parameters,
  };
}

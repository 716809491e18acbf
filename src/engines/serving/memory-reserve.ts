import { BYTES_PER_GIB } from '../../units/bytes.ts';

/** The assumed values by id, as the table of defaults holds them. */
export type AssumedValue = (id: string) => number;

/** What an engine may take of a card, sets aside on it, and how much it batches. */
export type MemoryReserve = {
  readonly utilisation: number;
  readonly activationBytes: number;
  readonly runtimeBytes: number;
  /** The scheduler's limit on sequences in one batch. */
  readonly mostRunning: number;
  /** Most prompt tokens that one step reads. */
  readonly promptTokensPerStep: number;
};

/**
 * What a vLLM-like engine sets aside on a card. Activations scale with the tokens of a step, which vLLM sets by the card:
 * large ones (A100 excepted) batch four times as many, and run more sequences.
 */
export function memoryReserve(given: {
  readonly assumed: AssumedValue;
  readonly memoryBytes: number;
  readonly batchesLikeSmallCard: boolean;
  readonly mixtureOfExperts: boolean;
  readonly utilisation?: number | undefined;
  readonly unifiedMemory?: boolean | undefined;
}): MemoryReserve {
  const { assumed, memoryBytes } = given;
  const large = memoryBytes >= assumed('large-card-gib') * BYTES_PER_GIB && !given.batchesLikeSmallCard;
  const card = large ? 'large-card' : 'small-card';
  const measuredAt = assumed('batched-tokens-large-card');
  const peak = assumed(
    given.mixtureOfExperts ? 'activation-reserve-moe-gib' : 'activation-reserve-dense-gib',
  );
  const promptTokensPerStep = assumed(`batched-tokens-${card}`);
  const share = given.unifiedMemory === true ? 'unified-memory-share' : 'vllm-memory-utilisation';
  return {
    utilisation: given.utilisation ?? assumed(share),
    activationBytes: (peak * BYTES_PER_GIB * promptTokensPerStep) / measuredAt,
    runtimeBytes: assumed('runtime-reserve-gib') * BYTES_PER_GIB,
    mostRunning: assumed(`running-sequences-${card}`),
    promptTokensPerStep,
  };
}

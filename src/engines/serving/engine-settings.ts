import { BYTES_PER_GIB } from '../../units/bytes.ts';
import type { EngineSettings } from './workload.ts';

/** PCIe 5.0 with 16 lanes, one direction; faster links are NVLink and its like. */
const FASTEST_PCIE_GB_PER_SECOND = 64;

/** The assumed values by id, as the table of defaults holds them. */
export type AssumedValue = (id: string) => number;

/**
 * What a vLLM-like engine sets aside on a card, and the constants of time. Activations scale with the tokens of a
 * step, which vLLM sets by the card: large ones (A100 excepted) batch four times as many, and run more sequences.
 */
export function engineSettings(given: {
  readonly assumed: AssumedValue;
  readonly memoryBytes: number;
  readonly batchesLikeSmallCard: boolean;
  readonly mixtureOfExperts: boolean;
  readonly utilisation?: number | undefined;
  readonly linkGbPerSecond?: number | undefined;
}): EngineSettings {
  const { assumed, memoryBytes } = given;
  const large = memoryBytes >= assumed('large-card-gib') * BYTES_PER_GIB && !given.batchesLikeSmallCard;
  const card = large ? 'large-card' : 'small-card';
  const overPcie = (given.linkGbPerSecond ?? 0) <= FASTEST_PCIE_GB_PER_SECOND;
  const measuredAt = assumed('batched-tokens-large-card');
  const peak = assumed(
    given.mixtureOfExperts ? 'activation-reserve-moe-gib' : 'activation-reserve-dense-gib',
  );
  return {
    utilisation: given.utilisation ?? assumed('vllm-memory-utilisation'),
    activationBytes: (peak * BYTES_PER_GIB * assumed(`batched-tokens-${card}`)) / measuredAt,
    runtimeBytes: assumed('runtime-reserve-gib') * BYTES_PER_GIB,
    mostRunning: assumed(`running-sequences-${card}`),
    bandwidthEfficiency: assumed('bandwidth-efficiency'),
    computeEfficiency: assumed('compute-efficiency'),
    linkEfficiency: assumed('link-efficiency'),
    layerSeconds: assumed('layer-latency-us') / 1e6,
    allReduceSeconds: assumed(`all-reduce-latency-${overPcie ? 'pcie-' : ''}us`) / 1e6,
  };
}

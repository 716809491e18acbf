import type { ModelShape } from './model-shape.ts';
import { stateLayers } from './state-layers.ts';

const USUAL_KERNEL = 4;

/**
 * Parameters of the linear-attention and state-space layers, convolutions included. Gated DeltaNet: query, key, value,
 * gate and output projections, two numbers a value head. Kimi Delta Attention: one number a head and a low-rank decay
 * a key channel. Mamba-2: `d(2 i + 2 G N + H) + i d` with `i = H P` (Dao and Gu, 2024, arXiv:2405.21060).
 * Undefined where the dimensions are not given.
 */
export function stateLayerParameters(shape: ModelShape): number | undefined {
  const { hiddenSize: d, linearAttention: linear, stateSpace: space } = shape;
  if (linear !== undefined) {
    const { keyHeadDim, decayRank, gateRank, convKernel = USUAL_KERNEL } = linear;
    const keys = linear.keyHeads * keyHeadDim;
    const values = linear.valueHeads * linear.valueHeadDim;
    const gate = gateRank === undefined ? d * values : gateRank * (d + values);
    const decay = decayRank === undefined ? d * linear.valueHeads : decayRank * (d + keys);
    const each =
      d * (2 * keys + 2 * values + linear.valueHeads) + gate + decay + convKernel * (2 * keys + values);
    return stateLayers(shape) * each;
  }
  if (space === undefined) return undefined;
  const inner = space.heads * space.headDim;
  const channels = inner + 2 * space.groups * space.stateSize;
  const projections = d * (inner + channels + space.heads) + inner * d;
  return stateLayers(shape) * (projections + (space.convKernel + 1) * channels + inner + 3 * space.heads);
}

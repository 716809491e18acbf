import type { ModelShape } from './model-shape.ts';
import { stateLayers } from './state-layers.ts';

const CONVOLUTION_BYTES = 2;
const USUAL_KERNEL = 4;
const WIDEST_STATE_BYTES = 4;

/**
 * Bytes that the linear-attention and state-space layers keep for one sequence, whatever its length: a matrix
 * `keys x values` a head in `stateElementBytes` (32-bit unless said otherwise), and the last `kernel - 1` columns of
 * the convolution in 16 bits, as vLLM lays them out (mamba_utils.py). 0 for models without such layers.
 * @throws RangeError for such layers without their dimensions: a wrong state would understate memory.
 */
export function stateBytesPerSequence(shape: ModelShape): number {
  const layers = stateLayers(shape);
  if (layers === 0) return 0;
  const { linearAttention: linear, stateSpace: space, stateElementBytes = WIDEST_STATE_BYTES } = shape;
  if (linear !== undefined) {
    const keys = linear.keyHeads * linear.keyHeadDim;
    const values = linear.valueHeads * linear.valueHeadDim;
    const columns = (linear.convKernel ?? USUAL_KERNEL) - 1;
    const convolution = CONVOLUTION_BYTES * columns * (2 * keys + values);
    return layers * (stateElementBytes * linear.keyHeadDim * values + convolution);
  }
  if (space === undefined)
    throw new RangeError(`${layers} layers have a state whose dimensions are not given`);
  const inner = space.heads * space.headDim;
  const channels = inner + 2 * space.groups * space.stateSize;
  const convolution = CONVOLUTION_BYTES * (space.convKernel - 1) * channels;
  return layers * (stateElementBytes * inner * space.stateSize + convolution);
}

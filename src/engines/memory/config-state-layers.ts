import { type ConfigReader, isRecord } from './config-reader.ts';
import type { LinearAttention, ModelShape, StateSpace } from './model-shape.ts';

/**
 * Dimensions of linear-attention layers (`linear_*`, `linear_attn_config`) or Mamba-2 layers (`mamba_*`, `ssm_*`), and
 * the width of their state where it is published. A fault where a configuration has such layers without them: a wrong
 * state would understate memory. Mamba-1 layers, which have no heads, are not read.
 */
export function configStateLayers(
  reader: ConfigReader,
  layers: number,
  hiddenSize: number,
): Pick<ModelShape, 'linearAttention' | 'stateSpace' | 'stateElementBytes'> {
  if (layers === 0) return {};
  const linearAttention = kimiDelta(reader) ?? gatedDelta(reader);
  const stateSpace = linearAttention === undefined ? mamba(reader, hiddenSize) : undefined;
  if (linearAttention === undefined && stateSpace === undefined)
    reader.fault(
      'linear_num_value_heads or mamba_num_heads: is needed with its siblings for the layers without a cache',
    );
  const type = String(reader.value('mamba_ssm_dtype') ?? reader.value('mamba_ssm_cache_dtype') ?? '');
  const stateElementBytes = /float32/.test(type) ? 4 : /float16/.test(type) ? 2 : undefined;
  return { linearAttention, stateSpace, stateElementBytes };
}

function gatedDelta({ number }: ConfigReader): LinearAttention | undefined {
  const keyHeads = number('linear_num_key_heads');
  const valueHeads = number('linear_num_value_heads');
  const keyHeadDim = number('linear_key_head_dim');
  const valueHeadDim = number('linear_value_head_dim');
  if (keyHeads === undefined || valueHeads === undefined) return undefined;
  if (keyHeadDim === undefined || valueHeadDim === undefined) return undefined;
  return { keyHeads, valueHeads, keyHeadDim, valueHeadDim, convKernel: number('linear_conv_kernel_dim') };
}

function kimiDelta({ value }: ConfigReader): LinearAttention | undefined {
  const config = value('linear_attn_config');
  if (!isRecord(config)) return undefined;
  const { num_heads: heads, head_dim: dim, short_conv_kernel_size: kernel } = config;
  if (!isCount(heads) || !isCount(dim)) return undefined;
  return {
    keyHeads: heads,
    valueHeads: heads,
    keyHeadDim: dim,
    valueHeadDim: dim,
    convKernel: isCount(kernel) ? kernel : undefined,
    decayRank: dim,
    gateRank: config['use_full_rank_gate'] === true ? undefined : dim,
  };
}

function mamba(reader: ConfigReader, hiddenSize: number): StateSpace | undefined {
  const { number, value } = reader;
  const heads = number('mamba_num_heads', 'mamba_n_heads');
  const stateSize = number('ssm_state_size', 'mamba_d_state', 'state_size');
  if (heads === undefined || stateSize === undefined) return undefined;
  const given = value('mamba_d_head') === 'auto' ? undefined : number('mamba_head_dim', 'mamba_d_head');
  return {
    heads,
    headDim: given ?? ((number('mamba_expand', 'expand') ?? 2) * hiddenSize) / heads,
    groups: number('n_groups', 'mamba_n_groups', 'mamba_ngroups') ?? 1,
    stateSize,
    convKernel: number('conv_kernel', 'mamba_d_conv') ?? 4,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

import { type ConfigReader, type ConfigReading, configReader } from './config-reader.ts';
import type { LinearAttention, ModelShape } from './model-shape.ts';

const PLAIN_FFN = new Set(['falcon', 'gpt_neox', 'opt', 'phi', 'starcoder2', 'nemotron', 'mpt', 'bloom']);

/**
 * Reads a Hugging Face `config.json`: the names that its families give to the same numbers, layer patterns
 * (`layer_types`, `sliding_window_pattern`, `full_attention_interval`), and a nested `text_config`. `null` is absent.
 * State-space layers (Mamba) are not read: they are reported as a fault, since a wrong state would understate memory.
 */
export function shapeFromConfig(config: Readonly<Record<string, unknown>>): ConfigReading {
  const reader = configReader(config);
  const { need, number, whole, fault, flag, value } = reader;
  if (Object.keys(reader.fields).some((key) => /mamba|ssm_|hybrid_override_pattern/.test(key)))
    fault('mamba layers: their state is not read from a configuration');
  const layers = need('num_hidden_layers', 'n_layer', 'num_layers');
  const hiddenSize = need('hidden_size', 'n_embd', 'd_model');
  const heads = need('num_attention_heads', 'n_head', 'n_heads');
  const vocabulary = need('vocab_size');
  const kvLoraRank = number('kv_lora_rank');
  const expertSize = number('moe_intermediate_size', 'expert_intermediate_size');
  const experts = whole('n_routed_experts', 'num_local_experts', 'num_experts') || undefined;
  const intermediateSize =
    experts !== undefined && expertSize !== undefined
      ? (number('intermediate_size') ?? expertSize)
      : need('intermediate_size', 'n_inner', 'ffn_dim', 'ffn_hidden_size');
  const expertsPerToken =
    experts === undefined ? 0 : need('num_experts_per_tok', 'experts_per_token', 'top_k_experts');
  if (reader.missing.length > 0 || reader.faults.length > 0) return reader.result();
  if (experts !== undefined && expertsPerToken > experts)
    fault(`num_experts_per_tok: ${expertsPerToken} is more than the ${experts} experts`);
  const kvHeads = number('num_key_value_heads', 'num_kv_heads') ?? (flag('multi_query') ? 1 : heads);
  if (kvHeads > heads) fault(`num_key_value_heads: ${kvHeads} is more than the ${heads} attention heads`);
  const kinds = layerKinds(reader, layers);
  const oneShared = expertSize ?? intermediateSize;
  const sharedSize = number('shared_expert_intermediate_size');
  const every = number('interleave_moe_layer_step', 'decoder_sparse_step') ?? 1;
  const linear = linearAttention(reader);
  const conv = number('linear_conv_kernel_dim') ?? 4;
  const linearLayers = layers - kinds.full - kinds.sliding;
  if (linearLayers > 0 && linear === undefined)
    fault('linear_num_value_heads: is needed with its siblings for the linear layers');
  const shape: ModelShape = {
    layers,
    hiddenSize,
    heads,
    kvHeads,
    headDim: number('head_dim') ?? Math.ceil(hiddenSize / heads),
    fullLayers: kinds.full,
    slidingLayers: kinds.sliding,
    window: kinds.sliding > 0 ? number('sliding_window') : undefined,
    kvLoraRank,
    ropeHeadDim: kvLoraRank === undefined ? undefined : number('qk_rope_head_dim'),
    queryLoraRank: kvLoraRank === undefined ? undefined : number('q_lora_rank'),
    nopeHeadDim: kvLoraRank === undefined ? undefined : number('qk_nope_head_dim'),
    valueHeadDim: kvLoraRank === undefined ? undefined : number('v_head_dim'),
    stateBytesPerSequence: linear === undefined ? undefined : linearLayers * stateBytes(linear, conv),
    linearAttention: linear,
    gatedAttention: flag('attn_output_gate'),
    intermediateSize,
    ffnMatrices: PLAIN_FFN.has(String(value('model_type'))) ? 2 : 3,
    vocabulary,
    tiedEmbeddings: flag('tie_word_embeddings'),
    experts,
    expertsPerToken: experts === undefined ? undefined : expertsPerToken,
    expertIntermediateSize: expertSize,
    sharedExperts: whole('n_shared_experts') ?? (sharedSize === undefined ? 0 : sharedSize / oneShared),
    denseLayers: whole('first_k_dense_replace') ?? layers - Math.floor(layers / every),
  };
  return reader.result(shape);
}

/** FP32 state of gated linear attention (Yang et al., 2024, arXiv:2412.06464) and the 16-bit convolution before it. */
function stateBytes(linear: LinearAttention, kernel: number): number {
  const keys = linear.keyHeads * linear.keyHeadDim;
  const values = linear.valueHeads * linear.valueHeadDim;
  return 4 * linear.keyHeadDim * values + 2 * (2 * keys + values) * (kernel - 1);
}

function linearAttention({ number }: ConfigReader): LinearAttention | undefined {
  const keyHeads = number('linear_num_key_heads');
  const valueHeads = number('linear_num_value_heads');
  const keyHeadDim = number('linear_key_head_dim');
  const valueHeadDim = number('linear_value_head_dim');
  if (keyHeads === undefined || valueHeads === undefined) return undefined;
  if (keyHeadDim === undefined || valueHeadDim === undefined) return undefined;
  return { keyHeads, valueHeads, keyHeadDim, valueHeadDim };
}

function layerKinds(
  { value, number, flag }: ConfigReader,
  layers: number,
): { full: number; sliding: number } {
  const listed = value('layer_types');
  if (Array.isArray(listed) && listed.length > 0) {
    const countOf = (word: RegExp): number => listed.filter((kind) => word.test(String(kind))).length;
    const sliding = countOf(/sliding|chunked|local/);
    return { full: countOf(/^full|^attention$|^global/), sliding };
  }
  const interval = number('full_attention_interval');
  if (interval !== undefined && number('linear_num_value_heads') !== undefined)
    return { full: Math.floor(layers / interval), sliding: 0 };
  const slides = number('sliding_window') !== undefined && value('use_sliding_window') !== false;
  if (!slides || flag('no_sliding')) return { full: layers, sliding: 0 };
  const pattern = number('sliding_window_pattern');
  const full = pattern === undefined ? 0 : Math.floor(layers / pattern);
  return { full, sliding: layers - full };
}

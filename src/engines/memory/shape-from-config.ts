import { configFeedForward } from './config-feed-forward.ts';
import { blockCount, type ConfigLayers, configLayers } from './config-layers.ts';
import { type ConfigReader, type ConfigReading, configReader } from './config-reader.ts';
import { configCompressedAttention, configSparseAttention } from './config-sparse-attention.ts';
import { configStateLayers } from './config-state-layers.ts';
import type { ModelShape } from './model-shape.ts';

const PLAIN_FFN = new Set([
  ...['falcon', 'gpt_neox', 'gptj', 'gpt2', 'gpt_bigcode', 'opt', 'phi', 'starcoder2', 'mpt', 'bloom'],
  ...['nemotron', 'nemotron_h'],
]);
/** Families whose code normalises queries and keys although no key of the configuration says so. */
const KEY_NORM = /^(qwen3|gemma3|gemma4|olmo2|olmo3|exaone4|deepseek_v4)/;
const OUTPUT_GATE = /^(qwen3_next|qwen3_5)/;

/**
 * Reads a Hugging Face `config.json`: the names that its families give to the same numbers, layer patterns, a nested
 * `text_config`. `null` is absent. What is not understood (Mamba-1 layers, unknown kinds of layers) is a fault, since
 * a guess would understate memory.
 */
export function shapeFromConfig(config: Readonly<Record<string, unknown>>): ConfigReading {
  const reader = configReader(config);
  const { need, number, whole, fault, flag, value } = reader;
  const layers = blockCount(reader) ?? need('num_hidden_layers', 'n_layer', 'num_layers');
  const hiddenSize = need('hidden_size', 'n_embd', 'd_model');
  const heads = need('num_attention_heads', 'n_head', 'n_heads');
  const vocabulary = need('vocab_size');
  const kvLoraRank = number('kv_lora_rank');
  const feedForward = configFeedForward(reader);
  if (reader.missing.length > 0 || reader.faults.length > 0) return reader.result();
  const kvHeads =
    number('swa_num_key_value_heads', 'num_key_value_heads', 'num_kv_heads', 'n_head_kv') ??
    (flag('multi_query') ? 1 : heads);
  if (kvHeads > heads) fault(`num_key_value_heads: ${kvHeads} is more than the ${heads} attention heads`);
  const kinds = configLayers(reader, layers);
  const unplaced = Object.keys(reader.fields).some((key) => /mamba|ssm_/.test(key)) && kinds.state === 0;
  if (unplaced) fault('mamba layers: the configuration does not say which they are (layers_block_type)');
  const feed = feedForward(layers, kinds);
  if (feed.experts !== undefined && (feed.expertsPerToken ?? 0) > feed.experts)
    fault(`num_experts_per_tok: ${feed.expertsPerToken} is more than the ${feed.experts} experts`);
  const compressedAttention = configCompressedAttention(reader, layers);
  const type = reader.modelType();
  const shape: ModelShape = {
    layers,
    hiddenSize,
    heads,
    kvHeads,
    headDim:
      number(...(kvLoraRank === undefined ? [] : ['v_head_dim']), 'head_dim', 'attention_head_dim') ??
      Math.ceil(hiddenSize / heads),
    fullLayers: compressedAttention === undefined ? kinds.full : 0,
    slidingLayers: compressedAttention === undefined ? kinds.sliding : layers,
    window:
      kinds.sliding > 0 || compressedAttention !== undefined
        ? (kinds.window ?? number('sliding_window'))
        : undefined,
    kvLoraRank,
    ropeHeadDim: number('qk_rope_head_dim'),
    queryLoraRank: number('q_lora_rank'),
    nopeHeadDim: kvLoraRank === undefined ? undefined : number('qk_nope_head_dim'),
    valueHeadDim: number('v_head_dim'),
    ...otherFullLayers(reader),
    ...sharedCaches(reader, kinds),
    stateLayers: kinds.state,
    ...configStateLayers(reader, kinds.state, hiddenSize),
    sparseAttention: configSparseAttention(reader, layers),
    compressedAttention,
    queryKeyNorm: keyNorm(reader, type),
    gatedAttention: flag('attn_output_gate') || flag('mla_use_output_gate') || OUTPUT_GATE.test(type),
    ...feed,
    ffnMatrices: PLAIN_FFN.has(type) || activation(value) === 'relu2' ? 2 : 3,
    vocabulary,
    tiedEmbeddings: flag('tie_word_embeddings') || /^gemma/.test(type),
    perLayerEmbeddingDim: whole('hidden_size_per_layer_input') || undefined,
    draftLayers: whole('num_nextn_predict_layers', 'mtp_num_hidden_layers', 'num_mtp_modules') || undefined,
  };
  return reader.result(shape);
}

/** Full layers with heads of their own (Gemma 4, MiMo-V2), and one projection for keys and values (Gemma 4). */
function otherFullLayers({ number, flag }: ConfigReader): Partial<ModelShape> {
  const shared = flag('attention_k_eq_v');
  const besideSliding =
    number('swa_num_key_value_heads') === undefined ? undefined : number('num_key_value_heads');
  return {
    fullKvHeads: shared ? number('num_global_key_value_heads') : besideSliding,
    fullHeadDim: number('global_head_dim'),
    sharedKeyValueProjection: shared,
  };
}

/** Gemma 3n and Gemma 4 E: the last `num_kv_shared_layers` layers read the cache of earlier ones. */
function sharedCaches({ whole, flag }: ConfigReader, { order = [] }: ConfigLayers): Partial<ModelShape> {
  const shared = whole('num_kv_shared_layers') ?? 0;
  if (shared === 0) return {};
  const last = order.slice(-shared);
  return {
    kvSharedFullLayers: last.filter((kind) => kind === 'full').length,
    kvSharedSlidingLayers: last.filter((kind) => kind === 'sliding').length,
    wideFfnLayers: flag('use_double_wide_mlp') ? shared : undefined,
  };
}

function keyNorm({ value }: ConfigReader, type: string): boolean {
  const said = value('use_qk_norm') ?? value('qk_norm') ?? value('qk_layernorm');
  return typeof said === 'boolean' ? said : KEY_NORM.test(type);
}

function activation(value: (key: string) => unknown): string {
  return String(value('mlp_hidden_act') ?? value('hidden_act') ?? '');
}

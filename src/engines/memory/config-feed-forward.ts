import type { ConfigLayers } from './config-layers.ts';
import type { ConfigReader } from './config-reader.ts';
import type { ModelShape } from './model-shape.ts';

type Feed = Pick<
  ModelShape,
  | 'intermediateSize'
  | 'experts'
  | 'expertsPerToken'
  | 'expertIntermediateSize'
  | 'expertHiddenSize'
  | 'sharedExperts'
  | 'denseLayers'
  | 'ffnLayers'
>;

/** The feed-forward blocks and experts of a configuration, by the names that the families give them. */
export function configFeedForward(reader: ConfigReader): (layers: number, kinds: ConfigLayers) => Feed {
  const { number, whole, need, flag } = reader;
  const experts =
    whole('n_routed_experts', 'num_local_experts', 'num_experts', 'moe_num_experts') || undefined;
  const chosen = experts === undefined ? undefined : expertsChosen(reader);
  const own = number('moe_intermediate_size', 'expert_intermediate_size', 'moe_ffn_hidden_size');
  const apart = number('intermediate_size_mlp', 'dense_intermediate_size');
  const width =
    experts !== undefined && own !== undefined
      ? (number('intermediate_size') ?? own)
      : need('intermediate_size', 'n_inner', 'ffn_dim', 'ffn_hidden_size');
  if (experts === undefined)
    return (_, { blocks }) => ({
      intermediateSize: width,
      sharedExperts: 0,
      ffnLayers: blocks?.dense,
    });
  const expertSize = own ?? width;
  return (layers, { blocks }) => ({
    intermediateSize: apart ?? width,
    experts,
    expertsPerToken: chosen,
    expertIntermediateSize: expertSize,
    expertHiddenSize: number('moe_latent_size', 'routed_expert_hidden_size'),
    sharedExperts: flag('enable_moe_block') ? width / expertSize : sharedExperts(reader, expertSize),
    denseLayers: blocks?.dense ?? denseLayers(reader, layers),
    ffnLayers: blocks === undefined ? undefined : blocks.dense + blocks.experts,
  });
}

function expertsChosen({ need }: ConfigReader): number {
  return need(
    'num_experts_per_tok',
    'experts_per_token',
    'top_k_experts',
    'num_experts_per_token',
    'moe_topk',
  );
}

function sharedExperts(reader: ConfigReader, expertSize: number): number {
  const { whole } = reader;
  const count = whole('n_shared_experts', 'num_shared_experts');
  const size = whole(
    'moe_shared_expert_intermediate_size',
    'shared_expert_intermediate_size',
    'shared_intermediate_size',
    'share_expert_dim',
  );
  if (size !== undefined) return ((count ?? 1) * size) / expertSize;
  return count ?? (reader.modelType().startsWith('llama4') ? 1 : 0);
}

function denseLayers({ value, whole, number }: ConfigReader, layers: number): number {
  for (const key of ['moe_layer_freq', 'mlp_layer_types']) {
    const list = value(key);
    if (Array.isArray(list)) return list.filter((one) => one === 0 || one === 'dense').length;
  }
  const first = whole('first_k_dense_replace', 'moe_first_k_dense_replace');
  if (first !== undefined) return first;
  const only = value('mlp_only_layers');
  if (Array.isArray(only) && only.length > 0) return only.length;
  const every = number('interleave_moe_layer_step', 'decoder_sparse_step') ?? 1;
  return layers - Math.floor(layers / every);
}

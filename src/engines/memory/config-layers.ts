import { type ConfigReader, isRecord } from './config-reader.ts';

/** How many layers of each kind a configuration describes, and what stands in them. */
export type ConfigLayers = {
  readonly full: number;
  readonly sliding: number;
  /** Linear-attention and state-space layers. */
  readonly state: number;
  /** Feed-forward blocks, where a layer is one block (Nemotron-H): dense ones and mixtures of experts. */
  readonly blocks?: { readonly dense: number; readonly experts: number } | undefined;
  /** The kind of each layer in order, where the configuration lists them. */
  readonly order?: readonly ('full' | 'sliding' | 'state' | 'none')[] | undefined;
  readonly window?: number | undefined;
};

type Kind = NonNullable<ConfigLayers['order']>[number];

const GEMMA_3_PATTERN = 6;
const LLAMA_4_PATTERN = 4;

/**
 * Counts layers by kind: patterns of single blocks (`hybrid_override_pattern`, `layers_block_type`), lists
 * (`layer_types`, `hybrid_layer_pattern`, `attn_layer_indices`, `linear_attn_config`), intervals
 * (`full_attention_interval`, `sliding_window_pattern`, chunked attention), else one kind for all.
 */
export function configLayers(reader: ConfigReader, layers: number): ConfigLayers {
  return singleBlocks(reader) ?? listed(reader, layers) ?? byInterval(reader, layers);
}

/** Layers in a pattern of single blocks, for configurations that do not state their number. */
export function blockCount({ value }: ConfigReader): number | undefined {
  const pattern = value('hybrid_override_pattern');
  const list = value('layers_block_type');
  if (typeof pattern === 'string' && pattern.length > 0) return pattern.length;
  return Array.isArray(list) && list.length > 0 ? list.length : undefined;
}

function singleBlocks({ value, fault }: ConfigReader): ConfigLayers | undefined {
  const pattern = value('hybrid_override_pattern');
  const list = value('layers_block_type');
  const names = typeof pattern === 'string' ? [...pattern] : list;
  if (!Array.isArray(names) || names.length === 0) return undefined;
  const counted = { M: 0, '*': 0, '-': 0, E: 0 };
  const letters: Readonly<Record<string, keyof typeof counted>> = {
    mamba: 'M',
    mamba2: 'M',
    attention: '*',
    mlp: '-',
    moe: 'E',
  };
  for (const name of names.map(String)) {
    const letter = letters[name] ?? name;
    if (!(letter in counted)) {
      fault(`hybrid_override_pattern: ${JSON.stringify(name).slice(0, 20)} is not a known kind of layer`);
      return { full: 0, sliding: 0, state: 0 };
    }
    counted[letter as keyof typeof counted]++;
  }
  const blocks = { dense: counted['-'], experts: counted.E };
  return { full: counted['*'], sliding: 0, state: counted.M, blocks };
}

function listed(reader: ConfigReader, layers: number): ConfigLayers | undefined {
  const { value, fault } = reader;
  const window = windowOf(reader);
  const linear = value('linear_attn_config');
  if (isRecord(linear) && Array.isArray(linear['full_attn_layers'])) {
    const full = linear['full_attn_layers'].length;
    return { full, sliding: 0, state: layers - full };
  }
  const indices = value('attn_layer_indices');
  if (Array.isArray(indices)) return { full: indices.length, sliding: 0, state: layers - indices.length };
  const flags = value('hybrid_layer_pattern');
  const kinds = Array.isArray(flags)
    ? flags.map((flag): Kind => (flag === 0 ? 'full' : 'sliding'))
    : typed(value('layer_types'), fault);
  if (kinds === undefined || kinds.length === 0) return undefined;
  const order = kinds.slice(0, layers);
  const countOf = (kind: Kind): number => order.filter((one) => one === kind).length;
  return { full: countOf('full'), sliding: countOf('sliding'), state: countOf('state'), order, window };
}

function typed(listed: unknown, fault: (sentence: string) => void): Kind[] | undefined {
  if (!Array.isArray(listed)) return undefined;
  const unknown = new Set<string>();
  const kinds = listed.map((name): Kind => {
    const text = String(name);
    if (/sliding|chunked|local|compressed/.test(text)) return 'sliding';
    if (/linear|mamba|kda/.test(text)) return 'state';
    if (/^full|^attention$|^global|sparse_attention$/.test(text)) return 'full';
    unknown.add(text.slice(0, 40));
    return 'none';
  });
  for (const text of unknown) fault(`layer_types: ${JSON.stringify(text)} is not a known kind of layer`);
  return kinds;
}

function byInterval(reader: ConfigReader, layers: number): ConfigLayers {
  const { number, flag, value } = reader;
  const every = (interval: number): number => Math.floor(layers / interval);
  const interval = number('full_attention_interval');
  if (interval !== undefined && number('linear_num_value_heads') !== undefined)
    return { full: every(interval), sliding: 0, state: layers - every(interval) };
  const kind = reader.modelType();
  const chunk = number('attention_chunk_size');
  if (chunk !== undefined && kind.startsWith('llama4')) {
    const noRope = value('no_rope_layers');
    const full =
      Array.isArray(noRope) && noRope.length > 0
        ? noRope.filter((rotary) => rotary === 0).length
        : every(LLAMA_4_PATTERN);
    return { full, sliding: layers - full, state: 0, window: chunk };
  }
  const window = windowOf(reader);
  const context = number('max_position_embeddings') ?? Number.POSITIVE_INFINITY;
  const slides = window !== undefined && window < context && value('use_sliding_window') !== false;
  if (!slides || flag('no_sliding')) return { full: layers, sliding: 0, state: 0 };
  const usual = kind.startsWith('gemma3') ? GEMMA_3_PATTERN : kind === 'gemma2' ? 2 : undefined;
  const pattern = number('sliding_window_pattern', '_sliding_window_pattern') ?? usual;
  const full = pattern === undefined ? 0 : every(pattern);
  return { full, sliding: layers - full, state: 0, window };
}

function windowOf({ number }: ConfigReader): number | undefined {
  return number('sliding_window', 'sliding_window_size', 'attention_chunk_size');
}

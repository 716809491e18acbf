import { type ConfigReader, isRecord } from './config-reader.ts';
import type { CompressedAttention, SparseAttention } from './model-shape.ts';

/** The indexer of sparse attention: `index_*` (DeepSeek-V3.2, GLM-5), or by blocks with 16-bit keys (MiniMax-M3). */
export function configSparseAttention(reader: ConfigReader, layers: number): SparseAttention | undefined {
  const { number, value } = reader;
  const config = value('sparse_attention_config');
  if (isRecord(config)) return ofBlocks(config);
  const topK = number('index_topk');
  const indexerHeads = number('index_n_heads');
  const indexerHeadDim = number('index_head_dim');
  if (topK === undefined || indexerHeads === undefined || indexerHeadDim === undefined) return undefined;
  return { topK, indexerHeads, indexerHeadDim, indexerLayers: indexerLayers(reader, layers) };
}

/** DeepSeek-V4: `compress_ratios`, one number a layer, 0 for a window alone; the smallest ratio overlaps. */
export function configCompressedAttention(
  { number, value }: ConfigReader,
  layers: number,
): CompressedAttention | undefined {
  const listed = value('compress_ratios');
  const outputGroups = number('o_groups');
  const outputRank = number('o_lora_rank');
  if (!Array.isArray(listed) || outputGroups === undefined || outputRank === undefined) return undefined;
  const ratios = listed.slice(0, layers).filter((ratio) => typeof ratio === 'number' && ratio > 0);
  const smallest = Math.min(...ratios);
  const compressors = [...new Set(ratios)].map((ratio: number) => ({
    ratio,
    layers: ratios.filter((one) => one === ratio).length,
    overlapping: ratio === smallest,
  }));
  return { outputGroups, outputRank, compressors: compressors.sort((a, b) => a.ratio - b.ratio) };
}

function ofBlocks(config: Readonly<Record<string, unknown>>): SparseAttention | undefined {
  const blocks = config['sparse_topk_blocks'];
  const size = config['sparse_block_size'];
  const heads = config['sparse_num_index_heads'];
  const dim = config['sparse_index_dim'];
  const each = config['sparse_attention_freq'];
  if (typeof blocks !== 'number' || typeof size !== 'number') return undefined;
  if (typeof heads !== 'number' || typeof dim !== 'number') return undefined;
  const sparseLayers = Array.isArray(each) ? each.filter((one) => one !== 0).length : undefined;
  return { topK: blocks * size, indexerHeads: heads, indexerHeadDim: dim, sparseLayers, keyBytes: 2 * dim };
}

/** Layers with an indexer of their own: `indexer_types`, else every `index_topk_freq`-th from an offset (GLM-5.2). */
function indexerLayers({ value, number, whole }: ConfigReader, layers: number): number | undefined {
  const types = value('indexer_types');
  if (Array.isArray(types)) return types.filter((type) => type === 'full').length;
  const every = number('index_topk_freq');
  if (every === undefined || every === 1) return undefined;
  const offset = whole('index_skip_topk_offset') ?? 2;
  const own = Array.from({ length: layers }, (_, layer) => Math.max(layer - offset + 1, 0) % every === 0);
  return own.filter(Boolean).length;
}

import { describe, expect, it } from 'vitest';
import { shapeOfArchitecture } from '../../../src/answers/shape-of-architecture.ts';
import { architectures } from '../../../src/catalog/tables/architectures.ts';
import { kvBytesPerSequence } from '../../../src/engines/memory/kv-bytes-per-sequence.ts';
import { kvBytesPerToken } from '../../../src/engines/memory/kv-bytes-per-token.ts';
import { parametersByPart } from '../../../src/engines/memory/parameters-by-part.ts';
import { shapeFromConfig } from '../../../src/engines/memory/shape-from-config.ts';
import { stateBytesPerSequence } from '../../../src/engines/memory/state-bytes-per-sequence.ts';
import { realContext } from '../../support/read-catalog.ts';
import configs from './published-configs.json' with { type: 'json' };
import { deepseekV3, llama8b } from './published-shapes.ts';

const llama = {
  num_hidden_layers: 32,
  hidden_size: 4096,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  intermediate_size: 14336,
  vocab_size: 128256,
  tie_word_embeddings: false,
  max_position_embeddings: 131072,
  torch_dtype: 'bfloat16',
};

const qwen3Next = {
  num_hidden_layers: 48,
  hidden_size: 2048,
  num_attention_heads: 16,
  num_key_value_heads: 2,
  head_dim: 256,
  vocab_size: 151936,
  intermediate_size: 5120,
  moe_intermediate_size: 512,
  num_experts: 512,
  num_experts_per_tok: 10,
  decoder_sparse_step: 1,
  shared_expert_intermediate_size: 512,
  full_attention_interval: 4,
  linear_num_key_heads: 16,
  linear_num_value_heads: 32,
  linear_key_head_dim: 128,
  linear_value_head_dim: 128,
  linear_conv_kernel_dim: 4,
  attn_output_gate: true,
};

describe('shapeFromConfig', () => {
  it('reads a dense model', () => {
    const reading = shapeFromConfig(llama);
    expect(reading.shape).toMatchObject(llama8b);
    expect(reading).toMatchObject({ missing: [], faults: [], maximumContext: 131072, storedAs: 'bfloat16' });
    expect(reading.read).toContain('num_key_value_heads');
  });

  it('reads latent attention and experts', () => {
    const { shape } = shapeFromConfig({
      num_hidden_layers: 61,
      hidden_size: 7168,
      num_attention_heads: 128,
      num_key_value_heads: 128,
      vocab_size: 129280,
      intermediate_size: 18432,
      moe_intermediate_size: 2048,
      n_routed_experts: 256,
      num_experts_per_tok: 8,
      n_shared_experts: 1,
      first_k_dense_replace: 3,
      kv_lora_rank: 512,
      q_lora_rank: 1536,
      qk_nope_head_dim: 128,
      qk_rope_head_dim: 64,
      v_head_dim: 128,
    });
    expect(shape && parametersByPart(shape)).toEqual(parametersByPart(deepseekV3));
  });

  it('reads a hybrid: Qwen3-Next-80B keeps a cache in 12 of 48 layers', () => {
    const { shape } = shapeFromConfig(qwen3Next);
    expect(shape).toMatchObject({ fullLayers: 12, slidingLayers: 0 });
    expect(shape && parametersByPart(shape).total / 1e9).toBeCloseTo(79.7, 1);
    expect(shape && kvBytesPerToken(shape, 2).full).toBe(24_576);
    expect(shape && stateBytesPerSequence(shape)).toBe(36 * (4 * 128 * 4096 + 2 * 8192 * 3));
  });

  it('counts layer types, and sliding patterns where there are none', () => {
    const sliding = (more: object) => shapeFromConfig({ ...llama, sliding_window: 1024, ...more }).shape;
    expect(sliding({ sliding_window_pattern: 6 })).toMatchObject({
      fullLayers: 5,
      slidingLayers: 27,
      window: 1024,
    });
    expect(sliding({})).toMatchObject({ fullLayers: 0, slidingLayers: 32 });
    expect(sliding({ use_sliding_window: false })).toMatchObject({ fullLayers: 32, slidingLayers: 0 });
    const types = Array.from({ length: 32 }, (_, layer) =>
      layer % 2 === 0 ? 'sliding_attention' : 'full_attention',
    );
    expect(sliding({ layer_types: types })).toMatchObject({ fullLayers: 16, slidingLayers: 16 });
  });

  it('looks into text_config and takes null for absent', () => {
    const { shape } = shapeFromConfig({
      model_type: 'vision',
      text_config: { ...llama, sliding_window: null },
    });
    expect(shape).toMatchObject({ layers: 32, slidingLayers: 0 });
  });

  it('names what is missing and what cannot be, and then gives no shape', () => {
    expect(shapeFromConfig({})).toMatchObject({
      missing: ['num_hidden_layers', 'hidden_size', 'num_attention_heads', 'vocab_size', 'intermediate_size'],
    });
    for (const wrong of [
      { hidden_size: 0 },
      { vocab_size: '32000' },
      { num_hidden_layers: 1.5 },
      { num_key_value_heads: 64 },
      { mamba_d_state: 16 },
    ]) {
      const { shape, faults } = shapeFromConfig({ ...llama, ...wrong });
      expect(shape).toBeUndefined();
      expect(faults).toHaveLength(1);
    }
    expect(shapeFromConfig({ ...llama, num_experts: 8 }).missing).toEqual(['num_experts_per_tok']);
    expect(
      shapeFromConfig({ ...llama, full_attention_interval: 4, linear_num_value_heads: 32 }).faults,
    ).toHaveLength(1);
  });

  /** Keys as published; copies collected by aiconfigurator (095f58a51c, 2026-08-21). */
  it.each(Object.entries(configs))('reads %s as the table of architectures has it', (model, config) => {
    const { catalog } = realContext();
    const row = catalog.rows(architectures).find((one) => one.model === model);
    if (row === undefined) throw new Error(`no architecture ${model}`);
    const listed = shapeOfArchitecture(row, catalog);
    const { shape, missing, faults } = shapeFromConfig(config);
    expect([...missing, ...faults]).toEqual([]);
    if (shape === undefined) throw new Error('no shape');
    expect(parametersByPart(shape)).toEqual(parametersByPart(listed));
    for (const tokens of [0, 1000, 200_000])
      expect(kvBytesPerSequence(shape, 1, tokens, 4)).toBe(kvBytesPerSequence(listed, 1, tokens, 4));
    const { queryKeyNorm, gatedAttention, draftLayers } = listed;
    expect(shape).toMatchObject({ queryKeyNorm, gatedAttention });
    if (model !== 'MiniMax-M3') expect(shape.draftLayers).toBe(draftLayers);
  });

  it('reads layers that share caches, and an embedding a layer (Gemma-4-E2B)', () => {
    const { shape } = shapeFromConfig({
      text_config: {
        model_type: 'gemma4_text',
        num_hidden_layers: 35,
        hidden_size: 1536,
        num_attention_heads: 8,
        num_key_value_heads: 1,
        head_dim: 256,
        global_head_dim: 512,
        intermediate_size: 6144,
        vocab_size: 262144,
        sliding_window: 512,
        layer_types: Array.from({ length: 35 }, (_, layer) =>
          layer % 5 === 4 ? 'full_attention' : 'sliding_attention',
        ),
        num_kv_shared_layers: 20,
        hidden_size_per_layer_input: 256,
        use_double_wide_mlp: true,
      },
    });
    expect(shape).toMatchObject({ kvSharedFullLayers: 4, kvSharedSlidingLayers: 16, wideFfnLayers: 20 });
    expect(shape && parametersByPart(shape).perLayerEmbedding).toBe(35 * 256 * 262144);
  });

  it('faults layers that it does not understand instead of guessing', () => {
    const faultsOf = (more: object) => shapeFromConfig({ ...llama, ...more }).faults;
    expect(faultsOf({ layer_types: Array.from({ length: 32 }, () => 'conv') })).toEqual([
      'layer_types: "conv" is not a known kind of layer',
    ]);
    expect(faultsOf({ hybrid_override_pattern: 'M*X' })).toEqual([
      'hybrid_override_pattern: "X" is not a known kind of layer',
    ]);
    expect(faultsOf({ layers_block_type: ['mamba', 'attention'] })[0]).toMatch(/mamba_num_heads/);
  });
});

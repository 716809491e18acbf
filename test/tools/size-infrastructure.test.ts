import { readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { ToolContext } from '../../src/contract/define-tool.ts';
import { InputError } from '../../src/contract/input-error.ts';
import { sizeInfrastructure } from '../../src/tools/size-infrastructure.ts';
import { realContext, references } from '../support/read-catalog.ts';

const dated = { source: 'test-source', asOf: '2026-11-01' };

const llama = {
  attention: 'full',
  slidingLayers: 0,
  headDim: 128,
  kvHeads: 8,
  vocabulary: 128256,
  tiedEmbeddings: false,
  maximumContext: 131072,
  nativeFormat: 'bf16',
  ...dated,
};

/** A small catalogue of round, public values, so that these answers change only with the code. */
const small: Readonly<Record<string, readonly object[]>> = {
  sources: [
    ...(references().tables.get('sources') ?? []).map(({ row }) => row),
    { id: 'test-source', title: 'Test', url: 'https://example.org/', asOf: '2026-11-01', read: '2026-11-01' },
  ],
  defaults: (references().tables.get('defaults') ?? []).map(({ row }) => row),
  licences: [
    {
      id: 'Llama',
      name: 'Llama Community',
      commercial: 'conditional',
      trap: 'above 700 million users a month ask Meta',
      ...dated,
    },
    { id: 'MIT', name: 'MIT License', commercial: 'yes', ...dated },
  ],
  models: [
    { id: 'Llama-3.1-8B-Instruct', parametersM: 8030, weightsLicence: 'Llama', ...dated },
    { id: 'Llama-3.1-70B-Instruct', parametersM: 70554, weightsLicence: 'Llama', ...dated },
    { id: 'DeepSeek-V3', parametersM: 671026, weightsLicence: 'MIT', ...dated },
  ],
  architectures: [
    {
      model: 'Llama-3.1-8B-Instruct',
      layers: 32,
      hiddenSize: 4096,
      heads: 32,
      fullLayers: 32,
      intermediateSize: 14336,
      ...llama,
    },
    {
      model: 'Llama-3.1-70B-Instruct',
      layers: 80,
      hiddenSize: 8192,
      heads: 64,
      fullLayers: 80,
      intermediateSize: 28672,
      ...llama,
    },
    {
      model: 'DeepSeek-V3',
      layers: 61,
      hiddenSize: 7168,
      attention: 'mla',
      heads: 128,
      kvHeads: 128,
      headDim: 192,
      fullLayers: 61,
      slidingLayers: 0,
      kvLoraRank: 512,
      ropeHeadDim: 64,
      intermediateSize: 18432,
      vocabulary: 129280,
      tiedEmbeddings: false,
      experts: 256,
      expertsPerToken: 8,
      expertIntermediateSize: 2048,
      sharedExperts: 1,
      denseLayers: 3,
      maximumContext: 163840,
      nativeFormat: 'fp8',
      ...dated,
    },
  ],
  'weight-formats': [
    {
      id: 'bf16',
      name: 'BF16',
      bitsPerWeight: 16,
      embeddingBits: 16,
      arithmetic: 'bf16',
      baseline: '0 %',
      ...dated,
    },
    {
      id: 'fp8',
      name: 'FP8',
      bitsPerWeight: 8.002,
      embeddingBits: 16,
      arithmetic: 'fp8',
      baseline: '50 %',
      ...dated,
    },
    {
      id: 'int8-w8a8',
      name: 'INT8',
      bitsPerWeight: 8.03,
      embeddingBits: 16,
      arithmetic: 'int8',
      baseline: '50 %',
      ...dated,
    },
    {
      id: 'nvfp4',
      name: 'NVFP4',
      bitsPerWeight: 4.5,
      embeddingBits: 16,
      arithmetic: 'fp4',
      baseline: '72 %',
      ...dated,
    },
    {
      id: 'gguf-q4-k-m',
      name: 'Q4_K_M',
      bitsPerWeight: 4.89,
      embeddingBits: 4.89,
      arithmetic: 'any',
      baseline: '69 %',
      ...dated,
    },
    {
      id: 'awq-int4-g128',
      name: 'AWQ',
      bitsPerWeight: 4.16,
      embeddingBits: 16,
      arithmetic: 'any',
      baseline: '74 %',
      ...dated,
    },
  ],
  accelerators: [
    {
      id: 'A100-40GB-SXM',
      class: 'datacenter-gpu',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 40,
      bandwidthGbPerSecond: 1555,
      fp16Tflops: 312,
      bf16Tflops: 312,
      int8Tops: 624,
      linkGbPerSecond: 300,
      perNode: 8,
      ...dated,
    },
    {
      id: 'A100-80GB-SXM',
      class: 'datacenter-gpu',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 80,
      bandwidthGbPerSecond: 2039,
      fp16Tflops: 312,
      bf16Tflops: 312,
      int8Tops: 624,
      linkGbPerSecond: 300,
      perNode: 8,
      ...dated,
    },
    {
      id: 'H100-SXM',
      class: 'datacenter-gpu',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 80,
      bandwidthGbPerSecond: 3350,
      fp16Tflops: 989,
      bf16Tflops: 989,
      fp8Tflops: 1979,
      int8Tops: 1979,
      linkGbPerSecond: 450,
      perNode: 8,
      ...dated,
    },
    {
      id: 'H200-SXM',
      class: 'datacenter-gpu',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 141,
      bandwidthGbPerSecond: 4800,
      fp16Tflops: 989,
      bf16Tflops: 989,
      fp8Tflops: 1979,
      int8Tops: 1979,
      linkGbPerSecond: 450,
      perNode: 8,
      ...dated,
    },
    {
      id: 'B300-SXM',
      class: 'datacenter-gpu',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 288,
      reportedMib: 275040,
      bandwidthGbPerSecond: 8000,
      fp16Tflops: 2250,
      bf16Tflops: 2250,
      fp8Tflops: 4500,
      fp4Tflops: 13500,
      int8Tops: 153.5,
      linkGbPerSecond: 900,
      perNode: 8,
      ...dated,
    },
    {
      id: 'T4',
      class: 'datacenter-gpu',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 16,
      bandwidthGbPerSecond: 320,
      fp16Tflops: 65,
      int8Tops: 130,
      linkGbPerSecond: 16,
      perNode: 8,
      ...dated,
    },
    {
      id: 'NPU-X',
      class: 'asic',
      link: 'link',
      basis: 'datasheet',
      memoryGb: 32,
      bandwidthGbPerSecond: 100,
      ...dated,
    },
  ],
  'gpu-prices': [
    {
      from: '2026-10-01',
      provider: 'Cloud',
      tier: 'on-demand',
      accelerator: 'H100-SXM',
      usdPerHour: 2.99,
      ...dated,
    },
    {
      from: '2026-10-01',
      provider: 'Cloud',
      tier: 'on-demand',
      accelerator: 'H200-SXM',
      usdPerHour: 3.79,
      ...dated,
    },
    {
      from: '2026-06-01',
      provider: 'Cloud',
      tier: 'on-demand',
      accelerator: 'A100-80GB-SXM',
      usdPerHour: 1.79,
      ...dated,
      asOf: '2026-06-01',
    },
    { from: '2026-10-01', provider: 'Cloud', tier: 'spot', accelerator: 'T4', usdPerHour: 0.1, ...dated },
  ],
};

const context: ToolContext = {
  catalog: { rows: <Row>({ id }: { readonly id: string }) => (small[id] ?? []) as readonly Row[] },
  today: '2026-11-23',
  ports: realContext().ports,
};

type Sized = {
  verdict: string;
  fits: boolean;
  binding: string;
  memory: { weightsGb: number; kvBytesPerToken: number; perAccelerator: { freeForCacheGb: number } };
  options: { accelerator: string; count: number; mostAtOnce: number }[];
  changes: { change: string; effect: string }[];
  warnings: string[];
  configKeysRead?: string[];
};

async function size(input: Record<string, unknown>): Promise<Sized> {
  return (await sizeInfrastructure.execute(input, context)).structured as Sized;
}

const chat = { inputTokens: 2000, outputTokens: 500 };

describe('sizeInfrastructure', () => {
  it('answers a whole question', async () => {
    const { text } = await sizeInfrastructure.execute(
      { model: 'Llama-3.1-70B-Instruct', format: 'fp8', ...chat, concurrency: 16 },
      context,
    );
    expect(text).toMatchInlineSnapshot(`
      "**Llama-3.1-70B-Instruct in fp8, requests of 2,500 tokens, 16 at once: 1 x H200-SXM (TP1) for $3.79 an hour; holding the weights decides the number.**

      Weights 72.67 GB; cache 327,680 B a token, 0.8192 GB a request. Each card: 126.9 GB usable - 72.67 weights - 7.774 reserve = 46.45 GB for the cache.

      First order (modelled): 460.1 tokens/s, 34.1 ms a token, first token after 361.2 ms when idle.

      | Accelerator | Count | Layout | Most at once | Tokens/s | USD/h |
      |---|---|---|---|---|---|
      | H200-SXM | 1 | - | 56 | 460.1 | $3.79 |
      | H100-SXM | 2 | TP2 | 68 | 628.5 | $5.98 |
      | B300-SXM | 1 | - | 218 | 740.4 | - |

      **What would change it**
      - weights in gguf-q4-k-m: holds 92 at once instead of 56
      - cache in fp8: holds 113 at once instead of 56
      - request length: up to 8,860 tokens with 16 at once a copy

      **Warnings**
      - Speed is a first-order estimate, its error not validated in this version: load-test before you buy.
      - Llama Community: commercial use conditional; selectModel names its terms.

      **Assumed**
      - cache 16-bit, full length for every request, no shared prefix
      - vLLM takes 0.9 of memory and reserves what its start-up was measured to

      **Sources**
      - test-source: [Test](https://example.org/), 2026-11-01
      - vllm-memory-measured: [Memory of vLLM start-ups on H100 (llm-d)](https://github.com/llm-d/llm-d-benchmark/blob/2593348/config_explorer/empirical-vllm-memory-results.md), 2026-01-26
      - aiconfigurator-silicon: [Serving sample of NVIDIA aiconfigurator](https://github.com/ai-dynamo/aiconfigurator/blob/6477924/src/aiconfigurator/systems/silicon_sample.csv), 2026-04-27

      **Next**
      - estimateCost: compares this with API prices at your volume"
    `);
  });

  it('says by how much a model does not fit and what to try', async () => {
    const { text } = await sizeInfrastructure.execute(
      { model: 'Llama-3.1-70B-Instruct', accelerator: 'A100-40GB-SXM', acceleratorCount: 1, ...chat },
      context,
    );
    expect(text).toMatchInlineSnapshot(`
      "**Llama-3.1-70B-Instruct in bf16, requests of 2,500 tokens, 1 at once: does not fit on 1 x A100-40GB-SXM; each lacks 109.2 GB.**

      Weights 141.1 GB; cache 327,680 B a token, 0.8192 GB a request. Each card: 36 GB usable - 141.1 weights - 3.232 reserve = -108.3 GB for the cache.

      **What would change it**
      - weights in awq-int4-g128: still lacks 7.852 GB a card, not 109.2
      - cache in fp8: still lacks 108.7 GB a card, not 109.2
      - more cards: does it with 8
      - shorter requests: no help: the weights alone are too large

      **Warnings**
      - Llama Community: commercial use conditional; selectModel names its terms.

      **Assumed**
      - weights as published: bf16
      - one request at once
      - cache 16-bit, full length for every request, no shared prefix
      - vLLM takes 0.9 of memory and reserves what its start-up was measured to

      **Sources**
      - test-source: [Test](https://example.org/), 2026-11-01
      - vllm-memory-measured: [Memory of vLLM start-ups on H100 (llm-d)](https://github.com/llm-d/llm-d-benchmark/blob/2593348/config_explorer/empirical-vllm-memory-results.md), 2026-01-26

      **Next**
      - estimateCost: compares this with API prices at your volume"
    `);
  });

  it('keeps the published fact that Llama 70B fits one A100 40GB neither at 16 bits nor as Q4_K_M', async () => {
    const one = {
      model: 'Llama-3.1-70B-Instruct',
      accelerator: 'A100-40GB-SXM',
      acceleratorCount: 1,
      ...chat,
    };
    const [wide, small4] = [await size(one), await size({ ...one, format: 'gguf-q4-k-m' })];
    expect([wide.fits, small4.fits]).toEqual([false, false]);
    expect(small4.memory.weightsGb).toBeCloseTo(43.1, 0);
  });

  it('gives the published cache of each kind of attention', async () => {
    const perToken = async (model: string): Promise<number> =>
      (await size({ model, ...chat })).memory.kvBytesPerToken;
    expect(await perToken('Llama-3.1-8B-Instruct')).toBe(131_072);
    expect(await perToken('Llama-3.1-70B-Instruct')).toBe(327_680);
    expect(await perToken('DeepSeek-V3')).toBe(70_272);
  });

  it('does not start Llama-3.3-70B in FP8 on one H100, as vLLM refused to', async () => {
    const answer = await size({
      model: 'Llama-3.1-70B-Instruct',
      format: 'fp8',
      accelerator: 'H100-SXM',
      acceleratorCount: 1,
      ...chat,
    });
    expect(answer.fits).toBe(false);
    expect(answer.verdict).toMatch(/does not fit on 1 x H100-SXM/);
  });

  it('marks a format that the accelerator computes no faster', async () => {
    const on = async (accelerator: string, format: string): Promise<string | undefined> =>
      (await size({ model: 'Llama-3.1-8B-Instruct', accelerator, format, ...chat })).warnings.find(
        (warning) => warning.startsWith(accelerator),
      );
    expect(await on('A100-80GB-SXM', 'fp8')).toMatchInlineSnapshot(
      `"A100-80GB-SXM has no FP8 arithmetic listed: weight-only, memory is saved and sums run at 16 bits (nearest it has: INT8)."`,
    );
    expect(await on('B300-SXM', 'int8-w8a8')).toMatchInlineSnapshot(
      `"B300-SXM all but lacks INT8 arithmetic: slower than 16 bits; choose FP8."`,
    );
    expect(await on('T4', 'bf16')).toMatchInlineSnapshot(
      `"T4 has no BF16: weights run as FP16; check the model for overflow."`,
    );
    expect(await on('H100-SXM', 'fp8')).toBeUndefined();
  });

  it('names the licence where its terms are conditional, and not where they are free', async () => {
    const warned = async (model: string): Promise<boolean> =>
      (await size({ model, ...chat })).warnings.some((warning) => warning.includes('commercial use'));
    expect(await warned('Llama-3.1-8B-Instruct')).toBe(true);
    expect(await warned('DeepSeek-V3')).toBe(false);
  });

  it('sizes for the peak of a request rate and names what binds', async () => {
    const rate = {
      model: 'Llama-3.1-8B-Instruct',
      accelerator: 'H100-SXM',
      inputTokens: 1000,
      outputTokens: 1000,
    };
    const calm = await size({ ...rate, requestsPerSecond: 2 });
    const busy = await size({ ...rate, requestsPerSecond: 2, peakFactor: 20 });
    expect(calm.options[0]?.count).toBe(1);
    expect(busy.options[0]?.count).toBeGreaterThan(1);
    expect(busy.binding).toBe('throughput');
  });

  it('says where cards at hand saturate, or how many requests they hold', async () => {
    const cards = { model: 'Llama-3.1-8B-Instruct', accelerator: 'H100-SXM', acceleratorCount: 1, ...chat };
    expect((await size({ ...cards, requestsPerSecond: 500 })).verdict).toMatch(
      /saturate at [\d.]+ requests a second/,
    );
    expect((await size({ ...cards, concurrency: 5000 })).verdict).toMatch(/only 146 requests at once/);
  });

  it('divides cards at hand into copies', async () => {
    const answer = await size({
      model: 'Llama-3.1-8B-Instruct',
      accelerator: 'H100-SXM',
      acceleratorCount: 4,
      concurrency: 64,
      ...chat,
    });
    expect(answer.verdict).toContain('4 x H100-SXM (4 x TP1)');
  });

  it('reads a pasted configuration and lists the keys that it read', async () => {
    const answer = await size({
      config: {
        architectures: ['Qwen3ForCausalLM'],
        num_hidden_layers: 64,
        hidden_size: 5120,
        num_attention_heads: 64,
        num_key_value_heads: 8,
        head_dim: 128,
        intermediate_size: 25600,
        vocab_size: 151936,
        tie_word_embeddings: false,
        sliding_window: null,
        torch_dtype: 'bfloat16',
        max_position_embeddings: 40960,
      },
      accelerator: 'H100-SXM',
      ...chat,
    });
    expect(answer.memory.weightsGb).toBeCloseTo(65.5, 0);
    expect(answer.memory.kvBytesPerToken).toBe(262_144);
    expect(answer.configKeysRead).toMatchInlineSnapshot(`
      [
        "head_dim",
        "hidden_size",
        "intermediate_size",
        "max_position_embeddings",
        "num_attention_heads",
        "num_hidden_layers",
        "num_key_value_heads",
        "tie_word_embeddings",
        "torch_dtype",
        "vocab_size",
      ]
    `);
  });

  it('answers for memory where no peak is listed, and says what is left out', async () => {
    const answer = await size({ model: 'Llama-3.1-8B-Instruct', accelerator: 'NPU-X', ...chat });
    expect(answer.fits).toBe(true);
    expect(answer.warnings).toContain(
      'No 16-bit peak of NPU-X is listed: computing is left out, so speed is an upper bound.',
    );
  });

  it('compares every accelerator in full and the sensible few in short', async () => {
    const ask = { model: 'Llama-3.1-8B-Instruct', ...chat };
    expect((await size(ask)).options.length).toBeLessThanOrEqual(6);
    const full = await size({ ...ask, detail: 'full' });
    expect(full.options.map(({ accelerator }) => accelerator)).not.toContain('NPU-X');
    expect(full).toHaveProperty('weightsByPartGb.attention');
  });

  it('costs few tokens to list and to answer', async () => {
    const { name, description } = sizeInfrastructure;
    const schema = JSON.stringify(sizeInfrastructure.inputJsonSchema());
    expect(encode(`${name}\n${description}\n${schema}`).length).toBeLessThanOrEqual(800);
    const ask = { model: 'Llama-3.1-70B-Instruct', format: 'fp8', ...chat, concurrency: 16 };
    expect(encode(JSON.stringify(await size(ask))).length).toBeLessThanOrEqual(1000);
    expect(encode(JSON.stringify(await size({ ...ask, detail: 'full' }))).length).toBeLessThanOrEqual(4000);
  });
});

const isListed = (table: string, field: string, id: string): boolean =>
  (references().tables.get(table) ?? []).some(({ row }) => row[field] === id);

/** Its published 25.2 B leave out the vision tower, which the file holds. */
const TEXT_ONLY = 'Gemma-4-26B-A4B';

/** Files on disk: sizes of formats and models that the tables describe. */
const checkpoints = readFileSync(new URL('../evidence/checkpoint-sizes.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line): [string, string, number] => {
    const [model = '', format = '', bytes = ''] = line.split(',');
    return [model, format, Number(bytes)];
  })
  .filter(
    ([model, format]) =>
      isListed('architectures', 'model', model) && isListed('weight-formats', 'id', format),
  );

describe('sizeInfrastructure over the real tables', () => {
  const listed = (references().tables.get('architectures') ?? []).map(({ row }) => String(row['model']));
  const sizeReally = async (input: Record<string, unknown>): Promise<Sized> =>
    (await sizeInfrastructure.execute(input, realContext())).structured as Sized;

  it('sizes every listed architecture', async () => {
    expect(listed.length).toBeGreaterThan(40);
    for (const model of listed) {
      const answer = await sizeReally({ model, inputTokens: 1000, outputTokens: 200 });
      expect(answer.fits, model).toBe(true);
      expect(answer.options.length, model).toBeGreaterThan(0);
    }
  });

  it('keeps the weights of every listed architecture within 5 % of its published parameters', async () => {
    const published = new Map(
      (references().tables.get('models') ?? []).map(({ row }) => [
        String(row['id']),
        Number(row['parametersM']),
      ]),
    );
    for (const model of listed) {
      const { memory } = await sizeReally({ model, format: 'bf16', inputTokens: 1000, outputTokens: 200 });
      const wanted = ((published.get(model) ?? Number.NaN) * 2) / 1000;
      expect(memory.weightsGb / wanted, model).toBeGreaterThan(0.998);
      expect(memory.weightsGb / wanted, model).toBeLessThan(1.05);
    }
  });

  it.each(checkpoints)(
    'agrees with the size of the checkpoint of %s in %s within 2 %%',
    async (model, format, bytes) => {
      const { memory } = await sizeReally({ model, format, inputTokens: 1000, outputTokens: 200 });
      expect(Math.abs((memory.weightsGb * 1e9) / bytes - 1)).toBeLessThan(model === TEXT_ONLY ? 0.03 : 0.02);
    },
  );

  it('answers its examples in few tokens', async () => {
    for (const { input } of sizeInfrastructure.examples) {
      const { structured } = await sizeInfrastructure.execute(input, realContext());
      expect(encode(JSON.stringify(structured)).length).toBeLessThanOrEqual(1000);
    }
  });

  it('finds a model by its name on the hub', async () => {
    const plain = await sizeReally({ model: 'Llama-3.1-8B', ...chat });
    expect(await sizeReally({ model: 'meta-llama/Llama-3.1-8B-Instruct', ...chat })).toEqual(plain);
  });
});

const config = {
  num_hidden_layers: 32,
  hidden_size: 4096,
  num_attention_heads: 32,
  vocab_size: 128256,
  intermediate_size: 14336,
};
const known = { model: 'Llama-3.1-8B-Instruct', ...chat };

const refused: readonly (readonly [string, unknown])[] = [
  ['neither model nor config', chat],
  ['both model and config', { ...known, config }],
  ['a misspelt model', { ...known, model: 'Llama-3.1-8B-Instrct' }],
  ['an empty model', { ...known, model: '' }],
  ['an impossible precision', { ...known, format: 'int3' }],
  ['an unknown accelerator', { ...known, accelerator: 'H100-SMX' }],
  ['an unknown key', { ...known, concurency: 4 }],
  ['a number in quotes', { ...known, inputTokens: '2000' }],
  ['NaN as a string', { ...known, outputTokens: 'NaN' }],
  ['a negative length', { ...known, inputTokens: -1 }],
  ['no cards', { ...known, acceleratorCount: 0 }],
  ['a huge length', { ...known, inputTokens: 1e12 }],
  ['more tokens than the context', { ...known, inputTokens: 200_000 }],
  ['a utilisation above one', { ...known, utilisation: 90 }],
  ['concurrency and a rate', { ...known, concurrency: 4, requestsPerSecond: 2 }],
  ['a peak of nothing', { ...known, peakFactor: 3 }],
  ['parameters of a catalogue model', { ...known, parametersB: 8 }],
  ['a configuration with gaps', { config: { num_hidden_layers: 32, vocab_size: 32000 }, ...chat }],
  [
    'a configuration with nonsense',
    { config: { ...config, hidden_size: -5, num_key_value_heads: 'eight' }, ...chat },
  ],
  ['more KV heads than heads', { config: { ...config, num_key_value_heads: 64 }, ...chat }],
  [
    'a latent cache without dimensions',
    { config: { ...config, kv_lora_rank: 512, qk_rope_head_dim: 64 }, ...chat },
  ],
  ['state-space layers', { config: { ...config, mamba_d_state: 128 }, ...chat }],
  ['a list for a configuration', { config: [1, 2], ...chat }],
  ['a prototype key', JSON.parse('{"__proto__": {"model": "x"}, "inputTokens": 1, "outputTokens": 1}')],
  [
    'a prototype key in the configuration',
    { config: JSON.parse('{"__proto__": {"hidden_size": 1}}'), ...chat },
  ],
  ['a control character', { ...known, model: 'Llama\u0000' }],
  ['no lengths', { model: 'Llama-3.1-8B-Instruct' }],
];

describe('sizeInfrastructure refuses', () => {
  it.each(refused)('%s, as an error of the caller', async (_, input) => {
    const fault = await sizeInfrastructure.execute(input, context).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(InputError);
  });

  it('in words that name the field, the value and a way out', async () => {
    const messages = await Promise.all(
      refused.map(async ([what, input]) => {
        const fault = await sizeInfrastructure.execute(input, context).catch((error: unknown) => error);
        return `${what}\n  ${String((fault as Error).message).replaceAll('\n', '\n  ')}`;
      }),
    );
    expect(messages.join('\n')).toMatchInlineSnapshot(`
      "neither model nor config
        model: and config are both missing. Send the catalogue name of a model, or the fields of its config.json.
      both model and config
        model: and config are both given. Send the catalogue name of a model, or the fields of its config.json.
      a misspelt model
        model: "Llama-3.1-8B-Instrct" is not a known language model with a listed architecture (or send its config). Did you mean "Llama-3.1-8B-Instruct" or "Llama-3.1-70B-Instruct".
      an empty model
        model: "" is too short. Allowed: at least 1 characters.
      an impossible precision
        format: "int3" is not a known weight format. Allowed: bf16, fp8, int8-w8a8, nvfp4, gguf-q4-k-m, awq-int4-g128.
      an unknown accelerator
        accelerator: "H100-SMX" is not a known accelerator. Did you mean "H100-SXM".
      an unknown key
        concurency: is not a field of this tool. Did you mean "concurrency".
      a number in quotes
        inputTokens: "2000" is not a finite number. Send the number 2000 without quotes.
      NaN as a string
        outputTokens: "NaN" is not a finite number. Send a finite number, without quotes and without a unit.
      a negative length
        inputTokens: -1 is too small. Allowed: at least 1.
      no cards
        acceleratorCount: 0 is too small. Allowed: at least 1.
      a huge length
        inputTokens: 1000000000000 is too large. Allowed: at most 10000000.
      more tokens than the context
        inputTokens: with outputTokens 200500 tokens are more than the model's context of 131072. Shorten the request, or choose a model with a longer context.
      a utilisation above one
        utilisation: 90 is too large. Allowed: at most 1.
      concurrency and a rate
        concurrency: and requestsPerSecond are both given. Send the one that you know.
      a peak of nothing
        peakFactor: multiplies requestsPerSecond, which is missing. Send requestsPerSecond.
      parameters of a catalogue model
        parametersB: goes with config: the catalogue knows the parameters of its models. Leave it out.
      a configuration with gaps
        config.hidden_size: is missing. Paste it from the model's config.json.
        config.num_attention_heads: is missing. Paste it from the model's config.json.
        config.intermediate_size: is missing. Paste it from the model's config.json.
      a configuration with nonsense
        config: hidden_size: -5 is not a whole number from 1 to 1000000000. Send the values of the model's config.json, or a catalogue name.
      more KV heads than heads
        config: num_key_value_heads: 64 is more than the 32 attention heads. Send the values of the model's config.json, or a catalogue name.
      a latent cache without dimensions
        parametersB: is needed: the configuration does not give all dimensions of attention. Send the published total of parameters, in billions.
      state-space layers
        config: mamba layers: their state is not read from a configuration. Send the values of the model's config.json, or a catalogue name.
      a list for a configuration
        config: a list of 2 is not an object. Send an object.
      a prototype key
        __proto__: is a reserved key and never part of the input.
      a prototype key in the configuration
        config.__proto__: is a reserved key and never part of the input.
      a control character
        model: holds the invisible or control character U+0000. Send plain printable text.
      no lengths
        inputTokens: is missing. Send a finite number.
        outputTokens: is missing. Send a finite number."
    `);
  });
});

import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { sizeInfrastructure } from '../../src/tools/size-infrastructure.ts';
import { realContext, references } from '../support/read-catalog.ts';

const context = realContext();

type Ranged = { value: number; basis: string; low?: number; high?: number; source?: string };
type Sized = {
  verdict: string;
  fits: boolean;
  binding: string;
  format: string;
  memory: {
    weightsGb: number;
    kvBytesPerToken: number;
    kvGbPerSequence: number;
    perAccelerator: { usableGb: number; weightsGb: number; freeForCacheGb: number };
  };
  speed?: {
    timeToFirstTokenMs: Ranged;
    timePerOutputTokenMs: Ranged;
    outputTokensPerSecond: Ranged;
    bound: string;
    saturatesAtRequestsPerSecond: number;
    error: string;
  };
  simulated?: { timePerOutputTokenMs: { p50: number; p95: number; p99: number } };
  cost?: { usdPerHour: number };
  options: {
    accelerator: string;
    count: number;
    layout?: string;
    mostAtOnce: number;
    msPerToken: number;
    usdPerHour?: number;
    basis?: string;
  }[];
  lost: { option: string; why: string }[];
  changes: { change: string; effect: string }[];
  assumptions: string[];
  warnings: string[];
  sources: { id: string }[];
  configKeysRead?: string[];
};

async function size(input: Record<string, unknown>): Promise<Sized> {
  return (await sizeInfrastructure.execute(input, context)).structured as Sized;
}

async function refusal(input: unknown): Promise<string> {
  const fault = await sizeInfrastructure.execute(input, context).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(InputError);
  return (fault as Error).message;
}

const chat = { inputTokens: 2000, outputTokens: 500 };

describe('sizeInfrastructure', () => {
  it('answers a whole question', async () => {
    const { text } = await sizeInfrastructure.execute(
      { model: 'Llama-3.1-70B', format: 'fp8', ...chat, concurrency: 16 },
      context,
    );
    expect(text).toMatchInlineSnapshot(`
      "**Llama-3.1-70B in fp8, requests of 2,500 tokens, 16 at once: 1 x MI300X (TP1) for $2.59 an hour; holding the weights decides the number.**

      Weights 72.66 GB; cache 327,680 B a token, 0.8192 GB a request. Each card: 172.8 GB usable - 72.66 weights - 7.774 reserve = 92.37 GB for the cache.

      Under the load: 479.8 tokens/s (modelled, 387.9 to 628.8); 32.84 ms a token (modelled, 26.55 to 43.04); first token on an idle copy 313.5 ms (modelled, 191.7 to 858.8). Bound by memory bandwidth; saturates at 2.116 requests/s. Range: 90 % of all published rows, median error 8.8 %.

      $2.59 an hour, $1.50 a million output tokens at this load.

      | Accelerator | Count | Layout | Format | Most at once | A second | ms a token | USD/h | Basis |
      |---|---|---|---|---|---|---|---|---|
      | MI300X | 1 | - | - | 112 | 479.8 tokens | 32.84 | $2.59 | modelled |
      | H200-SXM | 1 | - | - | 67 | 484.8 tokens | 32.52 | $3.50 | modelled |
      | GH200-96GB | 2 | TP2 | - | 103 | 696.8 tokens | 22.68 | $4.58 | modelled |
      | MI300X | 2 | TP2 | - | 314 | 724.6 tokens | 21.78 | $5.18 | modelled |

      **Why not**
      - 2 x A100-80GB-PCIe (TP2) for $2.70 an hour: costs $0.11 an hour more; 100.8 ms a token instead of 32.84

      **What would change it**
      - next faster: 2 x MI300X (TP2) for $5.18 an hour: 21.78 ms a token instead of 32.84, $2.59 an hour more
      - weights in awq-int4-g128: 2 x A40 (TP2) for $0.88 an hour, 154.8 ms a token; test the quality
      - cache in fp8: holds 225 at once instead of 112
      - request length: up to 17,618 tokens with 16 at once a copy

      **Warnings**
      - Weights in fp8 are not the published ones (bf16): MMLU 1.5 % lower on Llama-3.1-8B, 0.38 % on 70B (NVIDIA); lossless at every size of Llama-3.1 over 500,000 evaluations (Red Hat and ISTA).
      - Llama 3.1 Community License: commercial use conditional; selectModel names its terms.

      **Assumed**
      - cache 16-bit, full length for every request, no shared prefix
      - vllm takes 0.9 of memory and reserves what vLLM's start-up was measured to

      **Sources**
      - aic-model-configs: [NVIDIA aiconfigurator: copies of published config.json files](https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c/aic-core/src/aiconfigurator_core/model_configs), 2026-08-21
      - aic-config-qwen3-32b-fp8: [Configuration of Qwen3-32B-FP8-Static-PerTensor](https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c/aic-core/src/aiconfigurator_core/model_configs/Qwen--Qwen3-32B-FP8-Static-PerTensor_config.json), 2026-08-21
      - ml-engineering-accelerators: [Machine Learning Engineering: accelerators, dense peaks and memory](https://github.com/stas00/ml-engineering/blob/master/compute/accelerator/README.md), 2026-08-22
      - tokenwatt-gpu-cloud-prices: [tokenwatt/gpu-cloud-prices data set (prices from cloud APIs)](https://huggingface.co/datasets/tokenwatt/gpu-cloud-prices), 2026-10-08
      - serving-calibration: [Fit to published serving measurements, of which this sample is the largest (InferenceX export and NVIDIA runs)](https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c/aic-core/src/aiconfigurator_core/systems/silicon_sample.csv), 2026-04-27

      **Next**
      - estimateCost: compares this with API prices at your volume"
    `);
  });

  it('answers for a rate and targets with simulated percentiles', async () => {
    const { text } = await sizeInfrastructure.execute(
      {
        model: 'Qwen3-32B',
        format: 'fp8',
        inputTokens: 1500,
        outputTokens: 300,
        requestsPerSecond: 6,
        timePerOutputTokenMs: 30,
        timeToFirstTokenMs: 800,
      },
      context,
    );
    expect(text).toMatchInlineSnapshot(`
      "**Qwen3-32B in fp8, requests of 1,800 tokens, 6 a second at the peak: 2 x MI300X (2 x TP1) for $5.18 an hour; the latency target decides the number.**

      Weights 34.32 GB; cache 262,144 B a token, 0.4719 GB a request. Each card: 172.8 GB usable - 34.32 weights - 7.774 reserve = 130.7 GB for the cache.

      Under the load: 1,857 tokens/s (modelled, 1,501 to 2,434); 21.25 ms a token (modelled, 17.18 to 27.84); first token on an idle copy 133.1 ms (modelled, 81.39 to 364.6). Bound by memory bandwidth; saturates at 8.879 requests/s. Range: 90 % of all published rows, median error 8.8 %.

      | Simulated (1,080 requests) | p50 | p95 | p99 |
      |---|---|---|---|
      | First token (ms) | 118.3 | 298 | 435.1 |
      | Each token (ms) | 20.4 | 25.33 | 28.25 |
      | Whole answer (ms) | 5,539 | 12,500 | 17,040 |

      $5.18 an hour, $0.77 a million output tokens at this load.

      | Accelerator | Count | Layout | Format | Most at once | A second | ms a token | USD/h | Basis |
      |---|---|---|---|---|---|---|---|---|
      | MI300X | 2 | 2 x TP1 | - | 554 | 1,857 tokens | 21.25 | $5.18 | modelled |
      | B200 | 1 | - | - | 277 | 1,833 tokens | 14.06 | $5.50 | modelled |
      | B300 | 1 | - | - | 460 | 1,838 tokens | 14.02 | $7.40 | modelled |
      | GH200-96GB | 4 | TP4 | - | 593 | 1,858 tokens | 11.19 | $9.16 | modelled |

      **Why not**
      - 1 instead of 2 copies: saturates at 4.44 requests a second, holds 40 at once, of 8.571 requests a second (6 at 70 % load)
      - 1 x B200 (TP1) for $5.50 an hour: costs $0.32 an hour more; 14.06 ms a token instead of 21.25
      - L40S: time per output token is 38.83 ms at its best on L40S TP2, above 30 ms, even for one request: each token needs all working weights read once, which memory bandwidth limits

      **What would change it**
      - next faster: 4 x MI300X (TP4) for $10.36 an hour: 12.36 ms a token instead of 21.25, $5.18 an hour more
      - cache in fp8: holds 1,108 at once instead of 554
      - request length: up to 24,930 tokens with 20 at once a copy

      **Warnings**
      - Weights in fp8 are not the published ones (bf16): MMLU 1.5 % lower on Llama-3.1-8B, 0.38 % on 70B (NVIDIA); lossless at every size of Llama-3.1 over 500,000 evaluations (Red Hat and ISTA).

      **Assumed**
      - cache 16-bit, full length for every request, no shared prefix
      - vllm takes 0.9 of memory and reserves what vLLM's start-up was measured to
      - peak at 70 % of what saturates
      - Poisson arrivals, lengths lognormal with a 95th percentile of 2 times the mean (assumed)

      **Sources**
      - aic-model-configs: [NVIDIA aiconfigurator: copies of published config.json files](https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c/aic-core/src/aiconfigurator_core/model_configs), 2026-08-21
      - aic-config-qwen3-32b-fp8: [Configuration of Qwen3-32B-FP8-Static-PerTensor](https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c/aic-core/src/aiconfigurator_core/model_configs/Qwen--Qwen3-32B-FP8-Static-PerTensor_config.json), 2026-08-21
      - ml-engineering-accelerators: [Machine Learning Engineering: accelerators, dense peaks and memory](https://github.com/stas00/ml-engineering/blob/master/compute/accelerator/README.md), 2026-08-22
      - tokenwatt-gpu-cloud-prices: [tokenwatt/gpu-cloud-prices data set (prices from cloud APIs)](https://huggingface.co/datasets/tokenwatt/gpu-cloud-prices), 2026-10-08
      - serving-calibration: [Fit to published serving measurements, of which this sample is the largest (InferenceX export and NVIDIA runs)](https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c/aic-core/src/aiconfigurator_core/systems/silicon_sample.csv), 2026-04-27

      **Next**
      - estimateCost: compares this with API prices at your volume"
    `);
  });

  it('says by how much a model does not fit and what to try', async () => {
    const { text } = await sizeInfrastructure.execute(
      {
        model: 'Llama-3.1-70B',
        format: 'fp8',
        accelerator: 'H100-SXM',
        acceleratorCount: 1,
        ...chat,
        concurrency: 8,
      },
      context,
    );
    expect(text).toMatchInlineSnapshot(`
      "**Llama-3.1-70B in fp8, requests of 2,500 tokens, 8 at once: 1 x H100-SXM does not fit: each lacks 4.281 GB.**

      Weights 72.66 GB; cache 327,680 B a token, 0.8192 GB a request. Each card: 76.97 GB usable - 72.66 weights - 7.774 reserve = -3.462 GB for the cache.

      **What would change it**
      - weights in awq-int4-g128: enough: 32.89 GB a card, 35 at once instead of 0; not measured at this load; quality: HumanEval within four points of 16-bit on Qwen2.5-32B
      - 2 cards a copy instead of 1: enough: 39.6 GB a card, 80 at once instead of 0
      - other cards: 1 x RTX-PRO-6000 (TP1) for $1.80 an hour
      - shorter requests: no help: the weights alone take 72.66 GB a card

      **Warnings**
      - Weights in fp8 are not the published ones (bf16): MMLU 1.5 % lower on Llama-3.1-8B, 0.38 % on 70B (NVIDIA); lossless at every size of Llama-3.1 over 500,000 evaluations (Red Hat and ISTA).
      - Llama 3.1 Community License: commercial use conditional; selectModel names its terms.

      **Assumed**
      - cache 16-bit, full length for every request, no shared prefix
      - vllm takes 0.9 of memory and reserves what vLLM's start-up was measured to

      **Sources**
      - aic-model-configs: [NVIDIA aiconfigurator: copies of published config.json files](https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c/aic-core/src/aiconfigurator_core/model_configs), 2026-08-21
      - aic-config-qwen3-32b-fp8: [Configuration of Qwen3-32B-FP8-Static-PerTensor](https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c/aic-core/src/aiconfigurator_core/model_configs/Qwen--Qwen3-32B-FP8-Static-PerTensor_config.json), 2026-08-21
      - aiconfigurator-systems: [aiconfigurator: system files (memory, bandwidth, dense peaks, links)](https://github.com/ai-dynamo/aiconfigurator/tree/main/aic-core/src/aiconfigurator_core/systems), 2026-08-21
      - harvest-openrelay: [OpenRelay pricing calculator, transcribed by API Evangelist](https://raw.githubusercontent.com/api-evangelist/openrelay/refs/heads/main/plans/openrelay-plans-pricing.yml), 2026-09-20
      - mt-marlin-relayed: [The AI Engineer: GPTQ, AWQ and GGUF in practice, relaying Jarvis Labs on vLLM and H200](https://theaiengineer.substack.com/p/quantization-in-practice-gptq-vs), 2026

      **Next**
      - estimateCost: compares this with API prices at your volume"
    `);
  });

  it('counts T4s for EfficientNet-B0 at 2,000 images a second from a measurement', async () => {
    const { text } = await sizeInfrastructure.execute(
      { model: 'EfficientNet-B0', accelerator: 'T4', requestsPerSecond: 2000 },
      context,
    );
    expect(text).toMatchInlineSnapshot(`
      "**4 x T4 for EfficientNet-B0 at 2,000 images a second: one does 878.3 (fp16, batch 8, Paddle Inference, TensorRT 8.0.3.4; measured), so they run at 57 % of that.**

      | Accelerator | Count | Layout | Format | Most at once | A second | ms a token | USD/h | Basis |
      |---|---|---|---|---|---|---|---|---|
      | T4 | 4 | - | fp16 | - | 878.3 | - | $2.10 | measured, Paddle Inference, TensorRT 8.0.3.4, batch 8, 224px |

      **Warnings**
      - A batch of 8 takes 9.11 ms and must fill first: name latencyMs if that is too long.
      - 5 other settings measured on T4 give 291 to 857 a second: the runtime and the batch decide.

      **Assumed**
      - The peak takes at most 70 % of what was measured.
      - Devices share the load evenly and do not slow one another.
      - Decoding of inputs and other work around the model keeps up: inputs are ready in memory.

      **Sources**
      - paddleclas-speed: [PaddleClas: inference speed on V100 and T4](https://github.com/PaddlePaddle/PaddleClas/tree/d178931/docs/zh_CN/models/ImageNet1k), 2024-10-18
      - aws-gpu-vantage: [aws-gpu: EC2 prices from instances.vantage.sh](https://github.com/tsaol/aws-gpu/blob/main/data/all_gpu_instances.js), 2026-01-21

      **Next**
      - selectModel: a faster model of the same task, with licence and accuracy"
    `);
  });

  it('gives what was measured where it was, with its source, and the same for a model of the same shape', async () => {
    const asked = {
      format: 'fp8',
      kvCacheFormat: 'fp8',
      accelerator: 'H200-SXM',
      acceleratorCount: 2,
      inputTokens: 1024,
      outputTokens: 1024,
      concurrency: 64,
    };
    const { speed, sources } = await size({ model: 'Llama-3.1-70B', ...asked });
    expect(speed?.timePerOutputTokenMs.basis).toBe('measured');
    expect(sources.map(({ id }) => id)).toContain(speed?.timePerOutputTokenMs.source);
    const sister = await size({ model: 'Llama-3.3-70B', ...asked });
    expect(sister.speed?.timePerOutputTokenMs.value).toBe(speed?.timePerOutputTokenMs.value);
    expect(sister.speed?.error).toMatch(/same architecture/);
  });

  it('ranges a modelled speed by the error of published cases, and says where none validates it', async () => {
    const on = (accelerator: string) =>
      size({ model: 'Qwen3-8B', accelerator, inputTokens: 700, outputTokens: 300, concurrency: 3 });
    const [hopper, gaudi] = [await on('H100-SXM'), await on('Gaudi3')];
    const range = hopper.speed?.timePerOutputTokenMs;
    expect(range?.basis).toBe('modelled');
    expect(range?.low).toBeLessThan(range?.value ?? 0);
    expect(range?.high).toBeGreaterThan(range?.value ?? 0);
    expect(hopper.warnings.join()).not.toMatch(/validates/);
    expect(gaudi.warnings.join()).toMatch(/No published measurement validates the model on other/);
  });

  it('names the licence where its terms are conditional, and not where they are free', async () => {
    const warned = async (model: string): Promise<boolean> =>
      (await size({ model, ...chat })).warnings.some((warning) => warning.includes('commercial use'));
    expect(await warned('Llama-3.1-8B')).toBe(true);
    expect(await warned('gpt-oss-120b')).toBe(false);
  });

  it('says that a fine-tune is sized as its base, whose licence may differ', async () => {
    const answer = await size({ model: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B', ...chat });
    expect(answer.warnings.join()).toMatch(/sized as Qwen2.5-7B, whose architecture it has/);
  });

  it('sizes for the peak of a request rate and names what binds', async () => {
    const rate = { model: 'Llama-3.1-8B', accelerator: 'H100-SXM', inputTokens: 1000, outputTokens: 1000 };
    const calm = await size({ ...rate, requestsPerSecond: 2 });
    const busy = await size({ ...rate, requestsPerSecond: 2, peakFactor: 20 });
    expect(calm.options[0]?.count).toBe(1);
    expect(busy.options[0]?.count).toBeGreaterThan(1);
    expect(busy.binding).toBe('throughput');
    expect(busy.lost[0]?.why).toMatch(/saturates at/);
  });

  it('says what cards at hand carry when it is too little', async () => {
    const cards = { model: 'Llama-3.1-8B', accelerator: 'H100-SXM', acceleratorCount: 1, ...chat };
    expect((await size({ ...cards, requestsPerSecond: 500 })).verdict).toMatch(
      /carries [\d.]+ requests a second, \d+ at once, of 500 a second/,
    );
    expect((await size({ ...cards, concurrency: 5000 })).fits).toBe(false);
  });

  it('divides cards at hand into copies, and takes a layout that is named', async () => {
    const cards = {
      model: 'Llama-3.1-8B',
      accelerator: 'H100-SXM',
      acceleratorCount: 4,
      concurrency: 512,
      ...chat,
    };
    expect((await size(cards)).verdict).toMatch(/4 x H100-SXM \(.*\)/);
    expect((await size({ ...cards, layout: 'TP2' })).verdict).toContain('(2 x TP2)');
  });

  it('orders options by price, each dearer one faster', async () => {
    const { options } = await size({ model: 'Llama-3.1-8B', ...chat, concurrency: 8, detail: 'full' });
    expect(options.length).toBeGreaterThan(3);
    for (const [index, option] of options.entries()) {
      const cheaper = options[index - 1];
      if (cheaper === undefined) continue;
      expect(option.usdPerHour).toBeGreaterThanOrEqual(cheaper.usdPerHour ?? 0);
      expect(option.msPerToken).toBeLessThan(cheaper.msPerToken);
    }
  });

  it('finds a cheaper precision when any will do, and says what it costs in quality', async () => {
    const ask = { model: 'Llama-3.3-70B', ...chat, concurrency: 32 };
    const [wide, any] = [await size(ask), await size({ ...ask, format: 'any' })];
    expect(any.cost?.usdPerHour).toBeLessThan(wide.cost?.usdPerHour ?? 0);
    expect(any.warnings.join()).toMatch(/are not the published ones/);
  });

  it('keeps a percentile target in simulation, with more copies where the mean alone would do', async () => {
    const ask = {
      model: 'Llama-3.1-8B',
      accelerator: 'L40S',
      format: 'fp8',
      inputTokens: 1000,
      outputTokens: 200,
      requestsPerSecond: 10,
      timePerOutputTokenMs: 40,
    };
    const answer = await size(ask);
    expect(answer.fits).toBe(true);
    expect(answer.simulated?.timePerOutputTokenMs.p95).toBeLessThanOrEqual(40);
    const median = await size({ ...ask, percentile: 'p50' });
    expect(median.options[0]?.count).toBeLessThanOrEqual(answer.options[0]?.count ?? 0);
  });

  it('gives the same answer for the same question', async () => {
    const ask = { model: 'gpt-oss-20b', ...chat, requestsPerSecond: 3, latencyMs: 9000 };
    expect(await size(ask)).toEqual(await size(ask));
  });

  it('answers for one user on a Mac by the law of a local runtime', async () => {
    const answer = await size({
      model: 'Llama-3.1-8B',
      accelerator: 'Apple-M4-Max',
      format: 'gguf-q4_k_m',
      ...chat,
    });
    expect(answer.fits).toBe(true);
    expect(answer.options[0]?.mostAtOnce).toBe(1);
    expect(answer.assumptions.join()).toMatch(/local runtime/);
  });

  it('reads a pasted configuration and lists the keys that it read', async () => {
    const answer = await size({
      config: {
        architectures: ['Qwen3ForCausalLM'],
        model_type: 'qwen3',
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
        "model_type",
        "num_attention_heads",
        "num_hidden_layers",
        "num_key_value_heads",
        "tie_word_embeddings",
        "torch_dtype",
        "vocab_size",
      ]
    `);
  });

  it('costs few tokens to list and to answer', async () => {
    const { name, description, examples } = sizeInfrastructure;
    const schema = JSON.stringify(sizeInfrastructure.inputJsonSchema());
    expect(encode(`${name}\n${description}\n${schema}`).length).toBeLessThanOrEqual(800);
    for (const { input } of examples)
      expect(encode(JSON.stringify(await size(input))).length).toBeLessThanOrEqual(1200);
    const ask = { model: 'Llama-3.1-70B', format: 'fp8', ...chat, concurrency: 16, detail: 'full' };
    expect(encode(JSON.stringify(await size(ask))).length).toBeLessThanOrEqual(4000);
  });
});

describe('ten cases that everybody gets wrong', () => {
  it('Llama 70B does not fit one A100 40GB, at 16 bits or as Q4_K_M (43.1 GB)', async () => {
    const one = { model: 'Llama-3.1-70B', accelerator: 'A100-40GB-SXM', acceleratorCount: 1, ...chat };
    const [wide, small] = [await size(one), await size({ ...one, format: 'gguf-q4_k_m' })];
    expect([wide.fits, small.fits]).toEqual([false, false]);
    expect(small.memory.weightsGb).toBeCloseTo(43.1, 0);
  });

  it('the latent cache of DeepSeek does not shrink under TP8: every card holds all of it', async () => {
    const on = async (layout: string) =>
      size({ model: 'DeepSeek-V3', accelerator: 'H200-SXM', acceleratorCount: 8, layout, ...chat });
    const [tensor, data] = [await on('TP8'), await on('DP8')];
    expect(tensor.memory.kvBytesPerToken).toBe(70_272);
    const free = tensor.memory.perAccelerator.freeForCacheGb;
    expect(tensor.options[0]?.mostAtOnce).toBe(
      Math.min(1024, Math.floor(free / tensor.memory.kvGbPerSequence)),
    );
    expect(data.options[0]?.mostAtOnce).toBeGreaterThan(tensor.options[0]?.mostAtOnce ?? 0);
  });

  it('the longest request of DeepSeek under DP8 fills the cards that each hold their own share of the requests', async () => {
    const { memory, changes } = await size({
      model: 'DeepSeek-V3',
      accelerator: 'H200-SXM',
      acceleratorCount: 8,
      layout: 'DP8',
      ...chat,
      concurrency: 64,
    });
    const tokens = Math.floor((memory.perAccelerator.freeForCacheGb * 1e9) / (64 / 8) / 70_272);
    const said = changes.find(({ change }) => change === 'request length')?.effect ?? '';
    // memory is rounded to four digits in the answer
    expect(Number(/[\d,]+/.exec(said)?.[0].replaceAll(',', '')) / tokens).toBeCloseTo(1, 3);
  });

  it('what to try under DP8 is counted for the copy: a cache in fp8 is enough for 700 of 5,000 tokens', async () => {
    const asked = { model: 'DeepSeek-V3', accelerator: 'H200-SXM', acceleratorCount: 8, layout: 'DP8' };
    const load = { inputTokens: 4000, outputTokens: 1000, concurrency: 700 };
    const { changes } = await size({ ...asked, ...load });
    const { options } = await size({ ...asked, ...load, concurrency: 64 });
    const { options: after } = await size({ ...asked, ...load, kvCacheFormat: 'fp8' });
    const [now, then] = [options, after].map(([first]) => first?.mostAtOnce);
    expect(then).toBeGreaterThanOrEqual(700);
    const step = changes.find(({ change }) => change === 'cache in fp8')?.effect ?? '';
    const [, most = '', before] = /([\d,]+) at once instead of ([\d,]+)/.exec(step) ?? [];
    expect(before).toBe(String(now));
    expect(step).toMatch(/^enough:/);
    // the scheduler's own limit is no memory
    expect(Number(most.replaceAll(',', ''))).toBeGreaterThanOrEqual(then ?? Number.POSITIVE_INFINITY);
  });

  it('gpt-oss at batch 1 reads four experts of 128, at batch 64 nearly all', async () => {
    const at = async (concurrency: number) =>
      size({
        model: 'gpt-oss-120b',
        accelerator: 'H100-SXM',
        layout: 'TP2',
        acceleratorCount: 2,
        inputTokens: 512,
        outputTokens: 333,
        concurrency,
      });
    const [one, many] = [await at(1), await at(64)];
    const ratio =
      (many.speed?.timePerOutputTokenMs.value ?? 0) / (one.speed?.timePerOutputTokenMs.value ?? 1);
    // active parameters alone would leave it near 1
    expect(ratio).toBeGreaterThan(2.5);
  });

  it('grouped heads fewer than the cards are repeated: TP16 of 8 heads holds no more than TP8', async () => {
    const on = async (layout: string, acceleratorCount: number) =>
      size({
        model: 'Llama-3.1-405B',
        format: 'fp8',
        accelerator: 'GB200',
        acceleratorCount,
        layout,
        ...chat,
        concurrency: 4,
      });
    const [eight, sixteen] = [await on('TP8', 8), await on('TP16', 16)];
    const held = ({ memory, options }: Sized): number =>
      memory.perAccelerator.freeForCacheGb / (options[0]?.mostAtOnce ?? 1);
    expect(sixteen.warnings.join()).toMatch(/repeats the cache/);
    expect(held(sixteen)).toBeGreaterThan(0.9 * held(eight));
  });

  it('tensor parallelism over PCIe buys far less than over NVLink', async () => {
    const ms = async (accelerator: string, layout: string): Promise<number> =>
      (
        await size({
          model: 'Llama-3.1-8B',
          accelerator,
          acceleratorCount: layout === 'TP1' ? 1 : 8,
          layout,
          inputTokens: 777,
          outputTokens: 333,
          concurrency: 4,
        })
      ).speed?.timePerOutputTokenMs.value ?? Number.NaN;
    const gain = async (accelerator: string): Promise<number> =>
      (await ms(accelerator, 'TP1')) / (await ms(accelerator, 'TP8'));
    expect(await gain('A100-80GB-SXM')).toBeGreaterThan(2.5);
    expect(await gain('A100-80GB-PCIe')).toBeLessThan(1.7);
  });

  it('hybrids keep a cache in few layers: Gemma 3 27B and Qwen3.6 27B', async () => {
    const tokens = { inputTokens: 100_000, outputTokens: 1000, accelerator: 'H100-SXM' };
    const gemma = await size({ model: 'Gemma-3-27B', ...tokens });
    const qwen = await size({ model: 'Qwen3.6-27B', ...tokens });
    // all layers at full length, as naive calculators take it: 7.8 times (Gemma), 4 times (Qwen)
    const naiveGemma = (62 * 2 * 16 * 128 * 2 * 101_000) / 1e9;
    const naiveQwen = (64 * 2 * 4 * 256 * 2 * 101_000) / 1e9;
    expect(naiveGemma / gemma.memory.kvGbPerSequence).toBeGreaterThan(5);
    expect(naiveQwen / qwen.memory.kvGbPerSequence).toBeGreaterThan(3.5);
  });

  it('128k of context for one user of Llama-3.1-8B takes more memory than its weights', async () => {
    const { memory } = await size({
      model: 'Llama-3.1-8B',
      accelerator: 'A100-80GB-SXM',
      inputTokens: 130_000,
      outputTokens: 1000,
    });
    expect(memory.kvGbPerSequence).toBeGreaterThan(memory.weightsGb);
  });

  it('INT8 is refused on B300, which all but lacks it, and FP8 is offered', async () => {
    expect(
      await refusal({ model: 'Llama-3.1-8B', accelerator: 'B300', format: 'int8-w8a8', ...chat }),
    ).toMatchInlineSnapshot(
      `"format: int8-w8a8 needs INT8 arithmetic, which B300 all but lacks. Nearest that it has: fp8, fp8-dynamic; awq-int4-g128 runs anywhere, computed at 16 bits."`,
    );
  });

  it('AWQ on a T4 saves memory, and runs at 16 bits', async () => {
    const on = (format: string) =>
      size({
        model: 'Llama-3.1-8B',
        accelerator: 'T4',
        acceleratorCount: 1,
        format,
        inputTokens: 1000,
        outputTokens: 200,
      });
    const [wide, narrow] = [await on('fp16'), await on('awq-int4-g128')];
    expect([wide.fits, narrow.fits]).toEqual([false, true]);
    expect(await refusal({ model: 'Llama-3.1-8B', accelerator: 'T4', format: 'nvfp4', ...chat })).toMatch(
      /needs FP4 arithmetic, which T4 lacks\. Nearest that it has: int8-w8a8/,
    );
  });

  it('an 8B model on a 24 GB card holds one long prompt, not eight', async () => {
    const on = (concurrency: number) =>
      size({
        model: 'Llama-3.1-8B',
        accelerator: 'L4',
        acceleratorCount: 1,
        inputTokens: 16_000,
        outputTokens: 1000,
        concurrency,
      });
    const [one, eight] = [await on(1), await on(8)];
    expect([one.fits, eight.fits]).toEqual([true, false]);
    expect(eight.changes.map(({ change }) => change).join()).toMatch(/cache in fp8/);
  });

  it('an impossible target names the physical limit that forbids it', async () => {
    const answer = await size({
      model: 'Llama-3.1-70B',
      format: 'fp8',
      accelerator: 'H100-SXM',
      ...chat,
      timePerOutputTokenMs: 1,
    });
    expect(answer.fits).toBe(false);
    expect(answer.verdict).toMatchInlineSnapshot(
      `"Llama-3.1-70B in fp8, requests of 2,500 tokens, 1 at once: 64 x H100-SXM time per output token is 9.333 ms at its best on H100-SXM TP8, above 1 ms, even for one request: each token needs the launches of every layer, which no larger card shortens."`,
    );
  });
});

describe('sizeInfrastructure over the whole catalogue', () => {
  const listed = (references().tables.get('architectures') ?? []).map(({ row }) => String(row['model']));

  it('sizes every listed architecture', async () => {
    expect(listed.length).toBeGreaterThan(80);
    for (const model of listed) {
      const answer = await size({ model, inputTokens: 300, outputTokens: 100 });
      expect(answer.fits, model).toBe(true);
      expect(answer.options.length, model).toBeGreaterThan(0);
    }
  });

  it('finds a model by its name on the hub', async () => {
    const plain = await size({ model: 'Llama-3.1-8B', ...chat });
    expect(await size({ model: 'meta-llama/Llama-3.1-8B-Instruct', ...chat })).toEqual(plain);
  });
});

const config = {
  num_hidden_layers: 32,
  hidden_size: 4096,
  num_attention_heads: 32,
  vocab_size: 128256,
  intermediate_size: 14336,
};
const known = { model: 'Llama-3.1-8B', ...chat };

const refused: readonly (readonly [string, unknown])[] = [
  ['neither model nor config', chat],
  ['both model and config', { ...known, config }],
  ['a misspelt model', { ...known, model: 'Llama-3.1-8C' }],
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
  ['a layout in other words', { ...known, layout: 'tp=4' }],
  [
    'a layout wider than the cards',
    { ...known, accelerator: 'H100-SXM', acceleratorCount: 2, layout: 'TP4' },
  ],
  ['FP4 on an H100', { ...known, accelerator: 'H100-SXM', format: 'nvfp4' }],
  ['a spread below one', { ...known, lengthSpread: 0.5 }],
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
  ['no lengths', { model: 'Llama-3.1-8B' }],
  ['no output', { model: 'Llama-3.1-8B', inputTokens: 100 }],
  ['a detector without a rate', { model: 'RF-DETR-N', accelerator: 'T4' }],
  ['a model that nobody lists, with a rate', { model: 'EfficientNet-B0000', requestsPerSecond: 5 }],
];

describe('sizeInfrastructure refuses', () => {
  it.each(refused)('%s, as an error of the caller', async (_, input) => {
    expect(await refusal(input)).not.toBe('');
  });

  it('in words that name the field, the value and a way out', async () => {
    const messages: string[] = [];
    for (const [what, input] of refused)
      messages.push(`${what}\n  ${(await refusal(input)).replaceAll('\n', '\n  ')}`);
    expect(messages.join('\n')).toMatchInlineSnapshot(`
      "neither model nor config
        model: and config are both missing. Send the catalogue name of a model, or the fields of its config.json.
      both model and config
        model: and config are both given. Send the catalogue name of a model, or the fields of its config.json.
      a misspelt model
        model: "Llama-3.1-8C" is not a known language model with a listed architecture (or send its config). Did you mean "Llama-3.1-8B" or "Llama-3-8B" or "Llama-3.1-70B".
      an empty model
        model: "" is too short. Allowed: at least 1 characters.
      an impossible precision
        format: "int3" is not a known weight format. Known are fp32, bf16, fp16, fp8, fp8-block, fp8-dynamic, int8-w8a8, int8-weight-only, awq-int4-g128, gptq-int4-g128, gptq-int4-g32, nf4 and 13 more.
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
      a layout in other words
        layout: "tp=4" is not a layout. Send TP4, TP8 PP2 or DP8.
      a layout wider than the cards
        layout: TP4 takes 4 accelerators, more than the 2 at hand. Send a smaller layout, or a larger acceleratorCount.
      FP4 on an H100
        format: nvfp4 needs FP4 arithmetic, which H100-SXM lacks. Nearest that it has: fp8, fp8-dynamic; awq-int4-g128 runs anywhere, computed at 16 bits.
      a spread below one
        lengthSpread: 0.5 is too small. Allowed: at least 1.
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
        config: mamba layers: the configuration does not say which they are (layers_block_type). Send the values of the model's config.json, or a catalogue name.
      a list for a configuration
        config: a list of 2 is not an object. Send an object.
      a prototype key
        __proto__: is a reserved key and never part of the input.
      a prototype key in the configuration
        config.__proto__: is a reserved key and never part of the input.
      a control character
        model: holds the invisible or control character U+0000. Send plain printable text.
      no lengths
        inputTokens: is missing: a language model is sized for the lengths of its requests. Send the mean tokens of a prompt and of an answer.
      no output
        outputTokens: is missing: a language model is sized for the lengths of its requests. Send the mean tokens of a prompt and of an answer.
      a detector without a rate
        requestsPerSecond: is missing: this model is sized from items a second (images, texts, seconds of audio). Send the mean rate.
      a model that nobody lists, with a rate
        model: "EfficientNet-B0000" is not in the catalogue. Did you mean "EfficientNet-B0" or "EfficientNet-Lite0" or "EfficientNet-B3"."
    `);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { planTraining } from '../../src/tools/plan-training.ts';
import { realContext } from '../support/read-catalog.ts';

const ask = async (raw: unknown) => planTraining.execute(raw, realContext());
const faultOf = async (raw: unknown): Promise<string> => {
  try {
    await ask(raw);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no fault';
};

const LORA = { method: 'lora', model: 'Llama-3.1-8B', items: 5e7, sequence: 2048 };
const SIZE = { method: 'scratch', parametersB: 6.7, layers: 32, hiddenSize: 4096, items: 1e9 };
const IMAGES = { method: 'vision', model: 'ResNet-50', items: 1000 };

describe('planTraining', () => {
  test('answers a from-scratch run on given cards with arithmetic, memory, failures and a diagram', async () => {
    const { structured } = await ask({ ...SIZE, items: 140e9, sequence: 2048, accelerator: '128x H100-SXM' });
    expect(structured).toMatchInlineSnapshot(`
      {
        "alternatives": [],
        "assumptions": [
          "vocabulary 128256, heads of 128, a gated feed-forward block: only the size was given",
          "sequences packed, one a micro-batch; gradients accumulate",
          "AdamW in mixed precision, 16 B a parameter",
          "10 min to start, paid on every card",
          "eager code, FlashAttention, loss not chunked; 6 N + 12 L d s operations a token",
        ],
        "binding": "arithmetic: the number of accelerators is given",
        "data": {
          "featureStore": "no: a versioned table does, and there is no second definition to skew",
          "preparedGb": 560,
          "rawGb": 588,
          "readMbPerSecond": 5.333,
          "refresh": "one snapshot; retrain when labels show a loss",
        },
        "diagram": "flowchart LR
        subgraph data
          sources["sources: object storage, databases<br/>588 GB"]
          etl["etl: Airflow"]
          tokenise["tokenise: token shards"]
          snapshot["snapshot: lakeFS"]
        end
        subgraph training
          track["track: MLflow"]
          orchestrate["orchestrate: Kubeflow"]
          train["train: torchrun on rented machines<br/>128 x H100-SXM, 29.41 h, $9,787"]
          evaluate["evaluate: MLflow"]
          register["register: MLflow"]
        end
        subgraph serving
          serve_llm["serve-llm: vLLM"]
          balance["balance: load balancer"]
          log["log: served requests"]
          monitor["monitor: Prometheus"]
        end
        sources --> etl --> tokenise --> snapshot --> track --> orchestrate --> train --> evaluate --> register --> serve_llm --> balance --> log --> monitor
        log -.-> sources",
        "failures": {
          "checkpointGb": 93.8,
          "hoursBetween": 395.9,
          "intervalMinutes": 48.14,
          "lostPercent": 0.2447,
          "writeSeconds": 2.931,
        },
        "memory": [
          {
            "gib": 12.48,
            "part": "weights",
          },
          {
            "gib": 12.48,
            "part": "gradients",
          },
          {
            "gib": 0.585,
            "part": "optimizer",
          },
          {
            "gib": 10.35,
            "part": "activations",
          },
          {
            "gib": 0.4566,
            "part": "workingLayer",
          },
          {
            "gib": 3.425,
            "part": "logits",
          },
          {
            "gib": 1.966,
            "part": "allocator",
          },
          {
            "gib": 1.5,
            "part": "driver",
          },
        ],
        "next": [
          {
            "tool": "sizeInfrastructure",
            "why": "what serving the result takes",
          },
        ],
        "plan": {
          "accelerator": "H100-SXM",
          "count": 128,
          "hours": {
            "basis": "modelled",
            "high": 33.7,
            "low": 29.41,
            "unit": "h",
            "value": 29.41,
          },
          "layout": "data 128 (ZeRO 1), checkpointing none",
          "limitGib": 79.65,
          "mfuPercent": {
            "basis": "measured",
            "high": 45.73,
            "low": 39.87,
            "source": "llm-foundry-benchmarking",
            "unit": "%",
            "value": 45.73,
          },
          "peakGib": {
            "basis": "modelled",
            "high": 47.49,
            "low": 38.08,
            "unit": "GiB",
            "value": 42.78,
          },
          "perSecond": {
            "basis": "modelled",
            "unit": "tokens/s",
            "value": 1333000,
          },
          "price": "$333/h, OpenRelay, 2026-09-20",
          "usd": {
            "basis": "modelled",
            "high": 11220,
            "low": 9787,
            "unit": "USD",
            "value": 9787,
          },
        },
        "sources": [
          {
            "asOf": "2025-07-21",
            "id": "llm-foundry-benchmarking",
            "title": "MosaicML llm-foundry: MPT training benchmarks",
            "url": "https://github.com/mosaicml/llm-foundry/blob/main/scripts/train/benchmarking/README.md",
          },
          {
            "asOf": "2026-09-20",
            "id": "harvest-openrelay",
            "title": "OpenRelay pricing calculator, transcribed by API Evangelist",
            "url": "https://raw.githubusercontent.com/api-evangelist/openrelay/refs/heads/main/plans/openrelay-plans-pricing.yml",
          },
          {
            "asOf": "2019-10",
            "id": "zero-2019",
            "title": "Rajbhandari et al., ZeRO: Memory Optimizations Toward Training Trillion Parameter Models",
            "url": "https://arxiv.org/abs/1910.02054",
          },
          {
            "asOf": "2024-07",
            "id": "llama-3-interruptions",
            "title": "DCD: interruptions of the Llama 3 training run",
            "url": "https://direct.datacenterdynamics.com/en/news/meta-report-details-hundreds-of-gpu-and-hbm3-related-interruptions-to-llama-3-training-run",
          },
        ],
        "verdict": "Training from scratch of a 6.7B model on 140,000,000,000 tokens: 128 x H100-SXM, 29.41 h (29.41 to 33.7), $9,787 ($9,787 to $11,216); peak 42.78 of 79.65 GiB.",
        "warnings": [],
        "wouldChange": [
          "utilisation 45.73 %: 5 points less are 12.21 % more time and cost",
        ],
      }
    `);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'a model nobody lists',
      { ...LORA, model: 'Lama-9' },
      'model: "Lama-9" is not a known language model with a listed architecture (or send its config). Known are Llama-2-7B, Llama-2-13B, Llama-2-70B, CodeLlama-13B, Llama-3-8B, Llama-3-70B, Llama-3.1-8B, Llama-3.1-70B, Llama-3.1-405B, Llama-3.2-1B, Llama-3.2-3B, Llama-3.3-70B and 102 more.',
    ],
    [
      'no model',
      { method: 'lora', items: 1e6 },
      'model: is missing. Send the name of a language model, or parametersB, layers and hiddenSize.',
    ],
    [
      'a size without layers',
      { method: 'scratch', parametersB: 7, items: 1e9 },
      'layers: is missing beside parametersB. Send parametersB, layers and hiddenSize together.',
    ],
    [
      'a name and a size',
      { ...LORA, parametersB: 8 },
      'parametersB: 8 is given beside model "Llama-3.1-8B". Send the name or the size.',
    ],
    [
      'layers that hold more than there are',
      { ...SIZE, parametersB: 0.1 },
      'parametersB: 0.1: 32 layers of width 4096 and an embedding of 50257 entries hold more than 100000000 parameters. Check all three.',
    ],
    [
      'a sequence beyond the context',
      { ...LORA, sequence: 200_000 },
      'sequence: 200000 is beyond the context of Llama-3.1-8B, 131072. Send a shorter sequence.',
    ],
    [
      'a card nobody lists',
      { ...LORA, accelerator: 'H1000' },
      'accelerator: "H1000" is not a listed accelerator. Did you mean "P100".',
    ],
    [
      'too many cards',
      { ...LORA, accelerator: '99999x H100' },
      'accelerator: 99999 accelerators. Allowed: 1 to 16384.',
    ],
    [
      'an optimizer nobody lists',
      { ...LORA, method: 'full', optimizer: 'adamv' },
      'optimizer: "adamv" is not listed. Did you mean "adamw".',
    ],
    [
      'an optimizer for adapters',
      { ...LORA, optimizer: 'lion' },
      'optimizer: "lion" beside lora: adapters are a hundredth of the states. Leave it out.',
    ],
    [
      'layers of an image model',
      { ...IMAGES, layers: 50 },
      'layers: 50 has no meaning for method vision. Leave it out.',
    ],
    [
      'FP8 images',
      { ...IMAGES, precision: 'fp8' },
      'precision: fp8 has no measured run for method vision. Leave it out.',
    ],
    [
      'a detector that was not measured',
      { ...IMAGES, model: 'YOLO11n' },
      'model: no training speed of "YOLO11n" is measured; send its backbone. Known are mobilenetv3_small_100, ResNet-18, levit_256, MobileNetV3-Large, MobileNetV2, vit_tiny_patch16_224, resnet34, EfficientNet-B0, vit_base_patch32_224, poolformer_s12, efficientnet_b1, convnext_nano_hnf and 33 more.',
    ],
    [
      'a card for tables',
      { method: 'tabular', items: 1e6, accelerator: 'T4' },
      'accelerator: is not chosen for tabular data: CPU and one GPU are compared. Leave it out.',
    ],
    [
      'trees nobody measured',
      { method: 'tabular', items: 1e6, model: 'RandomForest' },
      'model: no training time of "RandomForest" is measured. Allowed: XGBoost, LightGBM, CatBoost.',
    ],
    [
      'half a question of labels',
      { ...IMAGES, labelled: 100 },
      'error: is missing beside labelled. Send labelled, error and targetError together.',
    ],
    [
      'a target above the error',
      { ...IMAGES, labelled: 100, error: 0.1, targetError: 0.2 },
      'targetError: 0.2 is not below error, 0.1. Send a smaller error to reach.',
    ],
    [
      'labels of no kind',
      { ...IMAGES, labelled: 100, error: 0.2, targetError: 0.1, label: 'boxes' },
      'label: "boxes" is not a listed kind of label. Allowed: image-class, box-drawn, box-extreme-clicks, box-service, mask-service, text-class.',
    ],
    [
      'a kind of label alone',
      { ...IMAGES, label: 'box-drawn' },
      'label: "box-drawn" without labelled, error and targetError. Send all four.',
    ],
    [
      'a budget for tables',
      { method: 'tabular', items: 1e6, budgetUsd: 5 },
      'budgetUsd: has no price to be held against for method tabular. Leave it out.',
    ],
    ['no items', { ...LORA, items: 0 }, 'items: 0 is too small. Allowed: at least 1.'],
    [
      'a field that there is not',
      { ...LORA, tokens: 5 },
      'tokens: is not a field of this tool. Known are method, model, parametersB, layers, hiddenSize, items, epochs, sequence, batch, accelerator, deadlineDays, budgetUsd and 9 more.',
    ],
  ])('refuses %s', async (_, raw, fault) => {
    expect(await faultOf(raw)).toBe(fault);
  });

  test('costs and time grow with the tokens in proportion, on given cards', async () => {
    const hoursOf = async (items: number): Promise<number> => {
      const { complete } = await ask({ ...LORA, items, accelerator: '1x H100-SXM' });
      return (complete['plan'] as { hours: { value: number } }).hours.value;
    };
    const one = await hoursOf(1e9);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 900 }), async (times) => {
        expect((await hoursOf(times * 1e9)) / one / times).toBeCloseTo(1, 1);
      }),
      { numRuns: 20 },
    );
  });

  test('names the same cards, hours and cost in verdict, plan and diagram', async () => {
    const { structured } = await ask(LORA);
    const { verdict, diagram } = structured as { verdict: string; diagram: string };
    const stated = /(\d+ x [\w-]+), ([\d.,]+ h) \([^)]*\), (\$[\d.,]+)/.exec(verdict);
    expect(stated).not.toBeNull();
    expect(diagram).toContain(`${stated?.[1]}, ${stated?.[2]}, ${stated?.[3]}`);
  });

  test('refuses to plan what does not fit and says what would', async () => {
    const { structured } = await ask({ ...LORA, method: 'full', accelerator: '1x RTX-4090' });
    const { verdict, wouldChange, plan } = structured as {
      verdict: string;
      wouldChange: string[];
      plan?: object;
    };
    expect(plan).toBeUndefined();
    expect(verdict).toContain('GiB are needed on each RTX-4090, which has 23.99');
    expect(wouldChange[0]).toMatch(/^method lora: 1 x RTX-4090/);
  });

  test('every job pays for its start, however little there is to learn', async () => {
    const { complete } = await ask({ ...LORA, items: 1 });
    const { hours, usd } = complete['plan'] as { hours: { value: number }; usd: { value: number } };
    expect(hours.value).toBeCloseTo(10 / 60, 3);
    expect(usd.value).toBeGreaterThan(0.01);
    expect(complete['assumptions']).toContain('10 min to start, paid on every card');
  });

  test('shows interruptions with their source, and checkpoints as wide as the memory of adapters', async () => {
    const { complete } = await ask({ ...LORA, detail: 'full' });
    const { failures, memory, sources } = complete as {
      failures: { checkpointGb: number };
      memory: { part: string; gib: number }[];
      sources: { id: string }[];
    };
    const optimizer = memory.find(({ part }) => part === 'optimizer')?.gib ?? 0;
    expect(failures.checkpointGb).toBeCloseTo((1.5 * optimizer * 1024 ** 3) / 1e9, 3);
    expect(sources.map(({ id }) => id)).toContain('llama-3-interruptions');
    const { structured } = await ask(LORA);
    expect(structured).not.toHaveProperty('failures');
  });
});

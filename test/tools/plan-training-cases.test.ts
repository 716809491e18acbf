import { describe, expect, it } from 'vitest';
import { planTraining } from '../../src/tools/plan-training.ts';
import { realContext } from '../support/read-catalog.ts';

/** What specialists would answer: the fact that decides, what must be recommended and what must not. */
type Case = {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What decides, in words. */
  readonly decides: string;
  /** In the verdict. */
  readonly says: RegExp;
  /** Nowhere in the verdict. */
  readonly never?: RegExp;
  readonly binds?: RegExp;
  readonly changes?: RegExp;
  readonly warns?: RegExp;
  readonly hours?: readonly [number, number];
  readonly diagram?: RegExp;
  readonly store?: RegExp;
};

const LLAMA8 = { model: 'Llama-3.1-8B', items: 5e7, sequence: 2048 };
const MPT7 = { method: 'scratch', parametersB: 6.66, layers: 32, hiddenSize: 4096, sequence: 2048 };

const CASES: readonly Case[] = [
  {
    ask: 'Full fine-tune of 8B on one 80 GB card',
    input: { ...LLAMA8, method: 'full', accelerator: '1x H100-SXM' },
    decides: '16 bytes a parameter are 120 GiB: mixed-precision AdamW does not fit 80 GB',
    says: /no plan; 1[23]\d\.?\d* GiB are needed on each H100-SXM/,
    binds: /memory/,
    changes: /method lora: 1 x H100-SXM/,
  },
  {
    ask: 'The same with an 8-bit optimizer',
    input: { ...LLAMA8, method: 'full', accelerator: '1x H100-SXM', optimizer: 'adamw-8bit' },
    decides: '6 bytes a parameter and no master copy',
    says: /1 x H100-SXM/,
    never: /no plan/,
  },
  {
    ask: 'LoRA of 8B on a 24 GB card',
    input: { ...LLAMA8, method: 'lora', accelerator: '1x RTX-4090' },
    decides: 'frozen 16-bit weights take 15 GiB: it fits with checkpointing, within the error of the model',
    says: /1 x RTX-4090.*peak 2[12]/,
    warns: /within the model's error/,
  },
  {
    ask: 'QLoRA of 8B on the same card',
    input: { ...LLAMA8, method: 'qlora', accelerator: '1x RTX-4090' },
    decides: 'a base in 4.13 bits leaves half of the card',
    says: /peak 1[0-4](\.\d+)? of 23\.99/,
  },
  {
    ask: 'LoRA of 70B on one 80 GB card',
    input: { method: 'lora', model: 'Llama-3.1-70B', items: 1e7, sequence: 2048, accelerator: '1x H100-SXM' },
    decides: '141 GB of frozen weights',
    says: /no plan/,
    changes: /method qlora: 1 x H100-SXM/,
  },
  {
    ask: 'QLoRA of 70B on one 80 GB card',
    input: {
      method: 'qlora',
      model: 'Llama-3.1-70B',
      items: 1e7,
      sequence: 2048,
      accelerator: '1x H100-SXM',
    },
    decides: 'NF4 weights are 36 GB (the 65B in 48 GB of the QLoRA paper)',
    says: /1 x H100-SXM.*peak [3-6]\d/,
    never: /no plan/,
  },
  {
    ask: 'Full fine-tune of 70B, anything that can be rented',
    input: { method: 'full', model: 'Llama-3.1-70B', items: 1e8 },
    decides: '1.1 TB of states: at least 8 cards of 180 GB or 16 of 80 GB',
    says: /(8|16|32) x (B200|H100-SXM|H200-SXM|B300)/,
    never: /RTX|L40S|A10G/,
    changes: /method lora \(measured on 3B: 57\.\d+ % of memory, 43\.\d+ % of time/,
  },
  {
    ask: 'MPT-7B as MosaicML trained it, 128 H100',
    input: { ...MPT7, items: 1e12, accelerator: '128x H100-SXM' },
    decides: 'the measured run: 10,475 tokens/s a card',
    says: /128 x H100-SXM/,
    hours: [200, 215],
    binds: /number of accelerators is given/,
  },
  {
    ask: 'The same within ten days, cards free',
    input: { ...MPT7, items: 140e9, deadlineDays: 10 },
    decides: 'the deadline, then price',
    says: /x (H100-SXM|H200-SXM|B200|A100-80GB-SXM|GB200)/,
    never: /nothing meets/,
    hours: [1, 240],
  },
  {
    ask: 'The same for $100',
    input: { ...MPT7, items: 140e9, budgetUsd: 100 },
    decides: 'the budget cannot be met',
    says: /nothing meets \$100; nearest is/,
    binds: /budget/,
  },
  {
    ask: 'Llama 3.1 405B on 15.6T tokens with 16,384 H100',
    input: {
      method: 'scratch',
      model: 'Llama-3.1-405B',
      items: 15.6e12,
      sequence: 8192,
      accelerator: '16384x H100-SXM',
    },
    decides: '3.8e25 operations at 41 %, and an interruption every three hours',
    says: /16384 x H100-SXM/,
    hours: [1500, 2200],
  },
  {
    ask: 'A mixture of experts in FP8',
    input: {
      method: 'continued',
      model: 'Qwen3-30B-A3B',
      items: 1e11,
      precision: 'fp8',
      accelerator: '16x H100-SXM',
    },
    decides: 'active parameters count, and small experts reach a seventh of the FP8 peak',
    says: /Continued pre-training of Qwen3-30B-A3B/,
    changes: /method lora/,
  },
  {
    ask: 'BF16 on a card without BF16',
    input: { ...LLAMA8, method: 'lora', accelerator: '8x T4' },
    decides: 'nothing of the kind was measured on Turing',
    says: /no plan/,
    never: /\$/,
  },
  {
    ask: 'ResNet-50 on ImageNet for 90 epochs',
    input: { method: 'vision', model: 'ResNet-50', items: 1_281_167, epochs: 90 },
    decides: 'the measured 1,218 images/s',
    says: /1 x RTX-3090.*1,218 images\/s/,
    hours: [26, 27],
    binds: /loading/,
    diagram: /decode: NVIDIA-DALI/,
  },
  {
    ask: 'ImageNet in a quarter of an hour for a dollar',
    input: {
      method: 'vision',
      model: 'ResNet-50',
      items: 1_281_167,
      epochs: 90,
      deadlineDays: 0.01,
      budgetUsd: 1,
    },
    decides: 'eight cards take three hours and more than four dollars: both limits are missed',
    says: /^Nothing meets the deadline and the budget; nearest/,
    binds: /^the deadline and the budget$/,
    warns: /scaling is taken as linear/,
  },
  {
    ask: 'ViT-B/16 on a card that was not measured',
    input: { method: 'vision', model: 'ViT-B/16', items: 1e6, accelerator: '1x A100-80GB-SXM' },
    decides: 'it is a range between bandwidth and peak, not a measurement',
    says: /1 x A100-80GB-SXM/,
    warns: /Not measured on A100-80GB-SXM.*not validated/,
  },
  {
    ask: 'Labels for a classifier: 12 % wrong with 5,000, 6 % wanted',
    input: {
      method: 'vision',
      model: 'ResNet-50',
      items: 5000,
      labelled: 5000,
      error: 0.12,
      targetError: 0.06,
    },
    decides: 'the learning curve: at least 7.2 times the labels',
    says: /ResNet-50/,
    warns: /steepest and the flattest/,
    diagram: /label: .*31,229\+ examples/,
  },
  {
    ask: 'LightGBM on 100,000 rows',
    input: { method: 'tabular', items: 100_000 },
    decides: 'a CPU is faster at every size measured',
    says: /a CPU.*never faster/,
    never: /: a GPU,/,
    store: /^no/,
  },
  {
    ask: 'XGBoost on 10 million rows, 200 trials',
    input: { method: 'tabular', model: 'XGBoost', items: 1e7, epochs: 200 },
    decides: '5 s on the GPU against 40 s on the CPU',
    says: /a GPU, 5 s a fit \(CPU 40 s\).*pays from about 2\d\d,\d+ rows/,
  },
  {
    ask: 'Fraud features six minutes old at most',
    input: { method: 'tabular', model: 'XGBoost', items: 1e6, freshHours: 0.1 },
    decides: 'features are read online: a stream and a feature store',
    says: /XGBoost/,
    store: /^yes/,
    diagram: /features: Feast/,
  },
  {
    ask: 'Churn features of the day before',
    input: { method: 'tabular', model: 'XGBoost', items: 1e6, freshHours: 24 },
    decides: 'a daily job: no feature store',
    says: /XGBoost/,
    store: /^no/,
    diagram: /^(?!.*Feast)(?!.*TorchServe)/s,
  },
  {
    ask: 'A budget fifty times what it takes',
    input: { method: 'full', model: 'Llama-3.1-8B', items: 1e9, budgetUsd: 5000 },
    decides: 'the cheapest plan is recommended; a budget is no wish for thousands of cards',
    says: /: [1-8] x \S+, .* h .*\$(9\d|1[0-4]\d)/,
    never: /nothing meets/,
    binds: /^(memory|price)/,
    changes: /fastest within the budget: \d{3,} x/,
  },
  {
    ask: 'A budget that is missed and a deadline that is not',
    input: { method: 'full', model: 'Llama-3.1-8B', items: 1e9, budgetUsd: 50, deadlineDays: 1 },
    decides: 'at $2 an hour and a card the work costs about $95; a day is enough for it',
    says: /nothing meets 24 h and \$50\.00; nearest is/,
    binds: /^the budget$/,
    changes: /^budgetUsd \d+(\.\d+)?: the plan named/m,
  },
  {
    ask: 'Full fine-tune of 8B on one 141 GB card without checkpointing',
    input: { ...LLAMA8, method: 'full', accelerator: '1x H200-SXM', checkpointing: 'none' },
    decides: '120 GiB of states leave no room for 12 GiB of activations, but for their inputs',
    says: /no plan; 14\d/,
    changes: /^checkpointing full: 1 x H200-SXM/m,
  },
  {
    ask: 'More sequences a card than any card holds',
    input: { method: 'lora', model: 'Llama-3.1-8B', items: 1e8, sequence: 131_072, batch: 64 },
    decides: 'the largest card decides, not the first of the list, and a smaller batch fits',
    says: /no plan; .* on each of \d+ x B300, the nearest/,
    changes: /^batch 8: \d+ x/m,
  },
  {
    ask: 'QLoRA of 70B on one 24 GB card',
    input: {
      method: 'qlora',
      model: 'Llama-3.1-70B',
      items: 1e7,
      sequence: 2048,
      accelerator: '1x RTX-4090',
    },
    decides: '36 GB of weights: four such cards hold them in shards',
    says: /no plan/,
    changes: /^accelerator RTX-4090: 4 x RTX-4090/m,
  },
  {
    ask: 'LoRA on a card that nobody measured',
    input: { ...LLAMA8, method: 'lora', accelerator: 'Jetson-AGX-Orin-64GB' },
    decides: 'another precision was not measured there either: only other cards help',
    says: /no plan; no run of this kind was measured/,
    changes: /^accelerator left out: 1 x RTX-4090[^\n]*$/,
  },
  {
    ask: 'AdamW with its states in the host',
    input: { ...LLAMA8, method: 'full', accelerator: '1x H100-SXM', optimizer: 'offloaded-adamw' },
    decides:
      'it fits one card, and the transfers that no plan counts took two thirds of the speed where they were measured',
    says: /1 x H100-SXM.*peak \d/,
    warns: /not counted: stas00 reached 14 %/,
  },
  {
    ask: 'GPT-2 by its size',
    input: {
      method: 'scratch',
      parametersB: 0.124,
      layers: 12,
      hiddenSize: 768,
      items: 1e10,
      sequence: 1024,
    },
    decides: 'a vocabulary of 128k would be larger than the model: its own of 50,257 is assumed',
    says: /0\.124B model.*1 x RTX-4090/,
  },
  {
    ask: 'A hundred fits on a billion rows in two hours and a half',
    input: { method: 'tabular', items: 1e9, epochs: 100, deadlineDays: 0.1 },
    decides: '56 hours on one machine: 25 side by side',
    says: /^Not within 2\.4 h on one machine/,
    binds: /deadline/,
    changes: /^25 machines side by side: 2\.222 h/m,
    diagram: /fit: the library on one machine/,
  },
  {
    ask: 'A micro-batch whose logits alone are gigabytes',
    input: { ...LLAMA8, method: 'lora', sequence: 32_768, accelerator: '1x H100-SXM' },
    decides: '14 bytes a token and entry of a vocabulary of 128k: 55 GiB beside the weights',
    says: /1 x H100-SXM|no plan/,
  },
];

type Structured = {
  verdict: string;
  binding: string;
  plan?: { hours: { value: number } };
  wouldChange: string[];
  warnings: string[];
  diagram: string;
  data: { featureStore: string };
};

describe('planTraining as a specialist would answer', () => {
  it.each(CASES)(
    '$ask: $decides',
    async ({ input, says, never, binds, changes, warns, hours, diagram, store }) => {
      const { complete } = await planTraining.execute({ ...input, detail: 'full' }, realContext());
      const answer = complete as Structured;
      expect(answer.verdict).toMatch(says);
      if (never !== undefined) expect(answer.verdict).not.toMatch(never);
      if (binds !== undefined) expect(answer.binding).toMatch(binds);
      if (changes !== undefined) expect(answer.wouldChange.join('\n')).toMatch(changes);
      if (warns !== undefined) expect(answer.warnings.join('\n')).toMatch(warns);
      if (diagram !== undefined) expect(answer.diagram).toMatch(diagram);
      if (store !== undefined) expect(answer.data.featureStore).toMatch(store);
      expect(answer.diagram).not.toMatch(/Neptune|TorchServe/);
      if (hours !== undefined) {
        expect(answer.plan?.hours.value).toBeGreaterThan(hours[0]);
        expect(answer.plan?.hours.value).toBeLessThan(hours[1]);
      }
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { apiLifecycle } from '../../src/catalog/tables/api-lifecycle.ts';
import { apiPrices } from '../../src/catalog/tables/api-prices.ts';
import { batchDiscounts } from '../../src/catalog/tables/batch-discounts.ts';
import { gpuPrices } from '../../src/catalog/tables/gpu-prices.ts';
import { models } from '../../src/catalog/tables/models.ts';
import { sources } from '../../src/catalog/tables/sources.ts';
import type { RowOf, TableOf } from '../../src/contract/catalog.ts';
import type { ToolContext } from '../../src/contract/define-tool.ts';
import { InputError } from '../../src/contract/input-error.ts';
import { estimateCost } from '../../src/tools/estimate-cost.ts';
import { realContext, TODAY } from '../support/read-catalog.ts';

/** Small tables, so that the answers stand still while the real ones grow; defaults and sources are the real ones. */
const SOURCE = { source: 'test-list', asOf: '2026-11-09' };
const ROWS = {
  [accelerators.id]: [
    { id: 'A100-40GB-SXM', name: 'NVIDIA A100 SXM 40 GB', memoryGb: 40, powerW: 400, ...SOURCE },
    { id: 'H100-SXM', name: 'NVIDIA H100 SXM 80 GB', memoryGb: 80, powerW: 700, ...SOURCE },
    { id: 'TPU-v5e', name: 'Google TPU v5e', memoryGb: 16, ...SOURCE },
  ] as Partial<RowOf<typeof accelerators>>[],
  [gpuPrices.id]: [
    {
      from: '2026-11-09',
      provider: 'RunPod',
      tier: 'on-demand',
      accelerator: 'H100-SXM',
      usdPerHour: 3.99,
      ...SOURCE,
    },
    {
      from: '2026-11-09',
      provider: 'AWS',
      offer: 'p5',
      tier: 'on-demand',
      accelerator: 'H100-SXM',
      minimumCount: 8,
      usdPerHour: 6.88,
      ...SOURCE,
    },
    {
      from: '2026-09-25',
      provider: 'Nebius',
      tier: 'on-demand',
      accelerator: 'H100-SXM',
      usdPerHour: 3.85,
      ...SOURCE,
    },
    {
      from: '2026-09-25',
      provider: 'Lambda',
      tier: 'on-demand',
      accelerator: 'H100-SXM',
      usdPerHour: 4.29,
      ...SOURCE,
    },
    {
      from: '2026-04-03',
      provider: 'Owner',
      tier: 'ownership',
      accelerator: 'H100-SXM',
      usdPerHour: 1.69,
      source: 'test-list',
      asOf: '2026-04-03',
    },
    {
      from: '2026-11-09',
      provider: 'AWS',
      offer: 'p4d',
      tier: 'on-demand',
      accelerator: 'A100-40GB-SXM',
      minimumCount: 8,
      usdPerHour: 2.7447,
      ...SOURCE,
    },
  ] as RowOf<typeof gpuPrices>[],
  [apiPrices.id]: [
    {
      from: '2026-01-01',
      service: 'vision-ocr',
      name: 'Vision OCR',
      unitOfWork: 'page',
      above: 0,
      usdPerThousand: 1.5,
      freePerMonth: 1000,
      ...SOURCE,
    },
    {
      from: '2026-01-01',
      service: 'vision-ocr',
      name: 'Vision OCR',
      unitOfWork: 'page',
      above: 5_000_000,
      usdPerThousand: 0.6,
      ...SOURCE,
    },
  ] as RowOf<typeof apiPrices>[],
  [batchDiscounts.id]: [{ provider: 'anthropic', discountPercent: 50, completionHours: 24, ...SOURCE }],
  [apiLifecycle.id]: [
    { provider: 'openai', model: 'gpt-4', shutdown: '2026-10-23', replacement: 'gpt-5.6-sol', ...SOURCE },
    { provider: 'openai', model: 'gpt-5', shutdown: '2026-12-11', ...SOURCE },
  ] as RowOf<typeof apiLifecycle>[],
  [models.id]: [
    { id: 'Llama-3.3-70B-Instruct', parametersM: 70_554, ...SOURCE },
    { id: 'Llama-3.1-8B-Instruct', parametersM: 8030, ...SOURCE },
  ] as Partial<RowOf<typeof models>>[],
};
const real = realContext();
const context: ToolContext = {
  ...real,
  today: TODAY,
  catalog: {
    rows: <Row extends object>(table: TableOf<Row>): readonly Row[] => {
      const own: Readonly<Record<string, readonly object[]>> = ROWS;
      const rows = (own[table.id] ?? real.catalog.rows(table)) as readonly Row[];
      if (table.id !== sources.id) return rows;
      const test = {
        id: 'test-list',
        title: 'Prices of this test',
        url: 'https://example.org',
        asOf: '2026-11-09',
        read: TODAY,
      };
      return [...rows, test as unknown as Row];
    },
  },
};

const answer = async (input: unknown) => {
  const { structured, text } = await estimateCost.execute(input, context);
  return { ...(structured as Record<string, never>), text } as Record<string, never> & { text: string };
};

/** The founding document's example: GPT-4 against Llama 70B on an A100 40GB. */
const FOUNDING = {
  requestsPerMonth: 100_000,
  inputTokens: 500,
  outputTokens: 200,
  apiModel: 'gpt-4',
  model: 'Llama-3.3-70B-Instruct',
  accelerator: 'A100-40GB-SXM',
  acceleratorUsd: 3,
  requestsPerMinutePerReplica: 50,
  engineerUsdPerMonth: 500,
};
/** 30 % under the price of a request by an API. */
const H100 = {
  requestsPerMonth: 1_000_000,
  inputTokens: 1000,
  outputTokens: 300,
  apiModel: 'claude-sonnet-5',
  accelerator: 'H100-SXM',
  requestsPerMinutePerReplica: 100,
  peakFactor: 2,
  engineerUsdPerMonth: 2000,
};

describe('estimateCost', () => {
  it('reproduces the four cost lines of the founding document', async () => {
    const { api, selfHosted } = await answer({ ...FOUNDING, billing: 'per-busy-second' });
    expect(api).toMatchObject({ perRequestUsd: 0.027, monthly: { value: 2700 } });
    expect(selfHosted).toMatchObject({
      hardwareUsd: 100,
      hardwarePerRequestUsd: 0.001,
      engineerUsd: 500,
      monthly: { value: 600 },
    });
  });

  it('answers the founding example by the busy second, with what it leaves out', async () => {
    const { text } = await answer({ ...FOUNDING, billing: 'per-busy-second' });
    expect(text).toMatchInlineSnapshot(`
      "**Self-hosting costs $600 a month for 100,000 requests against $2,700, 78 % less: price decides for self-hosting; but gpt-4 was shut down on 2026-10-23, and Llama-3.3-70B-Instruct does not fit 1 x NVIDIA A100 SXM 40 GB.**

      | Side | What | A month | A request | Replicas | Busy |
      |---|---|---|---|---|---|
      | API | gpt-4 (openai) | $2,700 (listed, genai-prices, 2026-09-23) | $0.027 | - | - |
      | Self-hosted | Llama-3.3-70B-Instruct on NVIDIA A100 SXM 40 GB | $600 (computed) | $0.006 (machine $0.001) | by the busy second | 100 % |

      **Break-even**
      - Always on: 99,630 requests a month
      - By the busy second: 19,231 requests a month
      - These machines, always on: busy 4.5 % of the time
      - The founding document's break-even of 50,000 requests a month does not follow from these inputs: always on 99,630, by the busy second 19,231.

      | Factor | Side | Why |
      |---|---|---|
      | volume | self-hosted | at this volume self-hosting costs less |
      | latency | either | not stated (latencyMs) |
      | customisation | either | not stated (customisation) |
      | privacy | either | not stated (dataSensitivity) |
      | team | either | not stated (team) |
      | budget | either | not stated (budget) |

      **What would change it**
      - The sides are equal at $66.00 an accelerator-hour (now $3.00).
      - They are equal at an API price of $0.006 a request (now $0.027).

      **Warnings**
      - gpt-4 was shut down on 2026-10-23; its maker names gpt-5.6-sol.
      - Paid by the busy second only if the platform scales to zero: machines kept on cost $2,690 a month (1 x 730 h = $2,190, with the engineer), 4.6 % busy.
      - Llama-3.3-70B-Instruct does not fit: 141.1 GB of 16-bit weights, 43.13 GB at 4 bits; 1 x NVIDIA A100 SXM 40 GB holds 40 GB. The throughput given cannot be had on it.

      **Assumed**
      - busiest minute over the mean minute: 3 times (assumed).
      - Both sides do the work equally well; egress, storage and monitoring are not counted.

      **Sources**
      - genai-prices: [genai-prices 0.1.8: prices of hosted models](https://www.npmjs.com/package/@pydantic/genai-prices/v/0.1.8), 2026-09-23
      - test-list: [Prices of this test](https://example.org), 2026-11-09
      - cruxible-peak-average: [Cruxible: peak against average load](https://www.cruxible.dev/learn/sd40-peak-vs-average), 2026
      - founding-document: [ml-cv-specialist, the founding skill document](https://github.com/majiayu000/claude-skill-registry-data), 2026
      - llama-cpp-quantize: [llama.cpp: quantize, sizes and speeds by type](https://github.com/ggml-org/llama.cpp/blob/311c2c9/tools/quantize/README.md), 2026

      **Next**
      - sizeInfrastructure: whether the model fits and reaches this throughput"
    `);
  });

  it('answers the founding example with machines always on', async () => {
    const { text, ...structured } = await answer(FOUNDING);
    expect(structured).toMatchInlineSnapshot(`
      {
        "api": {
          "monthly": {
            "asOf": "2026-09-23",
            "basis": "listed",
            "source": "genai-prices",
            "unit": "USD",
            "value": 2700,
          },
          "name": "gpt-4 (openai)",
          "notes": [],
          "perRequestUsd": 0.027,
        },
        "assumptions": [
          "busiest minute over the mean minute: 3 times (assumed).",
          "Both sides do the work equally well; egress, storage and monitoring are not counted.",
        ],
        "breakEven": {
          "alwaysOnRequests": 99630,
          "busyShare": 0.04549,
          "never": [],
          "perBusySecondRequests": 19231,
          "ruleOfThumb": "The founding document's break-even of 50,000 requests a month does not follow from these inputs: always on 99,630, by the busy second 19,231.",
        },
        "changes": [
          "The sides are equal at $3.01 an accelerator-hour (now $3.00).",
          "They are equal at an API price of $0.027 a request (now $0.027).",
        ],
        "decision": {
          "decidedBy": "price",
          "factors": [
            {
              "factor": "volume",
              "reason": "at this volume both cost about the same",
              "side": "either",
            },
            {
              "factor": "latency",
              "reason": "not stated (latencyMs)",
              "side": "either",
            },
            {
              "factor": "customisation",
              "reason": "not stated (customisation)",
              "side": "either",
            },
            {
              "factor": "privacy",
              "reason": "not stated (dataSensitivity)",
              "side": "either",
            },
            {
              "factor": "team",
              "reason": "not stated (team)",
              "side": "either",
            },
            {
              "factor": "budget",
              "reason": "not stated (budget)",
              "side": "either",
            },
          ],
          "side": "api",
        },
        "next": [
          {
            "tool": "sizeInfrastructure",
            "why": "whether the model fits and reaches this throughput",
          },
        ],
        "priceDate": "2026-11-23",
        "selfHosted": {
          "acceleratorHour": {
            "basis": "computed",
            "unit": "USD",
            "value": 3,
          },
          "busyShare": 0.04566,
          "engineerUsd": 500,
          "hardwarePerRequestUsd": 0.0219,
          "hardwareUsd": 2190,
          "monthly": {
            "basis": "computed",
            "unit": "USD",
            "value": 2690,
          },
          "name": "Llama-3.3-70B-Instruct on NVIDIA A100 SXM 40 GB",
          "perRequestUsd": 0.0269,
          "replicas": 1,
        },
        "sources": [
          {
            "asOf": "2026-09-23",
            "id": "genai-prices",
            "title": "genai-prices 0.1.8: prices of hosted models",
            "url": "https://www.npmjs.com/package/@pydantic/genai-prices/v/0.1.8",
          },
          {
            "asOf": "2026-11-09",
            "id": "test-list",
            "title": "Prices of this test",
            "url": "https://example.org",
          },
          {
            "asOf": "2026",
            "id": "cruxible-peak-average",
            "title": "Cruxible: peak against average load",
            "url": "https://www.cruxible.dev/learn/sd40-peak-vs-average",
          },
          {
            "asOf": "2026",
            "id": "founding-document",
            "title": "ml-cv-specialist, the founding skill document",
            "url": "https://github.com/majiayu000/claude-skill-registry-data",
          },
          {
            "asOf": "2026",
            "id": "llama-cpp-quantize",
            "title": "llama.cpp: quantize, sizes and speeds by type",
            "url": "https://github.com/ggml-org/llama.cpp/blob/311c2c9/tools/quantize/README.md",
          },
        ],
        "verdict": "Self-hosting costs $2,690 a month for 100,000 requests against $2,700, 0.37 % less, a tie that goes to the API, which commits to nothing; but gpt-4 was shut down on 2026-10-23, and Llama-3.3-70B-Instruct does not fit 1 x NVIDIA A100 SXM 40 GB.",
        "warnings": [
          "gpt-4 was shut down on 2026-10-23; its maker names gpt-5.6-sol.",
          "Always-on billing: the machines are busy 4.6 % of 730 paid hours a month each.",
          "Llama-3.3-70B-Instruct does not fit: 141.1 GB of 16-bit weights, 43.13 GB at 4 bits; 1 x NVIDIA A100 SXM 40 GB holds 40 GB. The throughput given cannot be had on it.",
        ],
      }
    `);
  });

  it('answers with a listed machine, regulated data, cache and batch', async () => {
    const { text } = await answer({
      ...H100,
      cachedShare: 0.5,
      batchShare: 0.2,
      spareReplicas: 1,
      dataSensitivity: 'regulated',
      latencyMs: 800,
      customisation: 'general',
      team: 'none',
      budget: 'per-call',
    });
    expect(text).toMatchInlineSnapshot(`
      "**The API costs $3,690 a month for 1,000,000 requests against $7,825, 53 % less, but regulated data decides for self-hosting.**

      | Side | What | A month | A request | Replicas | Busy |
      |---|---|---|---|---|---|
      | API | claude-sonnet-5 (anthropic) | $3,690 (listed, genai-prices, 2026-09-23) | $0.0037 | - | - |
      | Self-hosted | NVIDIA H100 SXM 80 GB | $7,825 (listed, 7,621 to 8,263) | $0.0078 (machine $0.0058) | 2 | 11 % |

      **API price**
      - Writing the cache costs extra at this provider and is not counted.
      - Batch: 50 % off the share that may wait.

      **Break-even**
      - Always on: 2,120,705 requests a month
      - By the busy second: 661,158 requests a month
      - These machines, always on: busy 24 % of the time
      - The founding document's break-even of 50,000 requests a month does not follow from these inputs: always on 2,120,705, by the busy second 661,158.

      | Factor | Side | Why |
      |---|---|---|
      | volume | api | at this volume the API costs less |
      | latency | api | 800 ms leaves room for an API |
      | customisation | api | a general model does |
      | privacy | self-hosted | regulated data; an API needs a signed agreement (BAA, DPA), zero retention and the right region |
      | team | api | nobody to run a model server |
      | budget | api | cost should follow the calls |

      **What would change it**
      - The sides are equal at $1.16 an accelerator-hour (now $3.99).
      - They are equal at an API price of $0.0078 a request (now $0.0037).

      **Warnings**
      - Always-on billing: the machines are busy 11 % of 730 paid hours a month each.

      **Assumed**
      - $3.99 an accelerator-hour: the median on-demand offer (RunPod); offers span $3.85 to $4.29.
      - Both sides do the work equally well; egress, storage and monitoring are not counted.

      **Sources**
      - genai-prices: [genai-prices 0.1.8: prices of hosted models](https://www.npmjs.com/package/@pydantic/genai-prices/v/0.1.8), 2026-09-23
      - test-list: [Prices of this test](https://example.org), 2026-11-09
      - founding-document: [ml-cv-specialist, the founding skill document](https://github.com/majiayu000/claude-skill-registry-data), 2026

      **Next**
      - sizeInfrastructure: whether the model fits and reaches this throughput
      - selectModel: an open model as good as the API for this task"
    `);
  });

  it('prices pages with free units and volume tiers, and owned hardware with its power', async () => {
    const { text } = await answer({
      requestsPerMonth: 3_000_000,
      unitOfWork: 'page',
      unitsPerRequest: 2,
      apiModel: 'vision-ocr',
      accelerator: 'H100-SXM',
      purchase: 'owned',
      acceleratorUsd: 30_000,
      requestsPerMinutePerReplica: 200,
      engineerUsdPerMonth: 0,
    });
    expect(text).toMatchInlineSnapshot(`
      "**Self-hosting costs $1,149 a month for 3,000,000 requests against $8,099, 86 % less: price decides for self-hosting.**

      | Side | What | A month | A request | Replicas | Busy |
      |---|---|---|---|---|---|
      | API | Vision OCR | $8,099 (listed, test-list, 2026-11-09) | $0.0027 | - | - |
      | Self-hosted | NVIDIA H100 SXM 80 GB | $1,149 (computed) | $0.00038 (machine $0.00038) | 2 | 17 % |

      **API price**
      - The first 1,000 units a month are free.
      - 2 volume tiers are applied.

      **Break-even**
      - Always on: 192,036 requests a month
      - These machines, always on: busy 2.4 % of the time
      - The founding document's break-even of 50,000 requests a month does not follow from these inputs: always on 192,036.

      | Factor | Side | Why |
      |---|---|---|
      | volume | self-hosted | at this volume self-hosting costs less |
      | latency | either | not stated (latencyMs) |
      | customisation | either | not stated (customisation) |
      | privacy | either | not stated (dataSensitivity) |
      | team | either | not stated (team) |
      | budget | either | not stated (budget) |

      **What would change it**
      - The sides are equal at $5.55 an accelerator-hour (now $0.79).
      - They are equal at an API price of $0.00038 a request (now $0.0027).

      **Warnings**
      - Always-on billing: the machines are busy 17 % of 730 paid hours a month each.

      **Assumed**
      - 700 W an accelerator, its own limit: host and cooling come on top.
      - write-off of owned accelerators: 60 months (assumed).
      - mean commercial price in the United States: 0.146 USD/kWh (listed).
      - busiest minute over the mean minute: 3 times (assumed).
      - Both sides do the work equally well; egress, storage and monitoring are not counted.

      **Sources**
      - test-list: [Prices of this test](https://example.org), 2026-11-09
      - cube-gpu-depreciation: [theCUBE Research: resetting GPU depreciation](https://thecuberesearch.com/298-breaking-analysis-resetting-gpu-depreciation-why-ai-factories-bend-but-dont-break-useful-life-assumptions), 2025
      - eia-commercial-electricity: [EIA Electric Power Monthly table 5.6.A, as relayed by energypricestoday.com](https://www.energypricestoday.com/data/sources/electricity-prices.json), 2026-04-26
      - cruxible-peak-average: [Cruxible: peak against average load](https://www.cruxible.dev/learn/sd40-peak-vs-average), 2026
      - founding-document: [ml-cv-specialist, the founding skill document](https://github.com/majiayu000/claude-skill-registry-data), 2026

      **Next**
      - sizeInfrastructure: whether the model fits and reaches this throughput
      - selectModel: an open model as good as the API for this task"
    `);
  });

  it('prices one side alone and says what the other needs', async () => {
    const api = await answer({
      requestsPerMonth: 5000,
      inputTokens: 500,
      outputTokens: 200,
      apiModel: 'gpt-5',
    });
    expect(api['verdict']).toMatchInlineSnapshot(
      `"gpt-5 (openai) costs $13.13 a month for 5,000 requests; the other side is not priced, and volume alone (a rule of thumb) speaks for the API; but gpt-5 ends on 2026-12-11."`,
    );
    const own = await answer({
      requestsPerMonth: 500_000,
      accelerator: 'H100-SXM',
      requestsPerMinutePerReplica: 100,
    });
    expect(own['verdict']).toMatchInlineSnapshot(
      `"Self-hosting costs $3,413 a month for 500,000 requests; the other side is not priced, and volume alone (a rule of thumb) speaks for self-hosting."`,
    );
    expect(own['assumptions']).toMatchInlineSnapshot(`
      [
        "$3.99 an accelerator-hour: the median on-demand offer (RunPod); offers span $3.85 to $4.29.",
        "busiest minute over the mean minute: 3 times (assumed).",
        "engineering time for self-hosting, about one day: 500 USD/month (assumed).",
        "Both sides do the work equally well; egress, storage and monitoring are not counted.",
      ]
    `);
  });

  it('says never, and why, against an API of the same model', async () => {
    const { breakEven } = await answer({ ...FOUNDING, apiModel: 'groq:llama-3.3-70b-versatile' });
    expect(breakEven).toMatchInlineSnapshot(`
      {
        "never": [
          "Always on, no volume pays: with the peak and spares, machines cost more than the API at any size.",
          "Even fully busy, Llama-3.3-70B-Instruct on NVIDIA A100 SXM 40 GB costs $0.001 a request, not less than the API.",
          "No busy share of these machines pays at this price.",
        ],
        "ruleOfThumb": "The founding document's break-even of 50,000 requests a month does not follow from these inputs: always on never, by the busy second never.",
      }
    `);
  });

  it('shows what other providers ask for an open model, in full', async () => {
    const { api, warnings } = await answer({
      ...FOUNDING,
      apiModel: 'groq:llama-3.3-70b-versatile',
      detail: 'full',
    });
    const { providers } = api as unknown as {
      providers: readonly { provider: string; usdPerRequest: number }[];
    };
    expect(providers.map(({ provider }) => provider)).toEqual(
      expect.arrayContaining(['openrouter', 'groq', 'cloudflare']),
    );
    expect(warnings).toContain(
      'Providers of this open model differ: $0.000073 a request at openrouter, $0.00067 at cerebras.',
    );
  });

  it('uses the price of the day that is asked for', async () => {
    const page = { requestsPerMonth: 1000, unitOfWork: 'page', apiModel: 'mistral-ocr-latest' };
    const { api: then } = await answer({ ...page, priceDate: '2025-04-23' });
    const { api: now } = await answer(page);
    expect(then).toMatchObject({ monthly: { value: 1 } });
    expect(now).toMatchObject({ monthly: { value: 4 } });
  });

  it('warns of stale prices', async () => {
    const owned = await answer({ ...H100, purchase: 'owned' });
    expect(owned['warnings']).toContain(
      'The price of H100-SXM is of 2026-04-03, 234 days old (stale after 90): check it before you rely on it.',
    );
  });

  it('warns of machines that come in larger numbers, and of models that fit only quantised', async () => {
    const { warnings } = await answer({ ...FOUNDING, acceleratorUsd: undefined, acceleratorCount: 2 });
    expect(warnings).toMatchInlineSnapshot(`
      [
        "gpt-4 was shut down on 2026-10-23; its maker names gpt-5.6-sol.",
        "This offer is only rented 8 at a time: the bill is for whole machines.",
        "Always-on billing: the machines are busy 4.6 % of 730 paid hours a month each.",
        "Llama-3.3-70B-Instruct fits quantised only: 141.1 GB of 16-bit weights, 43.13 GB at 4 bits; 2 x NVIDIA A100 SXM 40 GB holds 80 GB. Throughput and quality must be those of that build.",
      ]
    `);
  });

  it('says which fields it did not use', async () => {
    const { warnings } = await answer({ ...H100, powerW: 700, amortisationMonths: 36 });
    expect(warnings).toContain(
      'Not used: powerW, amortisationMonths. They need purchase owned and acceleratorUsd.',
    );
  });

  it('gives finite numbers or a named fault for any sound input', async () => {
    const amount = (max: number) =>
      fc.oneof(fc.constantFrom(0, max), fc.double({ min: 0, max, noNaN: true }));
    const sound = fc.record({
      requestsPerMonth: fc.double({ min: 1, max: 1e12, noNaN: true }),
      inputTokens: amount(1e7),
      outputTokens: amount(1e7),
      cachedShare: amount(1),
      batchShare: amount(1),
      apiModel: fc.constantFrom('gpt-4', 'claude-sonnet-5', 'groq:llama-3.3-70b-versatile'),
      acceleratorUsd: amount(1e7),
      purchase: fc.constantFrom('on-demand', 'owned', 'spot'),
      powerW: amount(1e5),
      requestsPerMinutePerReplica: fc.double({ min: 0.001, max: 1e7, noNaN: true }),
      peakFactor: fc.double({ min: 1, max: 1000, noNaN: true }),
      hoursPerDay: fc.double({ min: 0.1, max: 24, noNaN: true }),
      spareReplicas: fc.nat(100),
      engineerUsdPerMonth: amount(1e7),
    });
    await fc.assert(
      fc.asyncProperty(sound, async (input) => {
        const { verdict, text } = await answer(input);
        expect(verdict).not.toMatch(/NaN|Infinity|undefined/);
        expect(text).not.toMatch(/NaN|Infinity|undefined|∞/);
      }),
    );
  });

  it('says that no volume pays where the break-even is beyond what can be counted', async () => {
    const { breakEven } = await answer({
      requestsPerMonth: 1,
      inputTokens: 8.2346e-320,
      outputTokens: 0,
      apiModel: 'gpt-4',
      acceleratorUsd: 0,
      requestsPerMinutePerReplica: 0.001,
      engineerUsdPerMonth: 1e7,
    });
    expect(breakEven).not.toHaveProperty('perBusySecondRequests');
    expect(breakEven).toHaveProperty(
      'never',
      expect.arrayContaining([
        'By the busy second, no volume of up to 9,007,199,254,740,991 requests a month pays.',
      ]),
    );
  });

  it('is deterministic', async () => {
    expect(await answer(H100)).toEqual(await answer(H100));
  });

  it('takes the caller’s token prices over the list', async () => {
    const { api } = await answer({ ...FOUNDING, apiPriceInPerMtokUsd: 10, apiPriceOutPerMtokUsd: 20 });
    expect(api).toMatchObject({ perRequestUsd: 0.009, monthly: { value: 900, basis: 'computed' } });
  });
});

const one = { requestsPerMonth: 1000, inputTokens: 500, outputTokens: 200 };
const BAD: readonly (readonly [string, unknown, string])[] = [
  ['nothing', {}, 'requestsPerMonth: is missing. Send a finite number.'],
  [
    'an unknown key',
    { ...FOUNDING, inputToken: 5 },
    'inputToken: is not a field of this tool. Did you mean "inputTokens".',
  ],
  [
    'a wrong type',
    { ...FOUNDING, requestsPerMonth: '100000' },
    'requestsPerMonth: "100000" is not a finite number. Send the number 100000 without quotes.',
  ],
  [
    'NaN as text',
    { ...FOUNDING, requestsPerMonth: 'NaN' },
    'requestsPerMonth: "NaN" is not a finite number. Send a finite number, without quotes and without a unit.',
  ],
  [
    'NaN',
    { ...FOUNDING, requestsPerMonth: Number.NaN },
    'requestsPerMonth: NaN is not a finite number. Send a finite number.',
  ],
  [
    'a negative number',
    { ...FOUNDING, inputTokens: -1 },
    'inputTokens: -1 is too small. Allowed: at least 0.',
  ],
  [
    'an empty name',
    { ...one, apiModel: '' },
    'apiModel: "" is in no price list. Known are claude-2, claude-3-5-haiku-latest, claude-3-5-sonnet, claude-3-7-sonnet-latest, claude-3-haiku, claude-3-opus-latest, claude-3-sonnet, claude-fable-5, claude-fable-5-1, claude-haiku-4-5, claude-opus-4-0, claude-opus-4-1 and 1662 more.',
  ],
  [
    'a huge number',
    { ...FOUNDING, requestsPerMonth: 1e15 },
    'requestsPerMonth: 1000000000000000 is too large. Allowed: at most 1000000000000.',
  ],
  [
    'a huge text',
    { ...FOUNDING, apiModel: 'x'.repeat(10_000) },
    'apiModel: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (10002 characters) is too long. Allowed: at most 120 characters.',
  ],
  [
    'half a replica',
    { ...FOUNDING, acceleratorCount: 1.5 },
    'acceleratorCount: 1.5 is not a whole number. Send a whole number.',
  ],
  [
    'a misspelt model',
    { ...one, apiModel: 'claude-sonet-5' },
    'apiModel: "claude-sonet-5" is in no price list. Did you mean "claude-sonnet-5" or "claude-sonnet-4-5" or "claude-sonnet-4-0".',
  ],
  [
    'a model of many sellers',
    { ...one, apiModel: 'text-embedding-3-small' },
    'apiModel: "text-embedding-3-small" is sold by 2 providers. Choose one: azure:text-embedding-3-small, openai:text-embedding-3-small.',
  ],
  [
    'a model without token prices',
    { ...one, apiModel: 'whisper-1' },
    'apiModel: "whisper-1" has no list price by tokens. Send another unitOfWork, or apiPriceInPerMtokUsd and apiPriceOutPerMtokUsd.',
  ],
  [
    'a prototype key',
    JSON.parse('{"requestsPerMonth": 1, "__proto__": {"polluted": true}}'),
    '__proto__: is a reserved key and never part of the input.',
  ],
  [
    'a control character',
    { ...one, apiModel: 'gpt-4\u0007' },
    'apiModel: holds the invisible or control character U+0007. Send plain printable text.',
  ],
  [
    'a misspelt accelerator',
    { ...H100, accelerator: 'H100SMX' },
    'accelerator: "H100SMX" is not in the table. Did you mean "H100-SXM".',
  ],
  [
    'a misspelt own model',
    { ...FOUNDING, model: 'Llama-3.3-70B' },
    'model: "Llama-3.3-70B" is not in the catalogue. Did you mean "Llama-3.3-70B-Instruct".',
  ],
  [
    'a machine without throughput',
    { ...one, apiModel: 'gpt-4', accelerator: 'H100-SXM' },
    'requestsPerMinutePerReplica: is missing: a machine has no cost per request without its throughput. Measure it, or take it from sizeInfrastructure.',
  ],
  [
    'a throughput without a machine',
    { ...one, requestsPerMinutePerReplica: 5 },
    'accelerator: is missing. Send an accelerator of the table, or acceleratorUsd.',
  ],
  [
    'a tier without a price',
    { ...H100, purchase: 'spot' },
    'purchase: there is no spot price of H100-SXM on 2026-11-23. Send acceleratorUsd; the table has: on-demand, ownership.',
  ],
  [
    'owned machines by the busy second',
    { ...H100, purchase: 'owned', billing: 'per-busy-second' },
    'billing: "per-busy-second" is not possible with owned machines, which are paid busy or idle. Send always-on.',
  ],
  [
    'owned machines without power',
    { ...H100, accelerator: 'TPU-v5e', purchase: 'owned', acceleratorUsd: 1 },
    'powerW: is missing. Send the watts of one accelerator with its share of the host.',
  ],
  [
    'no side at all',
    one,
    'apiModel: is missing, and so is the self-hosted side: there is nothing to price. Send apiModel, or accelerator with requestsPerMinutePerReplica, or both.',
  ],
  [
    'a missing prompt length',
    { requestsPerMonth: 1, apiModel: 'gpt-4' },
    'inputTokens: is missing. Send the prompt tokens of a mean request; 0 is allowed.',
  ],
  [
    'one price of two',
    { ...one, apiPriceInPerMtokUsd: 1 },
    'apiPriceOutPerMtokUsd: is missing: the two prices go together. Send 0 where the API does not charge.',
  ],
  [
    'a day that is none',
    { ...one, apiModel: 'gpt-4', priceDate: '2026-13-40' },
    'priceDate: "2026-13-40" is not a day. Send it as YYYY-MM-DD, for example 2026-11-23.',
  ],
  [
    'a service that is not listed',
    { requestsPerMonth: 1, unitOfWork: 'page', apiModel: 'vision-orc' },
    'apiModel: "vision-orc" has no price by page. Did you mean "vision-ocr".',
  ],
  ['a list', [], 'input: a list of 0 is not an object. Send an object.'],
];

describe('estimateCost refuses', () => {
  it.each(BAD)('%s', async (_, input, message) => {
    const refused = await estimateCost.execute(input, context).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).message).toBe(message);
    expect((await answer({ ...one, apiModel: 'gpt-4' }))['api']).toMatchObject({ perRequestUsd: 0.027 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { InputError } from '../../src/contract/input-error.ts';
import { planRouting } from '../../src/tools/plan-routing.ts';
import { realContext } from '../support/read-catalog.ts';

type Route = {
  class: string;
  data: string;
  strategy: string;
  models: string[];
  fallbacks: string[];
  strongShare?: number;
  usdPer1000?: number;
  monthlyUsd: number;
  breakEvenEscalation?: number;
  lostShare?: number;
  p95Ms?: number;
  attempts?: number;
};
type Answer = {
  verdict: string;
  monthly: { plan: { value: number }; strongAlone: { value: number }; savedShare: number };
  routes: Route[];
  quality: { keptShare?: number; basis: string };
  cache?: { pays: boolean; classes: string[] };
  budget?: { exhaustedAfterDays?: number; degradedShare?: number };
  diagram?: string;
  files?: { path: string; content: string }[];
  warnings: string[];
};

const TODAY = '2026-11-25';
const CHAT = {
  name: 'chat',
  perMonth: 100_000,
  inputTokens: 1000,
  outputTokens: 300,
  data: 'internal',
  hardShare: 0.2,
};
const PAIR = [{ name: 'claude-opus-5' }, { name: 'claude-haiku-4-5' }];

const ask = async (raw: unknown): Promise<{ answer: Answer; text: string }> => {
  const { structured, text } = await planRouting.execute(raw, realContext(TODAY));
  return { answer: structured as Answer, text };
};

const faultOf = async (raw: unknown): Promise<string> => {
  try {
    await planRouting.execute(raw, realContext(TODAY));
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no fault';
};

describe('a whole answer', () => {
  test('three classes, one of them regulated', async () => {
    expect((await ask({ ...planRouting.examples[0]?.input, detail: 'full' })).text).toMatchInlineSnapshot(`
      "**$43,790 a month against $50,240 on the strong model alone, 12.84 % less with 98.8 % of answers kept, decided by chat: chat to claude-haiku-4-5, 30 % on to claude-opus-5; analysis to claude-opus-5; contracts to llama-70b.**

      Binding: analysis: claude-haiku-4-5 by rules would save $25,200 more, but loses too many answers (60 %). Month: $43,790 (listed, genai-prices, 2026-09-23); strong model alone: $50,240 (listed, genai-prices, 2026-09-23). Quality kept: 98.8 % of the strong model's right answers, from hardShare. P95 11,892 ms.

      | Class | Data | Route | To the strong | USD per 1,000 | Month | Break-even | P95 (ms) | Fallbacks | Why |
      |---|---|---|---|---|---|---|---|---|---|
      | chat, 1,200,000 a month | internal | cascade: claude-haiku-4-5, claude-opus-5 | 30 % | $5.38 | $6,450 | 80 % | 11,024 | claude-opus-5, llama-70b (99 % available) | cheapest within the limits; loses 2 % of answers |
      | analysis, 600,000 a month | internal | strong alone: claude-opus-5 | - | $52.50 | $31,500 | - | 14,008 | llama-70b, claude-haiku-4-5 (99 % available) | rules, cascade: loses too many answers |
      | contracts, 200,000 a month | regulated | strong alone: llama-70b | - | $29.20 | $5,840 | - | 8,008 | none (99 % available) | no other model that runs may see it |

      | Class | Way | USD per 1,000 | Lost | Against it |
      |---|---|---|---|---|
      | chat | rules: claude-haiku-4-5 | $2.15 | 20 % | loses too many answers |
      | chat | cascade: claude-haiku-4-5, claude-opus-5 | $5.38 | 2 % | - |
      | chat | rules: llama-70b | $6.67 | 20 % | loses too many answers |
      | chat | cascade: llama-70b, claude-opus-5 | $9.89 | 2 % | - |
      | chat | strong alone: claude-opus-5 | $10.75 | 0 % | - |
      | analysis | rules: llama-70b | $6.67 | 60 % | loses too many answers |
      | analysis | rules: claude-haiku-4-5 | $10.50 | 60 % | loses too many answers |
      | analysis | cascade: llama-70b, claude-opus-5 | $22.42 | 30 % | loses too many answers |
      | analysis | cascade: claude-haiku-4-5, claude-opus-5 | $26.25 | 30 % | loses too many answers |
      | analysis | strong alone: claude-opus-5 | $52.50 | 0 % | - |
      | contracts | strong alone: llama-70b | $29.20 | 0 % | - |

      **Limits**
      - claude-haiku-4-5: 82.19 requests and 94,521 tokens a minute, bursts of 14
      - claude-opus-5: 65.75 requests and 311,918 tokens a minute, bursts of 11
      - llama-70b: 13.7 requests and 68,493 tokens a minute, bursts of 3, 1 replica

      Budget: gone after 20.84 days.

      Published: 35 % on arithmetic (GSM8K), 45 % on knowledge, multiple choice (MMLU), 85 % on chat questions (MT-Bench), at 95 % of the strong model's quality and prices 100 to 1

      **Would change it**
      - analysis: a cascade of claude-haiku-4-5 before claude-opus-5 loses too much at 30 % escalated; from 55 %, missing at most 8.333 % of hard requests, it saves $7,875 a month
      - chat: a wrong answer above $0.27 (not given) costs more than the route saves
      - chat: a cascade of claude-haiku-4-5 before claude-opus-5 breaks even at 80 % escalated; 30 % is below it
      - chat: a judge above $0.0054 a request (now $0.00) makes the cascade dearer than the strong model
      - llama-70b: 1 replica, 77.17 % idle at the peak of 13.7 requests a minute; more requests cost nothing until it is full

      \`\`\`mermaid
      flowchart LR
      gateway["LLM gateway"]
      m0["claude-haiku-4-5 (anthropic)"]
      m1["claude-opus-5 (anthropic)"]
      m2["llama-70b (self-hosted)"]
      gateway -->|"60 %"| c0["chat (internal): cascade"]
      c0 -->|"100 %"| m0
      c0 -->|"30 %"| m1
      c0 -.->|"fallback"| m2
      gateway -->|"30 %"| c1["analysis (internal): strong alone"]
      c1 -->|"100 %"| m1
      c1 -.->|"fallback"| m2
      c1 -.->|"fallback"| m0
      gateway -->|"10 %"| c2["contracts (regulated): strong alone"]
      c2 -->|"100 %"| m2
      \`\`\`

      **Files (name one as \`artefact\` to get it whole)**
      - \`litellm\`: litellm-config.yaml, 2,708 bytes
      - \`envoy\`: envoy-ai-gateway.yaml, 9,596 bytes

      **Warnings**
      - contracts: no allowed fallback; requests fail when the model does.
      - llama-70b can stand in for 23.15 requests a minute of chat, analysis, fewer than their peak: without that limit its own class fails too.
      - chat: a prefix of 450 tokens is not cached (claude-haiku-4-5: from 4,096).
      - The budget of $30,000 ends after 20.84 of 30.4 days at an even rate: reject 31.49 % of requests, or answer 47.44 % of the movable strong calls cheaply from the first day.

      **Assumed**
      - hosted models see public and internal data, your own see all, unless data says otherwise
      - hardShare holds for each cheaper model alike
      - no wrongUsd: up to 5 % of answers may be lost
      - the judge is free (log-probabilities, a schema, a rule)
      - peak 3 times the mean; output reserved 2 times its mean where the provider reserves
      - each model 99 % available, 10 % of failures in common
      - latency log-normal through P50 and P95, calls independent; gateway adds 8 ms, judge or router none

      **Sources**
      - genai-prices: [genai-prices 0.1.8: prices of hosted models](https://www.npmjs.com/package/@pydantic/genai-prices/v/0.1.8), 2026-09-23
      - creeta-claude-cache-floor: [Creeta: Claude's prompt cache fails silently below a floor of each model](https://dev.to/creeta/claudes-prompt-cache-fails-silently-below-1024-tokens-1ch1), 2026
      - routellm-blog: [LMSYS: RouteLLM, an open-source framework for cost-effective LLM routing (read as quoted by others, with its repository)](https://lmsys.org/blog/2024-07-01-routellm/), 2024-07-01
      - anthropic-rate-limits: [Anthropic: rate limits (with its price page for cached prompts)](https://platform.claude.com/docs/en/api/rate-limits), 2026
      - litellm-benchmarks: [LiteLLM: benchmarks of the proxy](https://github.com/BerriAI/litellm/blob/02355f602ce2a7fafc8bbc158cafd120cb300a75/docs/my-website/docs/benchmarks.md), 2025-11

      **Next**
      - sizeInfrastructure: what a replica bears
      - planMonitoring: alerts for each route"
    `);
  });

  test('a semantic cache for support', async () => {
    expect((await ask(planRouting.examples[1]?.input)).answer).toMatchInlineSnapshot(`
      {
        "artefacts": [
          {
            "artefact": "litellm",
            "bytes": 1216,
            "path": "litellm-config.yaml",
          },
          {
            "artefact": "envoy",
            "bytes": 5578,
            "path": "envoy-ai-gateway.yaml",
          },
        ],
        "assumptions": [
          "models proposed from the tables: scored, priced, no end announced within a year",
          "hosted models see public and internal data, unless data says otherwise",
          "no escalationRate: a perfect judge that escalates exactly the hard requests; a real one escalates more or loses some",
          "the judge is free (log-probabilities, a schema, a rule)",
          "no predictive router priced: send falseCheap and falseStrong, measured on your traffic",
          "peak 3 times the mean; output reserved 2 times its mean where the provider reserves",
          "each model 99 % available, 10 % of failures in common",
          "semantic cache: 3 % of hits wrong, the least in semantic-cache-evidence; lookup with openai:text-embedding-3-small; one a class; not in the month above",
        ],
        "bindingConstraint": "price: no limit rules out a cheaper way",
        "cache": {
          "breakEvenWrongShare": 0.0082,
          "classes": [
            "support",
          ],
          "pays": false,
          "savedMonthlyUsd": -6540,
        },
        "changes": [
          "support: a cascade of gemini-3.5-flash before gpt-5.5 breaks even at 70 % escalated; 7.05 % is below it, with a perfect judge",
        ],
        "limits": [
          {
            "model": "gpt-5.5",
            "requestsPerMinute": 34.25,
            "tokensPerMinute": 71918,
          },
        ],
        "monthly": {
          "plan": {
            "asOf": "2026-09-23",
            "basis": "listed",
            "source": "genai-prices",
            "unit": "USD",
            "value": 8250,
          },
          "savedShare": 0,
          "strongAlone": {
            "asOf": "2026-09-23",
            "basis": "listed",
            "source": "genai-prices",
            "unit": "USD",
            "value": 8250,
          },
        },
        "next": [
          {
            "tool": "estimateCost",
            "why": "one model self-hosted against its API",
          },
          {
            "tool": "planMonitoring",
            "why": "alerts for each route",
          },
        ],
        "quality": {
          "basis": "of the strong model's right answers, from a benchmark",
          "keptShare": 1,
        },
        "routes": [
          {
            "availability": 0.998919,
            "class": "support",
            "data": "public",
            "fallbacks": [
              "gemini-3.1-pro-preview",
              "gemini-3.5-flash",
            ],
            "models": [
              "gpt-5.5",
            ],
            "monthlyUsd": 8250,
            "perMonth": 500000,
            "strategy": "strong alone",
            "usdPer1000": 16.5,
            "why": "rules: costs more with its wrong answers; cascade: no escalation rate was measured",
          },
        ],
        "sources": [
          {
            "asOf": "2026-09-23",
            "id": "genai-prices",
            "title": "genai-prices 0.1.8: prices of hosted models",
            "url": "https://www.npmjs.com/package/@pydantic/genai-prices/v/0.1.8",
          },
          {
            "asOf": "2026-07-01",
            "id": "livebench-table-2026-01-08",
            "title": "LiveBench table of release 2026-01-08",
            "url": "https://github.com/LiveBench/livebench.github.io/blob/4bf96c8d9d/public/table_2026_01_08.csv",
          },
          {
            "asOf": "2024-11",
            "id": "gpt-semantic-cache-paper",
            "title": "Regmi, Pun: GPT Semantic Cache",
            "url": "https://arxiv.org/abs/2411.05276",
          },
        ],
        "verdict": "Do not route by cost: $8,250 a month on the strong model alone; no other way within the limits is cheaper once wrong answers are paid (support to gpt-5.5). A semantic cache loses $6,540 a month at 3 % of wrong hits: leave it out.",
        "warnings": [
          "Losses are read off livebench-2026-01-08, not your traffic, and at high effort, whose hidden tokens are billed as output.",
          "No semantic cache: it pays only below 0.82 % of wrong hits, and 3 % is the least measured in semantic-cache-evidence. Exact and prompt caches cannot be wrong.",
        ],
      }
    `);
  });
});

describe('arithmetic', () => {
  test('a cascade costs the cheap call, the judge and the escalated share of the strong call', async () => {
    const { answer } = await ask({ classes: [CHAT], models: PAIR, escalationRate: 0.25, judgeUsd: 0.0005 });
    // $1 and $5 a million tokens (Haiku 4.5), $5 and $25 (Opus 5): $2.50 and $12.50 a thousand requests.
    expect(answer.routes[0]).toMatchObject({ strategy: 'cascade', usdPer1000: 2.5 + 0.5 + 0.25 * 12.5 });
    expect(answer.routes[0]?.breakEvenEscalation).toBeCloseTo(1 - 3 / 12.5, 9);
    expect(answer.monthly.strongAlone.value).toBeCloseTo(1250, 6);
    expect(answer.monthly.plan.value).toBeCloseTo(612.5, 6);
  });

  test('a router pays one call and loses what it calls easy by mistake', async () => {
    const { answer } = await ask({
      classes: [CHAT],
      models: PAIR,
      falseCheap: 0.1,
      falseStrong: 0.2,
      judgeUsd: 0.001,
    });
    // 0.2 x 0.9 + 0.8 x 0.2 = 34 % to the strong model; 2 % lost.
    expect(answer.routes[0]).toMatchObject({ strategy: 'predictive', strongShare: 0.34, lostShare: 0.02 });
    expect(answer.routes[0]?.usdPer1000).toBeCloseTo(0.66 * 2.5 + 0.34 * 12.5 + 1, 9);
    expect(answer.quality.keptShare).toBeCloseTo(0.98, 9);
  });

  test('the bill of the month is the sum of its classes, replicas counted whole', async () => {
    const { answer } = await ask(planRouting.examples[0]?.input);
    const sum = answer.routes.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
    expect(answer.monthly.plan.value).toBeCloseTo(sum, 1);
    expect(answer.routes.find((route) => route.class === 'contracts')?.monthlyUsd).toBeCloseTo(8 * 730, 6);
  });

  test('with more than 5 % escalated, P95 is one of the path with two calls', async () => {
    const models = [
      { name: 'claude-opus-5', p50Ms: 4000, p95Ms: 9000 },
      { name: 'claude-haiku-4-5', p50Ms: 800, p95Ms: 1500 },
    ];
    const p95 = async (escalationRate: number): Promise<number> =>
      (await ask({ classes: [{ ...CHAT, hardShare: 0.06 }], models, escalationRate })).answer.routes[0]
        ?.p95Ms ?? 0;
    expect(await p95(0.02)).toBeLessThan(2000);
    expect(await p95(0.1)).toBeGreaterThan(4000);
  });

  test('prompt caching is priced with the hits that the traffic allows, writes included', async () => {
    const cached = { ...CHAT, inputTokens: 10_000, prefixShare: 0.5, hardShare: undefined };
    const usd = async (perMonth: number): Promise<number> =>
      (await ask({ classes: [{ ...cached, perMonth }], models: [PAIR[1]] })).answer.routes[0]?.usdPer1000 ??
      0;
    // 5,000 of 10,000 tokens at a tenth of $1, output 300 at $5.
    expect(await usd(100_000_000)).toBeCloseTo(5 + 0.5 + 1.5, 3);
    // One request a month writes each time, at 1.25 times.
    expect(await usd(1)).toBeCloseTo(5 + 6.25 + 1.5, 2);
  });

  test('names, shares and models of the diagram are those of the routes', async () => {
    const { answer } = await ask({ ...planRouting.examples[0]?.input, detail: 'full' });
    for (const { class: name, data, strategy, models, fallbacks } of answer.routes) {
      expect(answer.diagram).toContain(`"${name} (${data}): ${strategy}"`);
      for (const model of [...models, ...fallbacks]) expect(answer.diagram).toContain(`["${model} (`);
    }
    expect(answer.diagram).toContain('|"60 %"|');
    expect(answer.diagram).toContain('|"30 %"|');
  });

  test('the same question has the same answer', async () => {
    const [first, second] = [
      await ask(planRouting.examples[0]?.input),
      await ask(planRouting.examples[0]?.input),
    ];
    expect(second).toEqual(first);
  });
});

describe('sensitive data never leaves the models that list it', () => {
  const HOSTED = [
    'claude-opus-5',
    'claude-haiku-4-5',
    'gpt-5.6-luna',
    'gemini-3.5-flash',
    'groq:llama-3.3-70b-versatile',
    'gpt-4',
  ];
  const LABELS = ['public', 'internal', 'regulated', 'phi'];
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  const model = fc.record({
    kind: fc.constantFrom('hosted', 'own'),
    data: fc.option(fc.subarray(LABELS), { nil: undefined }),
    timed: fc.boolean(),
  });
  const classes = fc.array(
    fc.record({
      perMonth: fc.integer({ min: 1, max: 10_000_000 }),
      inputTokens: fc.integer({ min: 1, max: 20_000 }),
      outputTokens: fc.integer({ min: 0, max: 3000 }),
      data: fc.constantFrom(...LABELS),
      hardShare: share,
      prefixShare: share,
    }),
    { minLength: 1, maxLength: 5 },
  );
  const question = fc.record({
    classes,
    models: fc.array(model, { minLength: 1, maxLength: 6 }),
    escalationRate: share,
    wrongUsd: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    artefact: fc.constantFrom('litellm', 'envoy'),
  });

  test('in plans, fallbacks, LiteLLM and Envoy files, whatever is asked', async () => {
    let guarded = 0;
    await fc.assert(
      fc.asyncProperty(question, async ({ classes: kinds, models: kindsOfModels, artefact, ...rest }) => {
        const models = kindsOfModels.map(({ kind, data, timed }, at) => ({
          name: kind === 'own' ? `own-${at}` : (HOSTED[at] ?? 'gpt-5.6-luna'),
          ...(kind === 'own' ? { usdPerHour: 5, perMinute: 100 } : {}),
          ...(data === undefined ? {} : { data }),
          ...(timed ? { p50Ms: 500, p95Ms: 2000 } : {}),
        }));
        const input = {
          ...JSON.parse(JSON.stringify(rest)),
          classes: kinds.map((kind, at) => ({ ...JSON.parse(JSON.stringify(kind)), name: `class-${at}` })),
          models,
          artefact,
        };
        const mayOf = (name: string, label: string): boolean => {
          const given = models.find((entry) => entry.name.replace(/^groq:/, '') === name);
          if (given === undefined || name === 'gpt-4') return false;
          if (given.data !== undefined) return given.data.includes(label);
          return 'usdPerHour' in given || ['public', 'internal'].includes(label);
        };
        const { answer } = await ask(input);
        const labels = new Map(
          input.classes.map((entry: { name: string; data: string }) => [entry.name, entry.data]),
        );
        for (const route of answer.routes) {
          for (const name of [...route.models, ...route.fallbacks]) {
            expect(mayOf(name, route.data), `${route.class}: ${name}`).toBe(true);
            guarded++;
          }
          const someone = models.some(({ name }) => mayOf(name.replace(/^groq:/, ''), route.data));
          expect(route.strategy === 'refuse').toBe(!someone);
        }
        const content = answer.files?.[0]?.content ?? '';
        const reached = artefact === 'litellm' ? litellmReach(content) : envoyReach(content);
        for (const [name, targets] of reached) {
          const owner = /^class-\d+/.exec(name)?.[0] ?? '';
          for (const target of targets)
            expect(mayOf(target, labels.get(owner) as string), `${artefact} ${name}: ${target}`).toBe(true);
        }
        for (const route of answer.routes)
          expect(reached.has(route.class), `${artefact}: ${route.class}`).toBe(route.strategy !== 'refuse');
      }),
      { numRuns: 60 },
    );
    expect(guarded).toBeGreaterThan(100);
  });
});

describe('whatever is asked of hosted models', () => {
  const rate = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  const question = fc.record({
    classes: fc.array(
      fc.record({
        perMonth: fc.integer({ min: 1, max: 1_000_000 }),
        inputTokens: fc.integer({ min: 1, max: 20_000 }),
        outputTokens: fc.integer({ min: 0, max: 3000 }),
        hardShare: rate,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    escalationRate: rate,
    errors: fc.option(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        nil: undefined,
      },
    ),
    judgeUsd: fc.double({ min: 0, max: 0.02, noNaN: true }),
  });

  test('a plan costs at most the strong model alone, loses at most 5 %, and escalates below its break-even', async () => {
    let routed = 0;
    await fc.assert(
      fc.asyncProperty(question, async ({ classes, errors, ...rest }) => {
        const { answer } = await ask({
          ...JSON.parse(JSON.stringify(rest)),
          ...(errors === undefined ? {} : { falseCheap: errors[0], falseStrong: errors[1] }),
          classes: classes.map((kind, at) => ({
            ...JSON.parse(JSON.stringify(kind)),
            name: `class-${at}`,
            data: 'internal',
          })),
          models: [{ name: 'claude-opus-5' }, { name: 'gemini-3.5-flash' }, { name: 'claude-haiku-4-5' }],
        });
        expect(answer.monthly.plan.value).toBeLessThanOrEqual(answer.monthly.strongAlone.value * (1 + 1e-6));
        for (const { strategy, lostShare, strongShare, breakEvenEscalation } of answer.routes) {
          expect(lostShare ?? 0).toBeLessThanOrEqual(0.05 + 1e-9);
          if (strategy !== 'strong alone') routed++;
          if (strategy === 'cascade') expect(strongShare).toBeLessThan(breakEvenEscalation ?? 0);
        }
      }),
      { numRuns: 80 },
    );
    expect(routed).toBeGreaterThan(20);
  });
});

/** Which models each name of a LiteLLM file may end at, fallbacks followed. */
function litellmReach(content: string): Map<string, string[]> {
  const file = parse(content) as {
    model_list: { model_name: string; litellm_params: { model: string } }[];
    router_settings: { fallbacks?: Record<string, string[]>[] } & Record<string, unknown>;
    litellm_settings: Record<string, unknown> | null;
  };
  expect(file.router_settings).not.toHaveProperty('default_fallbacks');
  expect(file.litellm_settings ?? {}).not.toHaveProperty('default_fallbacks');
  const model = new Map(
    file.model_list.map((row) => [row.model_name, row.litellm_params.model.replace(/^[^/]*\//, '')]),
  );
  const next = new Map((file.router_settings.fallbacks ?? []).flatMap((row) => Object.entries(row)));
  return new Map(
    [...model].map(([name, first]) => [
      name,
      [first, ...(next.get(name) ?? []).map((other) => model.get(other) ?? '?')],
    ]),
  );
}

/** Which models each model name of the Envoy routes may end at. */
function envoyReach(content: string): Map<string, string[]> {
  const reach = new Map<string, string[]>();
  for (const document of parseAllDocuments(content)) {
    const resource = document.toJS() as {
      kind: string;
      spec: {
        rules: {
          matches: { headers: { value: string }[] }[];
          backendRefs: { modelNameOverride: string }[];
        }[];
      };
    } | null;
    if (resource?.kind !== 'AIGatewayRoute') continue;
    for (const rule of resource.spec.rules)
      reach.set(
        rule.matches[0]?.headers[0]?.value ?? '',
        rule.backendRefs.map(({ modelNameOverride }) => modelNameOverride),
      );
  }
  return reach;
}

describe('replicas that several classes may share', () => {
  const amount = fc.constantFrom(200, 20_000, 300_000, 4_000_000);
  const own = fc.record({
    usdPerHour: fc.integer({ min: 1, max: 12 }),
    perMinute: fc.constantFrom(20, 120, 400),
  });
  const kind = fc.record({
    perMonth: amount,
    inputTokens: fc.integer({ min: 50, max: 8000 }),
    outputTokens: fc.integer({ min: 1, max: 1500 }),
    data: fc.constantFrom('public', 'internal', 'regulated'),
    hardShare: fc.constantFrom(0.01, 0.04, 0.2),
  });

  test('the month is the sum of its classes as billed, whatever their order, and more load is never cheaper', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(kind, { minLength: 1, maxLength: 4 }),
        fc.array(own, { minLength: 1, maxLength: 2 }),
        fc.option(fc.double({ min: 0, max: 0.1, noNaN: true }), { nil: undefined }),
        async (kinds, machines, wrongUsd) => {
          const classes = kinds.map((each, at) => ({ ...each, name: `c${at}` }));
          const models = [...PAIR, ...machines.map((machine, at) => ({ ...machine, name: `own-${at}` }))];
          const paid = { models, ...(wrongUsd === undefined ? {} : { wrongUsd }) };
          const month = ({ monthly, routes }: Answer): number =>
            monthly.plan.value +
            routes.reduce(
              (sum, { class: name, lostShare = 0 }) =>
                sum +
                (wrongUsd ?? 0) * lostShare * (classes.find((each) => each.name === name)?.perMonth ?? 0),
              0,
            );
          const { answer } = await ask({ ...paid, classes });
          const billed = answer.routes.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
          expect(billed / Math.max(1e-9, answer.monthly.plan.value)).toBeCloseTo(1, 4);
          for (const route of answer.routes)
            expect(
              ((route.usdPer1000 ?? 0) * (classes.find(({ name }) => name === route.class)?.perMonth ?? 0)) /
                1000 /
                Math.max(1e-9, route.monthlyUsd),
              // six digits of both
            ).toBeCloseTo(route.monthlyUsd === 0 ? 0 : 1, 4);
          const reversed = (await ask({ ...paid, classes: [...classes].reverse() })).answer;
          expect(month(reversed) / month(answer)).toBeCloseTo(1, 4);
          const twice = classes.map((each) => ({ ...each, perMonth: 2 * each.perMonth }));
          const more = (await ask({ ...paid, classes: twice })).answer;
          if (wrongUsd === undefined)
            expect(more.monthly.plan.value).toBeGreaterThanOrEqual(answer.monthly.plan.value * 0.9999);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('bad input', () => {
  test.each<[string, unknown, string]>([
    ['nothing', {}, 'classes: is missing. Send a list.'],
    ['no class', { classes: [] }, 'classes: is empty. Send at least one class of requests.'],
    [
      'no request',
      { classes: [{ ...CHAT, perMonth: 0 }] },
      'classes: have no request in all. Send the requests a month of each.',
    ],
    [
      'no token',
      { classes: [{ ...CHAT, inputTokens: 0, outputTokens: 0 }] },
      'classes.0.inputTokens: and outputTokens are both 0: there is nothing to price. Send the tokens of a mean request.',
    ],
    ['no data label', { classes: [{ ...CHAT, data: undefined }] }, 'classes.0.data: is missing. Send text.'],
    ['a class twice', { classes: [CHAT, CHAT] }, 'classes.1.name: "chat" is there twice. Names are unique.'],
    [
      'a class name that Kubernetes refuses',
      { classes: [{ ...CHAT, name: 'My Chat' }] },
      'classes.0.name: "My Chat" is no name for a route. Send lower-case letters, digits and hyphens, such as "chat".',
    ],
    [
      'a class name that a route takes',
      { classes: [{ ...CHAT, name: 'chat-strong' }] },
      'classes.0.name: "chat-strong" ends like a route inside a class. Choose a name without -strong, -fallback-N, -callers or -limits.',
    ],
    [
      'a share above 1',
      { classes: [{ ...CHAT, hardShare: 20 }] },
      'classes.0.hardShare: 20 is too large. Allowed: at most 1.',
    ],
    [
      'a field of another tool',
      { classes: [CHAT], cachedShare: 0.5 },
      'cachedShare: is not a field of this tool. Did you mean "cacheHitShare".',
    ],
    [
      'no model',
      { classes: [CHAT], models: [] },
      'models: is empty. Leave it out to have current ones proposed.',
    ],
    [
      'an unknown model',
      { classes: [CHAT], models: [{ name: 'claude-hiaku-4-5' }] },
      'models.0.name: "claude-hiaku-4-5" is in no price list. Did you mean "claude-haiku-4-5"; or send usdPerHour and perMinute when you host it.',
    ],
    [
      'a model of many sellers',
      { classes: [CHAT], models: [{ name: 'meta-llama/Llama-3.3-70B-Instruct' }] },
      'models.0.name: "meta-llama/Llama-3.3-70B-Instruct" is sold by 11 providers. Choose one: huggingface_fireworks-ai:meta-llama/Llama-3.3-70B-Instruct, huggingface_groq:meta-llama/Llama-3.3-70B-Instruct, huggingface_hyperbolic:meta-llama/Llama-3.3-70B-Instruct, huggingface_nebius:meta-llama/Llama-3.3-70B-Instruct, huggingface_novita:meta-llama/Llama-3.3-70B-Instruct, huggingface_nscale:meta-llama/Llama-3.3-70B-Instruct; or send usdPerHour and perMinute when you host it.',
    ],
    [
      'a model under two names',
      { classes: [CHAT], models: [{ name: 'claude-opus-5' }, { name: 'anthropic:claude-opus-5' }] },
      'models.1.name: is claude-opus-5 of anthropic, and so is models.0.name of anthropic. Name each model once; give a self-hosted copy a name of its own.',
    ],
    [
      'a price without capacity',
      { classes: [CHAT], models: [{ name: 'llama', usdPerHour: 4 }] },
      'models.0.perMinute: is missing beside usdPerHour. Send both or neither.',
    ],
    [
      'a free replica',
      { classes: [CHAT], models: [{ name: 'llama', usdPerHour: 0, perMinute: 10 }] },
      'models.0.usdPerHour: is 0: no replica is free. Send the price of the machine an hour.',
    ],
    [
      'P95 alone',
      { classes: [CHAT], models: [{ name: 'claude-opus-5', p95Ms: 900 }] },
      'models.0.p50Ms: is missing beside p95Ms. Send both or neither.',
    ],
    [
      'P95 below P50',
      { classes: [CHAT], models: [{ name: 'claude-opus-5', p50Ms: 900, p95Ms: 800 }] },
      'models.0.p95Ms: 800 ms is not above p50Ms, 900 ms. Percentiles ascend.',
    ],
    [
      'falseStrong alone',
      { classes: [CHAT], falseStrong: 0.2 },
      'falseCheap: is missing beside falseStrong. Send both error rates.',
    ],
    [
      'falseCheap alone',
      { classes: [CHAT], falseCheap: 0.2 },
      'falseStrong: is missing, and so is escalationRate: falseCheap alone prices neither router nor cascade. Send falseStrong for a router, or escalationRate for a cascade.',
    ],
    [
      'a cache without the cost of wrong answers',
      { classes: [CHAT], cacheHitShare: 0.3 },
      'wrongUsd: is missing: without the cost of a wrong answer every semantic cache looks good. Send it, 0 if a wrong answer costs nothing.',
    ],
    [
      'files for a provider without an address',
      { classes: [CHAT], models: [{ name: 'cohere:command-r' }], artefact: 'envoy' },
      'artefact: cannot be written: no gateway address is known for cohere. Leave artefact out, or name a model of another provider.',
    ],
    [
      'an unknown file',
      { classes: [CHAT], artefact: 'nginx' },
      'artefact: "nginx" is not one of the allowed values. Allowed: litellm, envoy.',
    ],
  ])('%s', async (_, raw, fault) => {
    expect(await faultOf(raw)).toBe(fault);
  });
});

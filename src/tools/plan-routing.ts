import * as z from 'zod/v4';
import { checkRouting } from '../answers/routing/check-routing.ts';
import { routedModels, SELF_HOSTED } from '../answers/routing/routed-models.ts';
import { figuresOf } from '../answers/routing/routing-answer.ts';
import { routingAssumptions } from '../answers/routing/routing-assumptions.ts';
import { routingDiagram } from '../answers/routing/routing-diagram.ts';
import { providersWithoutAddress, ROUTING_ARTEFACTS, routingFile } from '../answers/routing/routing-files.ts';
import { routingMarkdown, routingOutput } from '../answers/routing/routing-markdown.ts';
import { routingPlan } from '../answers/routing/routing-plan.ts';
import { publishedSavings, routingRules } from '../answers/routing/routing-rules.ts';
import { leansOnBenchmark, routingChanges, routingWarnings } from '../answers/routing/routing-words.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations, stalenessWarning } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { inputError } from '../contract/input-error.ts';
import { listedPrice } from '../pricing/listed-price.ts';

const PRICE_LIST = 'genai-prices';
const PRICE_LIST_DAYS = 90;
const EMBEDDER = 'openai:text-embedding-3-small';
/** A prompt to read the price of a token off. */
const LOOKED_UP_TOKENS = 1000;
const CHANGES_SHOWN = 3;
const ms = z.number().min(1).max(999_999).optional();
const share = z.number().min(0).max(1).optional();
const usd = z.number().min(0).max(999).optional();
const tokens = z.int().min(0).max(999_999);
const label = z.string().max(20);

const input = z.strictObject({
  classes: z
    .array(
      z.strictObject({
        name: label,
        perMonth: z.number().min(0).max(999_999_999),
        inputTokens: tokens,
        outputTokens: tokens,
        data: label.describe('public, internal, other'),
        hardShare: share.describe('cheap fails'),
        prefixShare: share,
        p95Ms: ms,
      }),
    )
    .max(9),
  models: z
    .array(
      z.strictObject({
        name: z.string().max(80),
        data: z.array(label).max(9).optional(),
        p50Ms: ms,
        p95Ms: ms,
        usdPerHour: usd,
        perMinute: z.number().min(1).max(9999).optional(),
      }),
    )
    .max(9)
    .optional()
    .describe('strongest first'),
  escalationRate: share,
  falseCheap: share,
  falseStrong: share,
  judgeUsd: usd,
  wrongUsd: usd,
  cacheHitShare: share,
  budgetUsd: z.number().min(0).max(999_999_999).optional(),
  artefact: z.enum(ROUTING_ARTEFACTS).optional(),
  detail: z.enum(['concise', 'full']).optional(),
});

export const planRouting = defineTool({
  name: 'planRouting',
  title: 'Routing over several language models',
  description:
    'Routes request classes over language models (rule, router, cascade): cost, break-even, answers lost, P95, caches, limits, fallbacks, LiteLLM or Envoy files. Data stays on models that list it. Does not size GPUs.',
  input,
  output: routingOutput,
  examples: [
    {
      ask: '2M requests a month: 60 % chat, 30 % analysis, 10 % contracts that may not leave us. A judge escalates 30 %. Which model gets what?',
      input: {
        classes: [
          {
            name: 'chat',
            perMonth: 1_200_000,
            inputTokens: 900,
            outputTokens: 250,
            data: 'internal',
            hardShare: 0.2,
            prefixShare: 0.5,
          },
          {
            name: 'analysis',
            perMonth: 600_000,
            inputTokens: 6000,
            outputTokens: 900,
            data: 'internal',
            hardShare: 0.6,
          },
          {
            name: 'contracts',
            perMonth: 200_000,
            inputTokens: 4000,
            outputTokens: 500,
            data: 'regulated',
          },
        ],
        models: [
          { name: 'claude-opus-5', p50Ms: 5000, p95Ms: 14_000 },
          { name: 'claude-haiku-4-5', p50Ms: 1500, p95Ms: 3500 },
          { name: 'llama-70b', usdPerHour: 8, perMinute: 60, p50Ms: 3000, p95Ms: 8000 },
        ],
        escalationRate: 0.3,
        falseCheap: 0.1,
        budgetUsd: 30_000,
      },
    },
    {
      ask: 'Is a semantic cache worth it for public support questions, if a wrong answer costs us $2?',
      input: {
        classes: [
          {
            name: 'support',
            perMonth: 500_000,
            inputTokens: 1500,
            outputTokens: 300,
            data: 'public',
          },
        ],
        cacheHitShare: 0.3,
        wrongUsd: 2,
      },
    },
  ],
  async run(given, { catalog, today }) {
    checkRouting(given);
    const citations = collectCitations(catalog.rows(sources));
    const rules = routingRules(catalog);
    const { models, proposed } = await routedModels(given, catalog, today, rules.peakFactor);
    const lookup = await listedPrice(
      { unit: 'tokens', inputTokens: LOOKED_UP_TOKENS, outputTokens: 0, cachedShare: 0 },
      EMBEDDER,
      today,
    );
    if (lookup.status !== 'priced') throw new Error(`${EMBEDDER} has no price`);
    const plan = routingPlan(given, models, rules, {
      name: EMBEDDER,
      provider: lookup.provider,
      usdPerToken: lookup.usdPerRequest / LOOKED_UP_TOKENS,
    });
    const full = given.detail === 'full';
    const hosted = models.some(({ provider }) => provider !== SELF_HOSTED);
    const list = catalog.rows(sources).find(({ id }) => id === PRICE_LIST);
    if (hosted) citations.cite(PRICE_LIST);
    for (const { shutdown } of models) if (shutdown !== undefined) citations.cite(shutdown.source);
    if (plan.classes.some(leansOnBenchmark))
      for (const { quality } of models) if (quality !== undefined) citations.cite(quality.source);
    if (full && given.classes.some(({ prefixShare = 0 }) => prefixShare > 0))
      for (const { prefixFloor } of models) if (prefixFloor !== undefined) citations.cite(prefixFloor.source);
    const published = full ? publishedSavings(catalog, citations) : undefined;
    if (full)
      for (const { model } of plan.limits)
        if (model.convention !== undefined) citations.cite(model.convention.source);
    if (plan.p95Ms !== undefined) citations.cite(rules.overheadSource);
    if (plan.cache !== undefined) citations.cite(rules.wrongHitsSource);
    const missing = providersWithoutAddress(plan, catalog);
    if (given.artefact !== undefined && missing.length > 0)
      throw inputError(
        'artefact',
        `cannot be written: no gateway address is known for ${missing.join(', ')}`,
        'Leave artefact out, or name a model of another provider',
      );
    const files =
      missing.length > 0
        ? []
        : await Promise.all(
            ROUTING_ARTEFACTS.map(async (artefact) => ({
              artefact,
              file: await routingFile(artefact, plan, catalog, rules.peakFactor),
            })),
          );
    const asked = files.find(({ artefact }) => artefact === given.artefact);
    const price = {
      unit: 'USD',
      basis: hosted ? 'listed' : 'computed',
      ...(hosted && list !== undefined ? { source: PRICE_LIST, asOf: list.asOf } : {}),
    } as const;
    const stale =
      list === undefined || !hosted
        ? undefined
        : stalenessWarning('The API price list', list.asOf, PRICE_LIST_DAYS, today);
    return {
      ...figuresOf(plan, price, full),
      ...(published === undefined ? {} : { published }),
      changes: routingChanges(plan).slice(0, full ? undefined : CHANGES_SHOWN),
      ...(full && asked === undefined ? { diagram: routingDiagram(plan) } : {}),
      artefacts:
        asked === undefined
          ? files.map(({ artefact, file }) => ({
              artefact,
              path: file.path,
              bytes: file.content.length,
            }))
          : [],
      ...(asked === undefined ? {} : { files: [asked.file] }),
      assumptions: routingAssumptions(given, plan, rules, { proposed, embedder: EMBEDDER }),
      warnings: [
        ...routingWarnings(plan),
        ...(missing.length > 0 ? [`No gateway files: no address is known for ${missing.join(', ')}.`] : []),
        ...(stale === undefined ? [] : [stale]),
      ],
      sources: citations.list(),
      next: [
        ...(plan.models.some(({ replica }) => replica !== undefined)
          ? [{ tool: 'sizeInfrastructure', why: 'what a replica bears' }]
          : [{ tool: 'estimateCost', why: 'one model self-hosted against its API' }]),
        { tool: 'planMonitoring', why: 'alerts for each route' },
      ],
    };
  },
  render: routingMarkdown,
});

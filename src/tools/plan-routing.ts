import * as z from 'zod/v4';
import { percent } from '../answers/figures.ts';
import { checkRouting } from '../answers/routing/check-routing.ts';
import { routedModels, SELF_HOSTED } from '../answers/routing/routed-models.ts';
import { routingAssumptions } from '../answers/routing/routing-assumptions.ts';
import { routingDiagram } from '../answers/routing/routing-diagram.ts';
import { providersWithoutAddress, ROUTING_ARTEFACTS, routingFile } from '../answers/routing/routing-files.ts';
import { routingPlan } from '../answers/routing/routing-plan.ts';
import { publishedSavings, routingRules } from '../answers/routing/routing-rules.ts';
import {
  deciding,
  leansOnBenchmark,
  routeReason,
  routingChanges,
  routingVerdict,
  routingWarnings,
} from '../answers/routing/routing-words.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations, stalenessWarning } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields, figure } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { listedPrice } from '../pricing/listed-price.ts';

const PRICE_LIST = 'genai-prices';
const PRICE_LIST_DAYS = 90;
const EMBEDDER = 'openai:text-embedding-3-small';
const EXCERPT = 120;
const CHANGES_SHOWN = 4;
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

const output = z.strictObject({
  verdict: answerFields.verdict,
  bindingConstraint: z.string(),
  monthly: z.strictObject({ plan: figure, strongAlone: figure, savedShare: z.number() }),
  routes: z.array(
    z.strictObject({
      class: z.string(),
      perMonth: z.number(),
      data: z.string(),
      strategy: z.string(),
      models: z.array(z.string()),
      /** Of the class, answered by the last of the models. */
      strongShare: z.number().optional(),
      usdPer1000: z.number().optional(),
      monthlyUsd: z.number(),
      breakEvenEscalation: z.number().optional(),
      lostShare: z.number().optional(),
      p95Ms: z.number().optional(),
      fallbacks: z.array(z.string()),
      availability: z.number().optional(),
      attempts: z.number().optional(),
      why: z.string(),
    }),
  ),
  /** Every way that was priced; `full` only. */
  compared: z
    .array(
      z.strictObject({
        class: z.string(),
        strategy: z.string(),
        models: z.array(z.string()),
        usdPer1000: z.number(),
        lostShare: z.number().optional(),
        against: z.string().optional(),
      }),
    )
    .optional(),
  quality: z.strictObject({ keptShare: z.number().optional(), basis: z.string() }),
  p95Ms: z.number().optional(),
  limits: z.array(
    z.strictObject({
      model: z.string(),
      requestsPerMinute: z.number(),
      tokensPerMinute: z.number(),
      usedTokensPerMinute: z.number().optional(),
      burstRequests: z.number().optional(),
      replicas: z.number().optional(),
    }),
  ),
  cache: z
    .strictObject({
      pays: z.boolean(),
      savedMonthlyUsd: z.number(),
      breakEvenHitShare: z.number().optional(),
      breakEvenWrongShare: z.number().optional(),
      classes: z.array(z.string()),
    })
    .optional(),
  budget: z
    .strictObject({
      exhaustedAfterDays: z.number().optional(),
      rejectedShare: z.number(),
      degradedShare: z.number().optional(),
    })
    .optional(),
  /** Measured savings elsewhere, by kind of task; `full` only. */
  published: z.string().optional(),
  changes: z.array(z.string()),
  diagram: z.string().optional(),
  artefacts: z.array(
    z.strictObject({ artefact: z.string(), path: z.string(), bytes: z.number(), excerpt: z.string() }),
  ),
  files: z.array(z.strictObject({ path: z.string(), content: z.string() })).optional(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

export const planRouting = defineTool({
  name: 'planRouting',
  title: 'Routing over several language models',
  description:
    'Routes request classes over language models (rule, router, cascade): cost, break-even, answers lost, P95, caches, limits, fallbacks, LiteLLM or Envoy files. Data stays on models that list it. Does not size GPUs.',
  input,
  output,
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
      { unit: 'tokens', inputTokens: meanInput(given.classes), outputTokens: 0, cachedShare: 0 },
      EMBEDDER,
      today,
    );
    const plan = routingPlan(given, models, rules, lookup.status === 'priced' ? lookup.usdPerRequest : 0);
    const full = given.detail === 'full';
    const hosted = models.some(({ provider }) => provider !== SELF_HOSTED);
    const list = catalog.rows(sources).find(({ id }) => id === PRICE_LIST);
    if (hosted) citations.cite(PRICE_LIST);
    for (const { shutdown } of models) if (shutdown !== undefined) citations.cite(shutdown.source);
    if (plan.classes.some(leansOnBenchmark))
      for (const { quality } of models) if (quality !== undefined) citations.cite(quality.source);
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
    const saved = plan.strongMonthlyUsd - plan.monthlyUsd;
    const stale =
      list === undefined || !hosted
        ? undefined
        : stalenessWarning('The API price list', list.asOf, PRICE_LIST_DAYS, today);
    const decider = deciding(plan);
    return {
      verdict: routingVerdict(plan),
      bindingConstraint:
        plan.classes.find(({ chosen }) => chosen === undefined) !== undefined
          ? 'data class: nothing may see the refused class'
          : decider === undefined
            ? 'price: no other way is cheaper within the limits'
            : `${decider.asked.name}: ${formatUsd(decider.strongMonthlyUsd - decider.monthlyUsd)} of the ${formatUsd(saved)} saved`,
      monthly: {
        plan: { value: exact(plan.monthlyUsd), ...price },
        strongAlone: { value: exact(plan.strongMonthlyUsd), ...price },
        savedShare: plan.strongMonthlyUsd > 0 ? exact(saved / plan.strongMonthlyUsd) : 0,
      },
      routes: plan.classes.map((entry) => ({
        class: entry.asked.name,
        perMonth: entry.asked.perMonth,
        data: entry.asked.data,
        strategy: entry.chosen?.strategy ?? 'refuse',
        models: (entry.chosen?.models ?? []).map(({ name }) => name),
        ...rounded({
          strongShare: (entry.chosen?.models.length ?? 0) > 1 ? entry.chosen?.strongShare : undefined,
          usdPer1000: entry.chosen === undefined ? undefined : entry.chosen.usdPerRequest * 1000,
          breakEvenEscalation: entry.chosen?.breakEvenEscalation,
          lostShare: entry.chosen?.lostShare,
          p95Ms: entry.chosen?.p95Ms,
          availability: entry.availability,
          attempts: entry.attempts,
        }),
        monthlyUsd: exact(entry.monthlyUsd),
        fallbacks: entry.fallbacks.map(({ name }) => name),
        why: routeReason(entry),
      })),
      ...(full
        ? {
            compared: plan.classes.flatMap(({ asked: { name }, options }) =>
              options.map(({ strategy, models: called, usdPerRequest, lostShare, against }) => ({
                class: name,
                strategy,
                models: called.map((model) => model.name),
                usdPer1000: exact(usdPerRequest * 1000),
                ...rounded({ lostShare }),
                ...(against === undefined ? {} : { against }),
              })),
            ),
          }
        : {}),
      quality: {
        ...rounded({ keptShare: plan.keptShare }),
        basis:
          plan.keptShare === undefined
            ? 'not measured'
            : `of the answers that the strong model gets right; ${plan.classes.some(leansOnBenchmark) ? 'from a benchmark' : 'from hardShare'}`,
      },
      ...rounded({ p95Ms: plan.p95Ms }),
      limits: plan.limits
        .filter(({ requestsPerMinute }) => requestsPerMinute > 0)
        .map((limit) => ({
          model: limit.model.name,
          requestsPerMinute: exact(limit.requestsPerMinute),
          tokensPerMinute: exact(limit.reservedTokensPerMinute),
          ...rounded({
            replicas: limit.replicas,
            usedTokensPerMinute: full ? limit.usedTokensPerMinute : undefined,
            burstRequests: full ? limit.burstRequests : undefined,
          }),
        })),
      ...(plan.cache === undefined
        ? {}
        : {
            cache: {
              pays: plan.cache.pays,
              savedMonthlyUsd: exact(plan.cache.savedMonthlyUsd),
              ...rounded({
                breakEvenHitShare: plan.cache.breakEvenHitShare,
                breakEvenWrongShare: plan.cache.breakEvenWrongHitShare,
              }),
              classes: [...plan.cache.classes],
            },
          }),
      ...(plan.budget === undefined
        ? {}
        : {
            budget: {
              rejectedShare: exact(plan.budget.rejectedShare),
              ...rounded({
                exhaustedAfterDays: plan.budget.exhaustedAfterDays,
                degradedShare: plan.budget.degradedShare,
              }),
            },
          }),
      ...(published === undefined ? {} : { published }),
      changes: routingChanges(plan).slice(0, full ? undefined : CHANGES_SHOWN),
      ...(full && asked === undefined ? { diagram: routingDiagram(plan) } : {}),
      artefacts:
        asked === undefined
          ? files.map(({ artefact, file }) => ({
              artefact,
              path: file.path,
              bytes: file.content.length,
              excerpt: (/model_name: .*|kind: AIGatewayRoute/.exec(file.content)?.[0] ?? '').slice(
                0,
                EXCERPT,
              ),
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
          ? [{ tool: 'sizeInfrastructure', why: 'requests a minute that a replica bears' }]
          : [{ tool: 'estimateCost', why: 'one model self-hosted against its API' }]),
        { tool: 'planMonitoring', why: 'alerts on latency, errors and quality of each route' },
      ],
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      `Binding: ${answer.bindingConstraint}. Month: ${formatFigure(answer.monthly.plan)}; strong model alone: ${formatFigure(answer.monthly.strongAlone)}. Quality kept: ${answer.quality.keptShare === undefined ? answer.quality.basis : `${percent(answer.quality.keptShare)} ${answer.quality.basis}`}.${answer.p95Ms === undefined ? '' : ` P95 ${formatNumber(answer.p95Ms)} ms.`}`,
      markdownTable(
        [
          'Class',
          'Data',
          'Route',
          'To the strong',
          'USD per 1,000',
          'Month',
          'Break-even',
          'P95 (ms)',
          'Fallbacks',
          'Why',
        ],
        answer.routes.map((route) => [
          `${route.class}, ${formatNumber(route.perMonth)} a month`,
          route.data,
          `${route.strategy}: ${route.models.join(', ') || '-'}`,
          optional(route.strongShare, percent),
          optional(route.usdPer1000, formatUsd),
          formatUsd(route.monthlyUsd),
          optional(route.breakEvenEscalation, percent),
          optional(route.p95Ms, formatNumber),
          `${route.fallbacks.join(', ') || 'none'}${route.availability === undefined ? '' : ` (${percent(route.availability)} available)`}`,
          route.why,
        ]),
      ),
      answer.compared === undefined
        ? ''
        : markdownTable(
            ['Class', 'Way', 'USD per 1,000', 'Lost', 'Against it'],
            answer.compared.map((row) => [
              row.class,
              `${row.strategy}: ${row.models.join(', ')}`,
              formatUsd(row.usdPer1000),
              optional(row.lostShare, percent),
              row.against ?? '-',
            ]),
          ),
      bullets(
        'Limits',
        answer.limits.map(
          ({ model, requestsPerMinute, tokensPerMinute, burstRequests, replicas }) =>
            `${model}: ${formatNumber(requestsPerMinute)} requests and ${formatNumber(tokensPerMinute)} tokens a minute${burstRequests === undefined ? '' : `, bursts of ${burstRequests}`}${replicas === undefined ? '' : `, ${replicas} replicas`}`,
        ),
      ),
      answer.cache === undefined
        ? ''
        : `Semantic cache: ${answer.cache.pays ? 'saves' : 'loses'} ${formatUsd(Math.abs(answer.cache.savedMonthlyUsd))} a month; at most ${optional(answer.cache.breakEvenWrongShare, percent)} of hits may be wrong.`,
      answer.budget?.exhaustedAfterDays === undefined
        ? ''
        : `Budget: gone after ${formatNumber(answer.budget.exhaustedAfterDays)} days.`,
      answer.published === undefined ? '' : `Published: ${answer.published}`,
      bullets('Would change it', answer.changes),
      answer.diagram === undefined ? '' : `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
      bullets(
        'Files (name one as `artefact` to get it whole)',
        answer.artefacts.map(
          ({ artefact, path, bytes, excerpt }) =>
            `\`${artefact}\`: ${path}, ${formatNumber(bytes)} bytes; ${excerpt}`,
        ),
      ),
      ...(answer.files ?? []).map(
        ({ path, content }) => `\`${path}\`\n\n\`\`\`yaml\n${content.trimEnd()}\n\`\`\``,
      ),
      renderEnding(answer),
    ),
});

function optional(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '-' : format(value);
}

function meanInput(classes: z.output<typeof input>['classes']): number {
  const whole = classes.reduce((sum, { perMonth }) => sum + perMonth, 0);
  return classes.reduce((sum, { perMonth, inputTokens }) => sum + perMonth * inputTokens, 0) / whole;
}

/** Six significant digits. */
function exact(value: number): number {
  return Number(value.toPrecision(6));
}

/** Fields that are known, to six significant digits. */
function rounded<Row extends Readonly<Record<string, number | undefined>>>(
  row: Row,
): Partial<Record<keyof Row, number>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (value === undefined ? [] : [[key, exact(value)]])),
  ) as Partial<Record<keyof Row, number>>;
}

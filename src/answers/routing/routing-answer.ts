import * as z from 'zod/v4';
import { figure } from '../../contract/figure.ts';
import { sixDigits } from '../figures.ts';
import type { ClassOption } from './class-options.ts';
import type { PlannedClass, RoutingPlan } from './routing-plan.ts';
import { bindingConstraint, leansOnBenchmark, routeReason, routingVerdict } from './routing-words.ts';

type Figure = z.output<typeof figure>;

/** Ways shown of a class. */
const WAYS_SHOWN = 5;

/** The figures of a plan, as an answer holds them. */
export const routingFigures = {
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
  /** Every way that was priced, replicas of one's own in full use except in the way taken; `full` only. */
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
  /** How many dearer ways `compared` leaves out. */
  notShown: z.int().optional(),
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
};

/** A plan in figures; with every way that was priced where `full`. */
export function figuresOf(plan: RoutingPlan, price: Omit<Figure, 'value'>, full: boolean) {
  const saved = plan.strongMonthlyUsd - plan.monthlyUsd;
  return {
    verdict: routingVerdict(plan),
    bindingConstraint: bindingConstraint(plan),
    monthly: {
      plan: { value: sixDigits(plan.monthlyUsd), ...price },
      strongAlone: { value: sixDigits(plan.strongMonthlyUsd), ...price },
      savedShare: plan.strongMonthlyUsd > 0 ? sixDigits(saved / plan.strongMonthlyUsd) : 0,
    },
    routes: plan.classes.map((entry) => ({
      class: entry.asked.name,
      perMonth: entry.asked.perMonth,
      data: entry.asked.data,
      strategy: entry.chosen?.strategy ?? 'refuse',
      models: (entry.chosen?.models ?? []).map(({ name }) => name),
      ...rounded({
        strongShare: (entry.chosen?.models.length ?? 0) > 1 ? entry.chosen?.strongShare : undefined,
        usdPer1000: usdPer1000(entry),
        breakEvenEscalation: entry.chosen?.breakEvenEscalation,
        lostShare: entry.chosen === entry.strongAlone ? undefined : entry.chosen?.lostShare,
        p95Ms: entry.chosen?.p95Ms === undefined ? undefined : Math.round(entry.chosen.p95Ms),
        availability: entry.availability,
        attempts: entry.attempts,
      }),
      monthlyUsd: sixDigits(entry.monthlyUsd),
      fallbacks: entry.fallbacks.map(({ name }) => name),
      why: routeReason(entry, plan),
    })),
    ...(full
      ? {
          compared: plan.classes.flatMap((entry) =>
            cheapest(entry.options).map((option) => ({
              class: entry.asked.name,
              strategy: option.strategy,
              models: option.models.map(({ name }) => name),
              usdPer1000: sixDigits(
                (option === entry.chosen ? usdPer1000(entry) : undefined) ?? option.usdPerRequest * 1000,
              ),
              ...rounded({ lostShare: option.lostShare }),
              ...(option.against === undefined ? {} : { against: option.against }),
            })),
          ),
          notShown: plan.classes.reduce(
            (sum, { options }) => sum + options.length - cheapest(options).length,
            0,
          ),
        }
      : {}),
    quality: {
      ...rounded({ keptShare: plan.keptShare }),
      basis:
        plan.keptShare === undefined
          ? 'not measured'
          : `of the strong model's right answers, ${plan.classes.some(leansOnBenchmark) ? 'from a benchmark' : 'from hardShare'}`,
    },
    ...(plan.p95Ms === undefined ? {} : { p95Ms: Math.round(plan.p95Ms) }),
    limits: plan.limits
      .filter(({ requestsPerMinute }) => requestsPerMinute > 0)
      .map((limit) => ({
        model: limit.model.name,
        requestsPerMinute: rate(limit.requestsPerMinute),
        tokensPerMinute: rate(limit.reservedTokensPerMinute),
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
            savedMonthlyUsd: sixDigits(plan.cache.savedMonthlyUsd),
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
            rejectedShare: sixDigits(plan.budget.rejectedShare),
            ...rounded({
              exhaustedAfterDays: plan.budget.exhaustedAfterDays,
              degradedShare: plan.budget.degradedShare,
            }),
          },
        }),
  };
}

/** A rate to plan a limit by: whole above 100. */
function rate(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(4));
}

/** As billed: with its part of whole replicas. */
function usdPer1000({ asked, chosen, monthlyUsd }: PlannedClass): number | undefined {
  if (chosen === undefined) return undefined;
  return 1000 * (asked.perMonth === 0 ? chosen.usdPerRequest : monthlyUsd / asked.perMonth);
}

/** The cheapest ways of a class, as many as an answer has room for. */
function cheapest(options: readonly ClassOption[]): readonly ClassOption[] {
  return [...options].sort((a, b) => a.usdPerRequest - b.usdPerRequest).slice(0, WAYS_SHOWN);
}

/** Fields that are known, to six significant digits. */
function rounded<Row extends Readonly<Record<string, number | undefined>>>(
  row: Row,
): Partial<Record<keyof Row, number>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (value === undefined ? [] : [[key, sixDigits(value)]])),
  ) as Partial<Record<keyof Row, number>>;
}

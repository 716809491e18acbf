import { attemptsWithinDeadline } from '../../engines/routing/attempts-within-deadline.ts';
import { type BudgetEnd, budgetExhaustion } from '../../engines/routing/budget-exhaustion.ts';
import { chainAvailability } from '../../engines/routing/chain-availability.ts';
import { mixturePercentile } from '../../engines/routing/mixture-percentile.ts';
import {
  type SemanticCacheCost,
  type SemanticCache as SemanticCacheTerms,
  semanticCacheCost,
} from '../../engines/routing/semantic-cache-cost.ts';
import { type TokenBuckets, tokenBucket } from '../../engines/routing/token-bucket.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import {
  bestWithout,
  type ClassChoice,
  type ClassOption,
  classChoice,
  openOptions,
} from './class-options.ts';
import { type RoutedModel, SELF_HOSTED } from './routed-models.ts';
import { ORDINARY_DATA, PUBLIC, type RequestClass, type RoutingQuestion } from './routing-question.ts';

const MINUTES_PER_MONTH = HOURS_PER_MONTH * 60;
const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
const FALLBACKS = 2;
/** Combinations that are all priced. */
const MOST_MONTHS = 20_000;
/** How many of the months that the search starts from are followed. */
const STARTS = 16;
/** A move must save at least this share of the month: less is rounding. */
const LEAST_GAIN = 1e-9;
const BACK_OFF = { baseMs: 250, capMs: 10_000 };

export type RoutingRules = {
  readonly qualityLoss: number;
  readonly overheadMs: number;
  readonly peakFactor: number;
  readonly outputReserve: number;
  readonly burstSeconds: number;
  readonly availability: number;
  readonly commonCause: number;
  /** Of a semantic cache's hits, the least share published as wrong. */
  readonly wrongHits: number;
};

export type PlannedClass = ClassChoice & {
  /** Allowed models to try, in order, when the ones of the route fail. */
  readonly fallbacks: readonly RoutedModel[];
  /** Of those, replicas that cannot bear the whole class at its peak beside their own load and other classes that fall back. */
  readonly tooSmall: readonly RoutedModel[];
  readonly availability?: number | undefined;
  readonly monthlyUsd: number;
  readonly strongMonthlyUsd: number;
  readonly attempts?: number | undefined;
};

export type RoutingPlan = {
  readonly question: RoutingQuestion;
  readonly classes: readonly PlannedClass[];
  readonly models: readonly RoutedModel[];
  /** Self-hosted models that the plan does not run, with a replica's month. */
  readonly leftOut: readonly { readonly name: string; readonly usd: number }[];
  readonly monthlyUsd: number;
  /** Of the month, replicas of one's own. */
  readonly replicasUsd: number;
  readonly strongMonthlyUsd: number;
  /** Requests a minute that replicas of one's own can take at the peak from each class that falls back on them. */
  readonly spare: ReadonlyMap<RoutedModel, number>;
  /** Relative to the strong model of each class; undefined where a part was never measured. */
  readonly keptShare?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly limits: readonly (TokenBuckets & {
    readonly model: RoutedModel;
    readonly replicas?: number;
    readonly spareShare?: number;
  })[];
  readonly cache?: SemanticCache | undefined;
  /** Classes whose text may not go where a semantic cache embeds it; empty where none was asked for. */
  readonly uncached: readonly string[];
  readonly wrongHits: number;
  /** Of the strong model's right answers, the share that may be lost. */
  readonly qualityLoss: number;
  readonly budget?: BudgetEnd | undefined;
};
/** A cache for the classes where it pays; where it pays for none, for all that may have one. */
export type SemanticCache = SemanticCacheCost & {
  readonly pays: boolean;
  readonly classes: readonly string[];
  /** Classes that may have one and would lose by it, beside those of `classes`. */
  readonly without: readonly string[];
  readonly savedMonthlyUsd: number;
};
/** What a semantic cache reads prompts with. */
export type Embedder = { readonly name: string; readonly provider: string; readonly usdPerToken: number };

/**
 * Chooses a route for each class and bills the month. A self-hosted model costs whole replicas whether used or not, so classes
 * do not choose alone: where the ways to combine are few all are priced, and the cheapest month is exact. Else every set of
 * replicas is tried, priced in full use and as paid for already, and from the cheapest of these one class after another moves
 * where the whole month is cheaper.
 */
export function routingPlan(
  question: RoutingQuestion,
  models: readonly RoutedModel[],
  rules: RoutingRules,
  embedder: Embedder,
): RoutingPlan {
  const all = question.classes.map((asked) => classChoice(asked, models, question, rules));
  const strongest = new Set(all.map(({ strongAlone }) => strongAlone?.models[0]));
  const own = models.filter((model) => model.provider === SELF_HOSTED && !strongest.has(model));
  const starts = [
    all.map(({ strongAlone, chosen }) => (strongAlone?.against === undefined ? strongAlone : chosen)),
  ];
  for (let set = 2 ** own.length - 1; set >= 0; set--) {
    const left = new Set(own.filter((_, at) => (set & (1 << at)) === 0));
    for (const paidFor of [false, true])
      starts.push(all.map((choice) => bestWithout(choice, left, question, paidFor) ?? choice.strongAlone));
  }
  const ways = all.map((choice) => rivals(choice, question));
  const few = ways.reduce((product, { length }) => product * length, 1) <= MOST_MONTHS;
  const priced = (few ? combined(ways) : starts).map((chosen) => ({
    chosen,
    total: monthWithWrongAnswers(question, chosen, rules.peakFactor),
  }));
  const [best] = (
    few
      ? priced
      : priced
          .sort((one, other) => one.total - other.total)
          .slice(0, STARTS)
          .map((start) => moved(question, ways, start, rules.peakFactor))
  ).sort((one, other) => one.total - other.total);
  const choices = all.map((choice, at) => ({ ...choice, chosen: best?.chosen[at] }));
  return planOf(question, choices, models, rules, embedder);
}

/** A way for each class, and what the month then costs with wrong answers paid. */
type Month = { readonly chosen: readonly (ClassOption | undefined)[]; readonly total: number };

/** The ways of a class that may decide a month: each that uses replicas, and the best of the others, which no class shares. */
function rivals(choice: ClassChoice, question: RoutingQuestion): readonly (ClassOption | undefined)[] {
  const own = openOptions(choice).filter(({ models }) => models.some(({ replica }) => replica !== undefined));
  const replicas = new Set(
    own.flatMap(({ models }) => models.filter(({ replica }) => replica !== undefined)),
  );
  const hosted = bestWithout(choice, replicas, question, false);
  return own.length === 0 ? [choice.chosen] : [...(hosted === undefined ? [] : [hosted]), ...own];
}

/** Every choice of one way a class. */
function combined(ways: readonly (readonly (ClassOption | undefined)[])[]): (ClassOption | undefined)[][] {
  return ways.reduce<(ClassOption | undefined)[][]>(
    (months, own) => months.flatMap((month) => own.map((option) => [...month, option])),
    [[]],
  );
}

/** Moves one class at a time to the open way that makes the month cheapest, until none does. */
function moved(
  question: RoutingQuestion,
  ways: readonly (readonly (ClassOption | undefined)[])[],
  start: Month,
  peakFactor: number,
): Month {
  let { chosen, total } = start;
  for (let again = true; again; ) {
    again = false;
    for (const [at, own] of ways.entries())
      for (const option of own) {
        const next = chosen.with(at, option);
        const cost = monthWithWrongAnswers(question, next, peakFactor);
        if (cost < total * (1 - LEAST_GAIN)) {
          [chosen, total, again] = [next, cost, true];
        }
      }
  }
  return { chosen, total };
}

function monthWithWrongAnswers(
  question: RoutingQuestion,
  chosen: readonly (ClassOption | undefined)[],
  peakFactor: number,
): number {
  const usage = usageOf(question, chosen);
  return question.classes.reduce(
    (sum, asked, at) =>
      sum +
      billOf(asked, chosen[at], usage, question, peakFactor) +
      asked.perMonth * (question.wrongUsd ?? 0) * (chosen[at]?.lostShare ?? 0),
    0,
  );
}

function planOf(
  question: RoutingQuestion,
  choices: readonly ClassChoice[],
  all: readonly RoutedModel[],
  rules: RoutingRules,
  embedder: Embedder,
): RoutingPlan {
  const requestsPerMonth = totalRequests(question);
  const shareOf = (asked: RequestClass): number => asked.perMonth / requestsPerMonth;
  const strongest = choices.map(({ strongAlone }) => strongAlone);
  const usage = usageOf(
    question,
    choices.map(({ chosen }) => chosen),
  );
  const strongUsage = usageOf(question, strongest);
  const limits = limitsOf(choices, usage, rules);
  const idlePerMinute = new Map(
    limits.flatMap(({ model, replicas = 0, requestsPerMinute }) =>
      model.replica === undefined
        ? []
        : [[model, replicas * model.replica.perMinute - requestsPerMinute] as const],
    ),
  );
  const peakOf = ({ perMonth }: RequestClass): number => (perMonth / MINUTES_PER_MONTH) * rules.peakFactor;
  const fallbacks = choices.map((choice) =>
    fallbacksOf(
      choice,
      usage,
      (model) => (idlePerMinute.get(model) ?? Number.POSITIVE_INFINITY) >= peakOf(choice.asked),
    ),
  );
  const standsIn = (model: RoutedModel, at: number): boolean =>
    fallbacks[at]?.includes(model) === true && choices[at]?.chosen?.models.includes(model) !== true;
  const spare = new Map(
    [...idlePerMinute].map(([model, idle]) => [
      model,
      idle / Math.max(1, choices.filter((_, at) => standsIn(model, at)).length),
    ]),
  );
  const classes = choices.map((choice, at): PlannedClass => {
    const behind = fallbacks[at] ?? [];
    const tooSmall = behind.filter(
      (model) => standsIn(model, at) && (spare.get(model) ?? Number.POSITIVE_INFINITY) < peakOf(choice.asked),
    );
    return {
      ...choice,
      fallbacks: behind,
      tooSmall,
      availability: availabilityOf(
        choice,
        behind.filter((model) => !tooSmall.includes(model)),
        rules,
      ),
      monthlyUsd: billOf(choice.asked, choice.chosen, usage, question, rules.peakFactor),
      strongMonthlyUsd: billOf(choice.asked, strongest[at], strongUsage, question, rules.peakFactor),
      attempts: attemptsOf(choice, behind),
    };
  });
  const served = classes.filter(({ chosen }) => chosen !== undefined);
  const lost = served.map(({ chosen, asked }) =>
    chosen?.lostShare === undefined ? undefined : chosen.lostShare * shareOf(asked),
  );
  const tails = served
    .map(({ chosen, asked }) => ({ weight: shareOf(asked), tail: chosen?.tail }))
    .filter(({ weight }) => weight > 0);
  const timed = tails.flatMap(({ weight, tail }) => (tail === undefined ? [] : [{ weight, tail }]));
  const servedShare = served.reduce((sum, { asked }) => sum + shareOf(asked), 0);
  const monthlyUsd = classes.reduce((sum, entry) => sum + entry.monthlyUsd, 0);
  return {
    question,
    classes,
    models: all,
    leftOut: all
      .filter((model) => model.replica !== undefined && !usage.has(model))
      .map(({ name, replica }) => ({ name, usd: (replica?.usdPerHour ?? 0) * HOURS_PER_MONTH })),
    monthlyUsd,
    replicasUsd: limits.reduce(
      (sum, { model, replicas = 0 }) => sum + replicas * (model.replica?.usdPerHour ?? 0) * HOURS_PER_MONTH,
      0,
    ),
    spare,
    strongMonthlyUsd: classes.reduce((sum, entry) => sum + entry.strongMonthlyUsd, 0),
    keptShare:
      servedShare === 0 || lost.includes(undefined)
        ? undefined
        : 1 - lost.reduce<number>((sum, share) => sum + (share ?? 0), 0) / servedShare,
    p95Ms:
      timed.length > 0 && timed.length === tails.length
        ? mixturePercentile(timed, 0.95) + rules.overheadMs
        : undefined,
    limits,
    wrongHits: rules.wrongHits,
    qualityLoss: rules.qualityLoss,
    ...cachesOf(question, classes, embedder, rules.wrongHits),
    budget: budgetOf(question, classes, monthlyUsd),
  };
}

/** Requests a month of all classes. */
export function totalRequests({ classes }: RoutingQuestion): number {
  return classes.reduce((sum, { perMonth }) => sum + perMonth, 0);
}

/** Requests a month to each model. */
function usageOf(
  { classes }: RoutingQuestion,
  chosen: readonly (ClassOption | undefined)[],
): ReadonlyMap<RoutedModel, number> {
  const usage = new Map<RoutedModel, number>();
  for (const [at, asked] of classes.entries()) {
    const entry = chosen[at];
    for (const [which, model] of (entry?.models ?? []).entries())
      usage.set(model, (usage.get(model) ?? 0) + asked.perMonth * (entry?.calls[which] ?? 0));
  }
  return usage;
}

function replicasOf(model: RoutedModel, requests: number, peakFactor: number): number {
  if (model.replica === undefined || requests === 0) return 0;
  return Math.max(1, Math.ceil(((requests / MINUTES_PER_MONTH) * peakFactor) / model.replica.perMinute));
}

/** A class pays its tokens, its judge, and its part of the replicas by requests. */
function billOf(
  { name, perMonth: requests }: RequestClass,
  chosen: ClassOption | undefined,
  usage: ReadonlyMap<RoutedModel, number>,
  { judgeUsd = 0 }: RoutingQuestion,
  peakFactor: number,
): number {
  if (chosen === undefined) return 0;
  const judged = chosen.models.length > 1 ? judgeUsd * requests : 0;
  return chosen.models.reduce((sum, model, at) => {
    const calls = requests * (chosen.calls[at] ?? 0);
    if (model.replica === undefined) return sum + calls * (model.usd.get(name) ?? 0);
    const whole = usage.get(model) ?? 0;
    const month = replicasOf(model, whole, peakFactor) * model.replica.usdPerHour * HOURS_PER_MONTH;
    return whole === 0 ? sum : sum + (month * calls) / whole;
  }, judged);
}

/**
 * The strong model of a pair, then the other allowed ones: those of another provider first, for they fail apart; last the
 * replicas that another class would be crowded out of.
 */
function fallbacksOf(
  { allowed, chosen }: ClassChoice,
  usage: ReadonlyMap<RoutedModel, number>,
  bears: (model: RoutedModel) => boolean,
): readonly RoutedModel[] {
  const first = chosen?.models[0];
  if (first === undefined) return [];
  // A self-hosted model that nothing uses is not running.
  const rest = allowed.filter(
    (model) => model !== first && (model.replica === undefined || usage.has(model)),
  );
  const pair = chosen?.models[1];
  const elsewhere = rest.filter((model) => model !== pair && model.provider !== first.provider);
  const same = rest.filter((model) => model !== pair && model.provider === first.provider);
  const others = [...elsewhere, ...same];
  return [
    ...(pair === undefined ? [] : [pair]),
    ...others.filter(bears),
    ...others.filter((model) => !bears(model)),
  ].slice(0, FALLBACKS);
}

/** Of models of one provider only the first counts: they share its failures. */
function availabilityOf(
  { chosen }: ClassChoice,
  fallbacks: readonly RoutedModel[],
  { availability, commonCause }: RoutingRules,
): number | undefined {
  const first = chosen?.models[0];
  if (first === undefined) return undefined;
  const providers = new Set(
    [first, ...fallbacks].map(({ provider, name }) => (provider === SELF_HOSTED ? name : provider)),
  );
  return chainAvailability(
    Array.from(providers, () => availability),
    commonCause,
  );
}

function attemptsOf({ asked, chosen }: ClassChoice, fallbacks: readonly RoutedModel[]): number | undefined {
  const chain = [...(chosen?.models.slice(0, 1) ?? []), ...fallbacks];
  const timeouts = chain.map(({ latency }) => latency?.atShare(0.99));
  const known = timeouts.flatMap((ms) => (ms === undefined ? [] : [ms]));
  if (asked.p95Ms === undefined || known.length === 0 || known.length < timeouts.length) return undefined;
  return attemptsWithinDeadline(asked.p95Ms, known, BACK_OFF).attempts;
}

function limitsOf(
  choices: readonly ClassChoice[],
  usage: ReadonlyMap<RoutedModel, number>,
  { peakFactor, outputReserve, burstSeconds }: RoutingRules,
): RoutingPlan['limits'] {
  return [...usage].map(([model, requests]) => {
    const mean = { input: 0, output: 0 };
    for (const { asked, chosen } of choices) {
      const calls = chosen?.calls[chosen.models.indexOf(model)] ?? 0;
      const weight = requests === 0 ? 0 : (asked.perMonth * calls) / requests;
      const counted =
        model.convention?.cachedCounts === false ? 1 - (model.cachedShare.get(asked.name) ?? 0) : 1;
      mean.input += weight * asked.inputTokens * counted;
      mean.output += weight * asked.outputTokens;
    }
    const perMinute = requests / MINUTES_PER_MONTH;
    const buckets = tokenBucket({
      perMinute,
      peakFactor,
      inputTokens: mean.input,
      outputTokens: mean.output,
      reservedOutputTokens: mean.output * (model.convention?.reservesOutput === false ? 1 : outputReserve),
      burstSeconds,
    });
    if (model.replica === undefined) return { model, ...buckets };
    const replicas = replicasOf(model, requests, peakFactor);
    const spareShare =
      replicas === 0 ? 1 : 1 - (perMinute * peakFactor) / (replicas * model.replica.perMinute);
    return { model, ...buckets, replicas, spareShare };
  });
}

/**
 * A semantic cache, class by class. It embeds each prompt at a hosted provider: internal text may go there where one of its
 * own models is of that provider or where the caller left hosted models at what they see by default; other text never.
 */
function cachesOf(
  { cacheHitShare, wrongUsd, judgeUsd = 0 }: RoutingQuestion,
  classes: readonly PlannedClass[],
  embedder: Embedder,
  wrongHits: number,
): Pick<RoutingPlan, 'cache' | 'uncached'> {
  if (cacheHitShare === undefined || wrongUsd === undefined) return { uncached: [] };
  const served = classes.filter(({ chosen }) => chosen !== undefined);
  const may = ({ asked, allowed }: PlannedClass): boolean =>
    asked.data === PUBLIC ||
    (ORDINARY_DATA.includes(asked.data) &&
      allowed.some(
        ({ provider, listed, replica }) =>
          replica === undefined && (!listed || provider === embedder.provider),
      ));
  const each = served.filter(may).map((entry) => {
    const { asked, chosen } = entry;
    const terms = {
      hitShare: cacheHitShare,
      wrongHitShare: wrongHits,
      lookupUsd: asked.inputTokens * embedder.usdPerToken,
      // Replicas are paid for whether used or not: a hit saves tokens and the judge.
      callUsd: (chosen?.models ?? []).reduce(
        (sum, model, at) =>
          model.replica === undefined
            ? sum + (chosen?.calls[at] ?? 0) * (model.usd.get(asked.name) ?? 0)
            : sum,
        (chosen?.models.length ?? 0) > 1 ? judgeUsd : 0,
      ),
      wrongUsd,
    };
    return {
      asked,
      terms,
      savedUsd: asked.perMonth * (terms.callUsd - semanticCacheCost(terms).usdPerRequest),
    };
  });
  const uncached = classes.filter((entry) => !may(entry)).map(({ asked }) => asked.name);
  const paying = each.filter(({ savedUsd }) => savedUsd > 0);
  const kept = paying.length > 0 ? paying : each;
  const requests = kept.reduce((sum, { asked }) => sum + asked.perMonth, 0);
  if (requests === 0) return { uncached };
  const mean = (of: (terms: SemanticCacheTerms) => number): number =>
    kept.reduce((sum, { asked, terms }) => sum + of(terms) * asked.perMonth, 0) / requests;
  return {
    uncached,
    cache: {
      ...semanticCacheCost({
        hitShare: cacheHitShare,
        wrongHitShare: wrongHits,
        lookupUsd: mean(({ lookupUsd }) => lookupUsd),
        callUsd: mean(({ callUsd }) => callUsd),
        wrongUsd,
      }),
      pays: paying.length > 0,
      classes: kept.map(({ asked }) => asked.name),
      without: each.filter((entry) => !kept.includes(entry)).map(({ asked }) => asked.name),
      savedMonthlyUsd: kept.reduce((sum, { savedUsd }) => sum + savedUsd, 0),
    },
  };
}

/** What the strong models of pairs, and strong models alone, cost can move to the cheapest allowed model of the class. */
function budgetOf(
  { budgetUsd }: RoutingQuestion,
  classes: readonly PlannedClass[],
  monthlyUsd: number,
): BudgetEnd | undefined {
  if (budgetUsd === undefined) return undefined;
  let movableUsd = 0;
  let movedUsd = 0;
  for (const { asked, chosen, allowed } of classes) {
    const at = (chosen?.models.length ?? 0) - 1;
    const strong = chosen?.models[at];
    const price = strong?.usd.get(asked.name) ?? 0;
    if (strong === undefined || strong.replica !== undefined) continue;
    const cheapest = Math.min(
      ...allowed
        .filter(({ replica }) => replica === undefined)
        .map(({ usd }) => usd.get(asked.name) ?? price),
    );
    // The pair has called its cheap model already: degrading then means not to escalate.
    const instead = at > 0 && chosen?.strategy === 'cascade' ? 0 : cheapest;
    if (instead >= price) continue;
    const calls = asked.perMonth * (chosen?.calls[at] ?? 0);
    movableUsd += calls * price;
    movedUsd += calls * instead;
  }
  return budgetExhaustion(budgetUsd, { monthlyUsd, movableUsd, movedUsd }, DAYS_PER_MONTH);
}

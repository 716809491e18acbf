import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { promptCacheReuse } from '../../engines/routing/prompt-cache-reuse.ts';
import { percent, sixDigits } from '../figures.ts';
import { type ClassOption, GUESSED, hardShareOf, LOSES, TOO_SLOW, UNMEASURED } from './class-options.ts';
import type { PlannedClass, RoutingPlan } from './routing-plan.ts';
import { ORDINARY_DATA, type RoutingQuestion } from './routing-question.ts';

const CHANGES = 5;
/** Reasons that are limits, and not prices or missing measurements of a judge. */
const LIMITS = [LOSES, TOO_SLOW, UNMEASURED];

/** One sentence that answers: what goes where, for how much, against what. */
export function routingVerdict(plan: RoutingPlan): string {
  const refused = plan.classes.filter(({ chosen }) => chosen === undefined);
  const served = plan.classes.filter(({ chosen }) => chosen !== undefined);
  const late = served.filter(isLate).map(({ asked }) => asked.name);
  const stop = [
    ...refused.map((entry) => `Refuse ${entry.asked.name} (${entry.asked.data}): ${refusal(entry)}. `),
    ...(late.length === 0 ? [] : [`No allowed model is known to be fast enough for ${late.join(', ')}. `]),
  ].join('');
  if (served.length === 0) return `${stop}Nothing is left to route.`;
  const saved = plan.strongMonthlyUsd - plan.monthlyUsd;
  const routes = served.map(routeWords).join('; ');
  const month = `${formatUsd(plan.monthlyUsd)} a month`;
  if (saved <= 0)
    return `${stop}Do not route by cost: ${month} on the strong model alone; no other way within the limits is cheaper${plan.question.wrongUsd === undefined ? '' : ' once wrong answers are paid'} (${routes}).${cacheWords(plan)}`;
  const decider = deciding(plan);
  return `${stop}${month} against ${formatUsd(plan.strongMonthlyUsd)} on the strong model alone, ${percent(saved / plan.strongMonthlyUsd)} less${keptWords(plan)}${decider === undefined ? '' : `, decided by ${decider.asked.name}`}: ${routes}.${cacheWords(plan)}`;
}

function keptWords({ keptShare }: RoutingPlan): string {
  if (keptShare === undefined) return ' at a quality that was not measured';
  return keptShare === 1 ? '' : ` with ${percent(keptShare)} of answers kept`;
}

/** Why nothing answers a class. */
export function refusal({ asked, tooShort }: PlannedClass): string {
  return tooShort.length === 0
    ? 'no current model may see it'
    : `no model that may see it reads ${formatNumber(asked.inputTokens + asked.outputTokens)} tokens`;
}

/** Whether even what is kept misses the latency of the class. */
function isLate({ chosen }: PlannedClass): boolean {
  return chosen?.against === TOO_SLOW;
}

function cacheWords({ cache, wrongHits }: RoutingPlan): string {
  if (cache === undefined) return '';
  const usd = formatUsd(sixDigits(Math.abs(cache.savedMonthlyUsd)));
  return cache.pays
    ? ` A semantic cache${cache.without.length === 0 ? '' : ` of ${cache.classes.join(', ')} alone`} saves ${usd} a month at ${percent(wrongHits)} of wrong hits.`
    : ` A semantic cache loses ${usd} a month at ${percent(wrongHits)} of wrong hits: leave it out.`;
}

function routeWords({ asked, chosen }: PlannedClass): string {
  const [first, second] = (chosen?.models ?? []).map(({ name }) => name);
  if (second === undefined) return `${asked.name} to ${first}`;
  const share = percent(chosen?.strongShare ?? 0);
  return chosen?.strategy === 'cascade'
    ? `${asked.name} to ${first}, ${share} on to ${second}`
    : `${asked.name} to ${first}, ${share} to ${second} by a router`;
}

/** Of the classes that leave their strong model, the one with the largest saving. */
function deciding({ classes }: RoutingPlan): PlannedClass | undefined {
  return classes
    .filter(({ chosen, strongAlone }) => chosen !== strongAlone)
    .sort((a, b) => b.strongMonthlyUsd - b.monthlyUsd - (a.strongMonthlyUsd - a.monthlyUsd))[0];
}

/** Why a class goes where it goes. */
export function routeReason(
  entry: PlannedClass,
  { question }: { readonly question: RoutingQuestion },
): string {
  const { asked, chosen, options, strongAlone, tooShort } = entry;
  if (chosen === undefined) return `${refusal(entry)}: fail closed`;
  if (isLate(entry))
    return `nothing is known to meet ${formatNumber(asked.p95Ms ?? 0)} ms; the strongest is kept`;
  if (chosen.against !== undefined)
    return `nothing else meets ${formatNumber(asked.p95Ms ?? 0)} ms; ${lossWords(chosen)}`;
  const others = options.filter((entry) => entry !== chosen && entry !== strongAlone);
  if (chosen.strategy === 'strong alone') {
    if (others.length === 0)
      return tooShort.length === 0
        ? 'no other model that runs may see it'
        : 'no other model that may see it reads so much';
    const cheaper = others.filter((entry) => entry.usdPerRequest < chosen.usdPerRequest);
    if (cheaper.length === 0) return 'nothing else is cheaper';
    const dearer = `costs more with its ${question.wrongUsd === undefined ? 'whole replicas' : 'wrong answers'}`;
    const reasons = [...new Set(cheaper.map(({ against }) => against ?? dearer))];
    return reasons
      .map(
        (reason) =>
          `${[...new Set(cheaper.filter(({ against }) => (against ?? dearer) === reason).map(({ strategy }) => strategy))].join(', ')}: ${reason}`,
      )
      .join('; ');
  }
  return `cheapest within the limits; ${lossWords(chosen)}`;
}

function lossWords({ lostShare }: ClassOption): string {
  return lostShare === undefined ? 'loss not measured' : `loses ${percent(lostShare)} of answers`;
}

/**
 * What keeps the plan from being cheaper: of the cheaper ways on hosted models that a limit rules out, the one that would
 * save most in the month.
 */
export function bindingConstraint(plan: RoutingPlan): string {
  const refused = plan.classes.filter(({ chosen }) => chosen === undefined);
  if (refused.length > 0)
    return `${refused.every(({ tooShort }) => tooShort.length > 0) ? 'context window' : 'data class'}: ${refused.map(({ asked }) => asked.name).join(', ')} refused`;
  const hurried = plan.classes.find(({ chosen }) => chosen?.against !== undefined);
  if (hurried !== undefined)
    return `${hurried.asked.name}: ${formatNumber(hurried.asked.p95Ms ?? 0)} ms, which ${isLate(hurried) ? 'no allowed model is known to meet' : 'no way meets that keeps enough answers'}`;
  const [barred] = plan.classes
    .flatMap((entry) =>
      entry.options
        .filter(
          ({ against, models, usdPerRequest }) =>
            against !== undefined &&
            LIMITS.includes(against) &&
            models.every(({ replica }) => replica === undefined) &&
            usdPerRequest * entry.asked.perMonth < entry.monthlyUsd,
        )
        .map((option) => ({
          entry,
          option,
          savedUsd: entry.monthlyUsd - option.usdPerRequest * entry.asked.perMonth,
        })),
    )
    .sort((a, b) => b.savedUsd - a.savedUsd);
  if (barred === undefined) return 'price: no limit rules out a cheaper way';
  const { entry, option, savedUsd } = barred;
  const names = option.models.map(({ name }) => name).join(' before ');
  return `${entry.asked.name}: ${names} by ${option.strategy} would save ${formatUsd(savedUsd)} more, but ${option.against}${option.against === LOSES ? ` (${percent(option.lostShare ?? 0)})` : ''}`;
}

/** What would flip a choice, computed; the nearest first. */
export function routingChanges(plan: RoutingPlan): string[] {
  const { question } = plan;
  const { judgeUsd = 0 } = question;
  const changes: { readonly near: number; readonly text: string }[] = [];
  for (const entry of plan.classes) {
    const { asked, chosen, strongAlone, options } = entry;
    if (chosen === undefined) {
      changes.push({
        near: -1,
        text:
          entry.tooShort.length === 0
            ? `${asked.name}: add a model with data: ["${asked.data}"], self-hosted or under a contract that covers it`
            : `${asked.name}: add a model that reads ${formatNumber(asked.inputTokens + asked.outputTokens)} tokens, or send shorter requests`,
      });
      continue;
    }
    const strongUsd = strongAlone?.usdPerRequest ?? 0;
    const cascade = chosen.strategy === 'cascade' ? chosen : hostedCascade(options);
    const limit = cascade?.breakEvenEscalation;
    if (cascade !== undefined && limit !== undefined) {
      const distance = limit - cascade.strongShare;
      const pair = cascade.models.map(({ name }) => name).join(' before ');
      const hard = cascade.against === LOSES ? hardShareOf(asked, cascade.models) : undefined;
      const enough = hard === undefined ? 1 : hard - plan.qualityLoss;
      if (hard !== undefined && enough < limit)
        changes.push({
          near: 0.1,
          text: `${asked.name}: a cascade of ${pair} loses too much at ${percent(cascade.strongShare)} escalated; from ${percent(enough)}, missing at most ${percent(plan.qualityLoss / hard)} of hard requests, it saves ${formatUsd((limit - enough) * strongUsd * asked.perMonth)} a month`,
        });
      else
        changes.push({
          near: Math.abs(distance),
          text:
            limit <= 0
              ? `${asked.name}: ${pair} never pays; cheap call and judge cost more than the strong call`
              : `${asked.name}: a cascade of ${pair} breaks even at ${percent(limit)} escalated; ${percent(cascade.strongShare)} is ${distance > 0 ? 'below' : 'not below'} it${cascade.against === GUESSED ? ', with a perfect judge' : cascade.against === TOO_SLOW ? `, but it is ${TOO_SLOW}` : ''}`,
        });
      if (chosen === cascade && strongUsd > 0)
        changes.push({
          near: 0.5,
          text: `${asked.name}: a judge above ${formatUsd((1 - cascade.strongShare) * strongUsd - (cascade.usdPerRequest - judgeUsd - cascade.strongShare * strongUsd))} a request (now ${formatUsd(judgeUsd)}) makes the cascade dearer than the strong model`,
        });
    }
    const lost = chosen.lostShare ?? 0;
    if (lost > 0 && strongUsd > chosen.usdPerRequest)
      changes.push({
        near: question.wrongUsd === undefined ? 0.2 : 0.3,
        text: `${asked.name}: a wrong answer above ${formatUsd((strongUsd - chosen.usdPerRequest) / lost)} (${question.wrongUsd === undefined ? 'not given' : `now ${formatUsd(question.wrongUsd)}`}) costs more than the route saves`,
      });
  }
  changes.push(...plan.classes.flatMap(prefixWords));
  for (const { name, usd } of plan.leftOut)
    changes.push({
      near: 0.4,
      text: `${name}: not run; a replica costs ${formatUsd(usd)} a month whether used or not, more than it would save here`,
    });
  for (const { model, spareShare, replicas, requestsPerMinute } of plan.limits)
    if (spareShare !== undefined && spareShare > 0.05 && replicas !== 0)
      changes.push({
        near: 0.6,
        text: `${model.name}: ${replicas} replica${replicas === 1 ? '' : 's'}, ${percent(spareShare)} idle at the peak of ${formatNumber(requestsPerMinute)} requests a minute; more requests cost nothing until it is full`,
      });
  return changes
    .sort((a, b) => a.near - b.near)
    .slice(0, CHANGES)
    .map(({ text }) => text);
}

/** The cheapest cascade that is paid by the token: what replicas cost depends on all that they do. */
function hostedCascade(options: readonly ClassOption[]): ClassOption | undefined {
  return options
    .filter(
      ({ strategy, models }) =>
        strategy === 'cascade' && models.every(({ replica }) => replica === undefined),
    )
    .sort((a, b) => a.usdPerRequest - b.usdPerRequest)[0];
}

/** Whether what a class loses was read off a benchmark. */
export function leansOnBenchmark({ asked, allowed, options }: PlannedClass): boolean {
  const [strong, ...rest] = allowed;
  return (
    asked.hardShare === undefined &&
    options.length > 1 &&
    strong !== undefined &&
    rest.some((cheap) => hardShareOf(asked, [cheap, strong]) !== undefined)
  );
}

function benchmarkOf({ models }: RoutingPlan): string {
  return models.find(({ quality }) => quality !== undefined)?.quality?.on ?? '';
}

/** When writing a shared prefix pays, and how often it is found. */
function prefixWords({ asked, chosen }: PlannedClass): { readonly near: number; readonly text: string }[] {
  const [model] = chosen?.models ?? [];
  const read = model?.cachedShare.get(asked.name) ?? 0;
  const { prefixShare = 0 } = asked;
  if (model?.cachePrice === undefined || read === 0 || prefixShare === 0) return [];
  const reads = promptCacheReuse(model.cachePrice.write, model.cachePrice.read);
  const seconds = model.convention?.prefixSeconds;
  const found = `${percent(read / prefixShare)} of requests find it`;
  return [
    {
      near: 0.35,
      text:
        reads === undefined
          ? `${asked.name}: ${model.name} has no cheaper price for a cached prefix`
          : `${asked.name}: a cached prefix pays from ${reads} read${reads === 1 ? '' : 's'} a write${seconds === undefined ? '' : ` within ${formatNumber(seconds)} s`}; ${found}`,
    },
  ];
}

function shortPrefix({ asked, chosen }: PlannedClass): string[] {
  const [model] = chosen?.models ?? [];
  const least = model?.prefixFloor?.tokens ?? 0;
  const prefix = asked.inputTokens * (asked.prefixShare ?? 0);
  return prefix > 0 && prefix < least
    ? [
        `${asked.name}: a prefix of ${formatNumber(prefix)} tokens is not cached (${model?.name ?? ''}: from ${formatNumber(least)}).`,
      ]
    : [];
}

export function routingWarnings(plan: RoutingPlan): string[] {
  const { question } = plan;
  const served = plan.classes.filter(({ chosen }) => chosen !== undefined);
  const unmeasured = served
    .filter(({ chosen }) => chosen?.lostShare === undefined)
    .map(({ asked }) => asked.name);
  const untimed = served
    .filter(({ asked, chosen }) => asked.p95Ms !== undefined && chosen?.p95Ms === undefined)
    .map(({ asked }) => asked.name);
  const late = served.filter(isLate).map(({ asked }) => asked.name);
  const lossy = served.filter((entry) => entry.chosen?.against !== undefined && !isLate(entry));
  const alone = served.filter(({ fallbacks }) => fallbacks.length === 0).map(({ asked }) => asked.name);
  const belowHard = served.filter(({ asked, chosen }) => {
    const hard = chosen?.strategy === 'cascade' ? hardShareOf(asked, chosen.models) : undefined;
    return hard !== undefined && (chosen?.strongShare ?? 0) < hard - 1e-9;
  });
  const guarded = served.some(
    ({ asked, chosen }) => !ORDINARY_DATA.includes(asked.data) && (chosen?.models.length ?? 0) > 1,
  );
  return [
    ...plan.models
      .flatMap(({ name, shutdown }) => (shutdown === undefined ? [] : [{ name, ...shutdown }]))
      .map(
        ({ name, day, gone, replacement }) =>
          `${name} ${gone ? 'was shut down' : 'will be shut down'} on ${day}${gone ? ' and gets nothing' : ''}.${replacement === undefined ? '' : ` Its maker names ${replacement}.`}`,
      ),
    ...plan.classes.flatMap(({ asked, tooShort }) =>
      tooShort.length === 0
        ? []
        : [
            `${asked.name}: ${tooShort.map(({ name, windowTokens }) => `${name} reads ${formatNumber(windowTokens ?? 0)}`).join(', ')} of ${formatNumber(asked.inputTokens + asked.outputTokens)} tokens and gets none of it.`,
          ],
    ),
    ...(late.length === 0 ? [] : [`${late.join(', ')}: no allowed model is known to meet the latency.`]),
    ...lossy.map(
      ({ asked, chosen }) =>
        `${asked.name}: only ${chosen?.models.map(({ name }) => name).join(' and ')} meets ${formatNumber(asked.p95Ms ?? 0)} ms, and ${chosen === undefined ? '' : lossWords(chosen)}: more than may be lost. Loosen p95Ms or find a faster strong model.`,
    ),
    ...(untimed.length === 0
      ? []
      : [
          `${untimed.join(', ')}: latency not measured; send p50Ms and p95Ms of the models to check the limit.`,
        ]),
    ...(unmeasured.length === 0
      ? []
      : [`${unmeasured.join(', ')}: quality not measured; send hardShare, from a judged sample.`]),
    ...belowHard.map(
      ({ asked, chosen }) =>
        `${asked.name}: ${percent(chosen?.strongShare ?? 0)} is escalated, fewer than need it: even a perfect judge loses the rest.`,
    ),
    ...(alone.length === 0
      ? []
      : [`${alone.join(', ')}: no allowed fallback; requests fail when the model does.`]),
    ...[...plan.spare].flatMap(([model, spare]) => {
      const crowded = served
        .filter(({ tooSmall }) => tooSmall.includes(model))
        .map(({ asked }) => asked.name);
      return crowded.length === 0
        ? []
        : [
            `${model.name} can stand in for ${formatNumber(spare)} requests a minute of ${crowded.join(', ')}, fewer than their peak: without that limit its own class fails too.`,
          ];
    }),
    ...served.flatMap(shortPrefix),
    ...(guarded ? ['The judge or router reads sensitive text too: run it where that text may be.'] : []),
    ...(served.some(leansOnBenchmark)
      ? [
          `Losses are read off ${benchmarkOf(plan)}, not your traffic, and at high effort, whose hidden tokens are billed as output.`,
        ]
      : []),
    ...(plan.uncached.length === 0
      ? []
      : [
          `${plan.uncached.join(', ')}: no semantic cache: looking up embeds the text at a provider that may not see it. Embed on a machine of your own, or keep an exact cache.`,
        ]),
    ...(plan.cache !== undefined && !plan.cache.pays
      ? [
          `No semantic cache: it ${plan.cache.breakEvenWrongHitShare === undefined ? 'pays at no share' : `pays only below ${percent(plan.cache.breakEvenWrongHitShare)}`} of wrong hits, and ${percent(plan.wrongHits)} is the least measured in semantic-cache-evidence. Exact and prompt caches cannot be wrong.`,
        ]
      : []),
    ...(question.budgetUsd !== undefined && plan.budget?.exhaustedAfterDays !== undefined
      ? [
          plan.budget.degradedShare === undefined
            ? `The budget of ${formatUsd(question.budgetUsd)} ends after ${formatNumber(plan.budget.exhaustedAfterDays)} of 30.4 days at an even rate; no degrading keeps it, ${percent(plan.budget.rejectedShare)} of requests must be rejected.`
            : `The budget of ${formatUsd(question.budgetUsd)} ends after ${formatNumber(plan.budget.exhaustedAfterDays)} of 30.4 days at an even rate: reject ${percent(plan.budget.rejectedShare)} of requests, or answer ${percent(plan.budget.degradedShare)} of the movable strong calls cheaply from the first day.`,
        ]
      : []),
  ];
}

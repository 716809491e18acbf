import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { promptCacheReuse } from '../../engines/routing/prompt-cache-reuse.ts';
import { percent } from '../figures.ts';
import { type ClassOption, hardShareOf } from './class-options.ts';
import type { PlannedClass, RoutingPlan } from './routing-plan.ts';
import { ORDINARY_DATA } from './routing-question.ts';

const CHANGES = 5;

/** One sentence that answers: what goes where, for how much, against what. */
export function routingVerdict(plan: RoutingPlan): string {
  const refused = plan.classes.filter(({ chosen }) => chosen === undefined);
  const served = plan.classes.filter(({ chosen }) => chosen !== undefined);
  const stop =
    refused.length === 0
      ? ''
      : `Refuse ${refused.map(({ asked }) => `${asked.name} (${asked.data})`).join(', ')}: no model may see it. `;
  if (served.length === 0) return `${stop}Nothing is left to route.`;
  const saved = plan.strongMonthlyUsd - plan.monthlyUsd;
  const routes = served.map(routeWords).join('; ');
  const month = `${formatUsd(plan.monthlyUsd)} a month`;
  if (saved <= 0)
    return `${stop}Do not route by cost: ${month} on the strong model alone; no other way within the limits is cheaper${plan.question.wrongUsd === undefined ? '' : ' once wrong answers are paid'} (${routes}).${cacheWords(plan)}`;
  const decider = deciding(plan);
  return `${stop}${month} against ${formatUsd(plan.strongMonthlyUsd)} on the strong model alone, ${percent(saved / plan.strongMonthlyUsd)} less${decider === undefined ? '' : `, decided by ${decider.asked.name}`}: ${routes}.${cacheWords(plan)}`;
}

function cacheWords({ cache, wrongHits }: RoutingPlan): string {
  if (cache === undefined) return '';
  return ` A semantic cache ${cache.pays ? 'saves' : 'loses'} ${formatUsd(Math.abs(cache.savedMonthlyUsd))} a month at ${percent(wrongHits)} of wrong hits${cache.pays ? '' : ': leave it out'}.`;
}

function routeWords({ asked, chosen }: PlannedClass): string {
  const [first, second] = (chosen?.models ?? []).map(({ name }) => name);
  if (second === undefined) return `${asked.name} to ${first}`;
  const share = percent(chosen?.strongShare ?? 0);
  return chosen?.strategy === 'cascade'
    ? `${asked.name} to ${first}, ${share} on to ${second}`
    : `${asked.name} to ${first}, ${share} to ${second} by a router`;
}

/** The class with the largest saving. */
export function deciding({ classes }: RoutingPlan): PlannedClass | undefined {
  const [first] = [...classes].sort(
    (a, b) => b.strongMonthlyUsd - b.monthlyUsd - (a.strongMonthlyUsd - a.monthlyUsd),
  );
  return first !== undefined && first.strongMonthlyUsd > first.monthlyUsd ? first : undefined;
}

/** Why a class goes where it goes. */
export function routeReason({ asked, chosen, options, strongAlone }: PlannedClass): string {
  if (chosen === undefined) return `no current model allows ${asked.data} data: fail closed`;
  if (chosen.against === 'too slow')
    return `nothing meets ${formatNumber(asked.p95Ms ?? 0)} ms; the strongest is kept`;
  const others = options.filter((entry) => entry !== chosen && entry !== strongAlone);
  if (chosen.strategy === 'strong alone') {
    if (others.length === 0) return 'no other model that runs may see it';
    const cheaper = others.filter((entry) => entry.usdPerRequest < chosen.usdPerRequest);
    if (cheaper.length === 0) return 'nothing else is cheaper';
    return `${[...new Set(cheaper.map(({ strategy, against }) => `${strategy} ${against ?? 'costs more with its wrong answers'}`))].join('; ')}`;
  }
  const lost =
    chosen.lostShare === undefined ? 'loss not measured' : `loses ${percent(chosen.lostShare)} of answers`;
  return `cheapest within the limits; ${lost}`;
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
        text: `${asked.name}: add a model with data: ["${asked.data}"], self-hosted or under a contract that covers it`,
      });
      continue;
    }
    const strongUsd = strongAlone?.usdPerRequest ?? 0;
    const cascade = chosen.strategy === 'cascade' ? chosen : cheapestCascade(options);
    const limit = cascade?.breakEvenEscalation;
    if (cascade !== undefined && limit !== undefined) {
      const distance = limit - cascade.strongShare;
      const pair = cascade.models.map(({ name }) => name).join(' before ');
      changes.push({
        near: Math.abs(distance),
        text:
          limit <= 0
            ? `${asked.name}: ${pair} never pays; cheap call and judge cost more than the strong call`
            : `${asked.name}: a cascade of ${pair} breaks even at ${percent(limit)} escalated; ${percent(cascade.strongShare)} is ${distance > 0 ? 'below' : 'not below'} it`,
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

function cheapestCascade(options: readonly ClassOption[]): ClassOption | undefined {
  return options
    .filter(({ strategy }) => strategy === 'cascade')
    .sort((a, b) => a.usdPerRequest - b.usdPerRequest)[0];
}

/** Whether what a class loses was read off a benchmark. */
export function leansOnBenchmark({ asked, allowed, options }: PlannedClass): boolean {
  const [strong, ...rest] = allowed;
  return (
    asked.hardShare === undefined &&
    options.length > 1 &&
    strong !== undefined &&
    rest.some((cheap) => hardShareOf(asked, cheap, strong) !== undefined)
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
  const least = model?.convention?.prefixTokens ?? 0;
  const prefix = asked.inputTokens * (asked.prefixShare ?? 0);
  return prefix > 0 && prefix < least
    ? [
        `${asked.name}: a prefix of ${formatNumber(prefix)} tokens is below the ${formatNumber(least)} that ${model?.provider ?? ''} caches: priced in full.`,
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
  const late = served.filter(({ chosen }) => chosen?.against === 'too slow').map(({ asked }) => asked.name);
  const alone = served.filter(({ fallbacks }) => fallbacks.length === 0).map(({ asked }) => asked.name);
  const belowHard = served.filter(({ asked, chosen }) => {
    const [cheap, strong] = chosen?.strategy === 'cascade' ? chosen.models : [];
    const hard = cheap === undefined || strong === undefined ? undefined : hardShareOf(asked, cheap, strong);
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
    ...(late.length === 0 ? [] : [`${late.join(', ')}: no allowed model meets the latency.`]),
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
    ...served.flatMap(shortPrefix),
    ...(guarded ? ['The judge or router reads sensitive text too: run it where that text may be.'] : []),
    ...(served.some(leansOnBenchmark)
      ? [
          `Losses are read off ${benchmarkOf(plan)}, not your traffic, and at high effort, whose hidden tokens are billed as output.`,
        ]
      : []),
    ...(plan.cache !== undefined && !plan.cache.pays
      ? [
          `No semantic cache: it pays only below ${percent(Math.max(0, plan.cache.breakEvenWrongHitShare ?? 0))} of wrong hits, and ${percent(plan.wrongHits)} is the least measured in semantic-cache-evidence. Exact and prompt caches cannot be wrong.`,
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

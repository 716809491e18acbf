import { formatNumber } from '../../contract/markdown.ts';
import { percent } from '../figures.ts';
import { SELF_HOSTED } from './routed-models.ts';
import type { RoutingPlan, RoutingRules } from './routing-plan.ts';
import type { RoutingQuestion } from './routing-question.ts';

/** Each default that mattered. */
export function routingAssumptions(
  given: RoutingQuestion,
  plan: RoutingPlan,
  rules: RoutingRules,
  { proposed, embedder }: { readonly proposed: boolean; readonly embedder: string },
): string[] {
  const silent = plan.models.filter(({ listed }) => !listed);
  const defaults = [
    ...(silent.some(({ provider }) => provider !== SELF_HOSTED)
      ? ['hosted models see public and internal data']
      : []),
    ...(silent.some(({ provider }) => provider === SELF_HOSTED) ? ['your own see all'] : []),
  ];
  const cascade = plan.classes.some(({ options }) => options.some(({ strategy }) => strategy === 'cascade'));
  const timed = plan.classes.some(({ chosen }) => chosen?.p95Ms !== undefined);
  const paired = plan.classes.some(({ chosen }) => (chosen?.models.length ?? 0) > 1);
  return [
    ...(proposed ? ['models proposed from the tables: scored, priced, no end announced within a year'] : []),
    ...(defaults.length === 0 ? [] : [`${defaults.join(', ')}, unless data says otherwise`]),
    ...(plan.classes.some(({ asked, allowed }) => asked.hardShare !== undefined && allowed.length > 2)
      ? ['hardShare holds for each cheaper model alike']
      : []),
    ...(given.wrongUsd === undefined
      ? [`no wrongUsd: up to ${percent(rules.qualityLoss)} of answers may be lost`]
      : []),
    ...(cascade && given.escalationRate === undefined && given.falseCheap === undefined
      ? [
          'no escalationRate: a perfect judge that escalates exactly the hard requests; a real one escalates more or loses some',
        ]
      : []),
    ...(cascade && given.escalationRate !== undefined && given.falseCheap === undefined
      ? ['no falseCheap: all that is hard is among the escalated; a real judge misses some']
      : []),
    ...(cascade && (given.judgeUsd ?? 0) === 0
      ? ['the judge is free (log-probabilities, a schema, a rule)']
      : []),
    ...(given.escalationRate === undefined &&
    (given.falseCheap === undefined || given.falseStrong === undefined)
      ? ['no predictive router priced: send falseCheap and falseStrong, measured on your traffic']
      : []),
    `peak ${formatNumber(rules.peakFactor)} times the mean; output reserved ${formatNumber(rules.outputReserve)} times its mean where the provider reserves`,
    `each model ${percent(rules.availability)} available, ${percent(rules.commonCause)} of failures in common`,
    ...(timed
      ? [
          `latency log-normal through P50 and P95, calls independent; gateway adds ${formatNumber(rules.overheadMs)} ms${paired ? ', judge or router none' : ''}`,
        ]
      : []),
    ...(plan.cache === undefined
      ? []
      : [
          `semantic cache: ${percent(rules.wrongHits)} of hits wrong, the least in semantic-cache-evidence; lookup with ${embedder}; one a class; not in the month above`,
        ]),
    ...(plan.models.some(({ cachedShare }) => [...cachedShare.values()].some((read) => read > 0))
      ? ['prefix hits: random arrivals where the provider states a lifetime, else all']
      : []),
  ];
}

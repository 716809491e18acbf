import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { BYTES_PER_GIB } from '../../units/bytes.ts';
import { measuredRuns } from './expected-utilisation.ts';
import { type PlanWishes, readAccelerator, searchPlans, triedCards, triedCounts } from './search-plans.ts';
import type { Answered } from './training-answer.ts';
import { type AskedTraining, changesOf, waysOut } from './training-changes.ts';
import { trainingDefault } from './training-defaults.ts';
import { leastMemory, type PlanContext, type TrainingPlan } from './training-plan.ts';
import {
  assumptionsOf,
  bindingOf,
  layoutWords,
  planRow,
  planWords,
  titleOf,
  verdictOf,
  warningsOf,
} from './training-sentences.ts';
import { trainingSubject } from './training-subject.ts';
import { type LanguageQuestion, taskOf } from './training-task.ts';

const SHOWN = 5;

/** Plans the training or fine-tuning of a language model. @throws InputError for what cannot be planned. */
export function languageTraining(
  asked: LanguageQuestion,
  catalog: Catalog,
  today: string,
  cited: Citations,
): Answered {
  const context: PlanContext = { catalog, runs: measuredRuns(catalog), today };
  const subject = trainingSubject(asked, catalog);
  const wishes: PlanWishes = {
    ...readAccelerator(asked.accelerator, context),
    deadlineHours: asked.deadlineDays === undefined ? undefined : asked.deadlineDays * 24,
    budgetUsd: asked.budgetUsd,
  };
  const task = taskOf(asked, subject, catalog);
  if (subject.maximumContext !== undefined && task.sequenceLength > subject.maximumContext)
    throw inputError(
      'sequence',
      `${task.sequenceLength} is beyond the context of ${subject.name}, ${subject.maximumContext}`,
      'Send a shorter sequence',
    );
  const given: AskedTraining = { asked, subject, task, wishes, context };
  const choice = searchPlans(task, wishes, context);
  const plan = choice.best ?? choice.nearest;
  const title = titleOf(asked, subject, task.tokens);
  const assumptions = assumptionsOf(asked, subject, task, trainingDefault(catalog, 'restart-minutes'));
  for (const id of subject.cites) cited.cite(id);
  if (plan === undefined) {
    const { why, binding } = reasonOf(given);
    return {
      verdict: `${title}: no plan; ${why}.`,
      binding,
      alternatives: [],
      wouldChange: waysOut(given),
      assumptions,
      warnings: [...subject.warnings],
      itemsPerSecond: 0,
      accelerators: 1,
      runFact: 'no plan',
      vocabulary: subject.model.vocabulary,
    };
  }
  for (const { row } of plan.utilisation.runs.slice(0, 2)) cited.cite(row.source);
  if (plan.price !== undefined) cited.cite(plan.price.rental.source);
  if (plan.layout.stage > 0) cited.cite('zero-2019');
  if (task.hostBytes > 0) cited.cite('stas00-upgrade');
  const error = trainingDefault(catalog, 'memory-error');
  const unhurried =
    wishes.deadlineHours === undefined || choice.best === undefined
      ? plan
      : searchPlans(task, { ...wishes, deadlineHours: undefined }, context).best;
  return {
    verdict: verdictOf(title, plan, wishes),
    binding: bindingOf(plan, wishes, unhurried),
    plan: {
      accelerator: plan.card.id,
      count: plan.count,
      layout: layoutWords(plan),
      hours: { ...plan.hours, unit: 'h', basis: 'modelled' },
      ...(plan.usd === undefined || plan.price === undefined
        ? {}
        : {
            usd: { ...plan.usd, unit: 'USD', basis: 'modelled' },
            price: `${formatUsd(plan.price.usdPerHour)}/h, ${plan.price.rental.provider}, ${plan.price.rental.from}`,
          }),
      peakGib: {
        value: plan.peakGib,
        low: plan.peakGib * (1 - error),
        high: plan.peakGib * (1 + error),
        unit: 'GiB',
        basis: 'modelled',
      },
      limitGib: plan.limitGib,
      mfuPercent: {
        value: 100 * plan.utilisation.value,
        low: 100 * plan.utilisation.low,
        high: 100 * plan.utilisation.high,
        unit: '%',
        basis: plan.utilisation.basis,
        source: plan.utilisation.runs[0]?.row.source ?? '',
      },
      perSecond: { value: plan.tokensPerSecond, unit: 'tokens/s', basis: 'modelled' },
    },
    memory: memoryRows(plan, catalog),
    alternatives: choice.byCard
      .filter((other) => other.card.id !== plan.card.id)
      .slice(0, SHOWN)
      .map((other) => planRow(other, wishes)),
    failures: {
      hoursBetween: plan.failures.hoursBetween,
      checkpointGb: plan.failures.checkpointGb,
      intervalMinutes: plan.failures.intervalMinutes,
      writeSeconds: plan.failures.writeSeconds,
      lostPercent: 100 * plan.failures.lostShare,
    },
    wouldChange: changesOf(given, choice, plan),
    assumptions,
    warnings: [...subject.warnings, ...warningsOf(plan, task, wishes, error)],
    itemsPerSecond: plan.tokensPerSecond,
    accelerators: plan.count,
    runFact: planWords(plan),
    vocabulary: subject.model.vocabulary,
  };
}

/** The parts, and what the allocator and the driver hold beside them; at the peak all but the smaller of logits and working layer. */
function memoryRows({ memory }: TrainingPlan, catalog: Catalog): { part: string; gib: number }[] {
  const parts = Object.entries(memory.parts).filter(([, bytes]) => bytes > 0);
  return [
    ...parts.map(([part, bytes]) => ({ part, gib: bytes / BYTES_PER_GIB })),
    {
      part: 'allocator',
      gib: (trainingDefault(catalog, 'allocator-slack') * memory.peak.bytes) / BYTES_PER_GIB,
    },
    { part: 'driver', gib: trainingDefault(catalog, 'memory-reserve-gib') },
  ];
}

/** Why there is no plan: the accelerators that come nearest to holding it, or the lack of a measured run. */
function reasonOf({ asked, task, wishes, context }: AskedTraining): { why: string; binding: string } {
  const fits = triedCards(wishes, context).flatMap((card) =>
    triedCounts(card, wishes, context).map((count) => ({
      card,
      count,
      ...leastMemory(task, card, count, context.catalog),
    })),
  );
  const [first] = fits;
  if (first === undefined) return { why: 'no accelerator has a price', binding: 'price' };
  const tight = ({ peakGib, limitGib }: (typeof fits)[number]): number => peakGib / limitGib;
  const nearest = fits.reduce((best, next) => (tight(next) < tight(best) ? next : best), first);
  if (tight(nearest) <= 1)
    return {
      why: `no run of this kind was measured in ${asked.precision} on ${wishes.card === undefined ? 'an accelerator that holds it' : `${nearest.card.id} or its like`}`,
      binding: 'what was measured',
    };
  const each =
    wishes.card === undefined
      ? `of ${nearest.count} x ${nearest.card.id}, the nearest,`
      : `${nearest.card.id},`;
  return {
    why: `${formatNumber(nearest.peakGib)} GiB are needed on each ${each} which has ${formatNumber(nearest.limitGib)}`,
    binding: 'memory',
  };
}

import { accelerators } from '../../catalog/tables/accelerators.ts';
import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { Accelerator } from '../serving-device.ts';
import { listedAccelerator } from './listed-accelerator.ts';
import { trainingDefault } from './training-defaults.ts';
import {
  isOnBus,
  largestBatch,
  type PlanContext,
  planOn,
  type TrainingPlan,
  type TrainingTask,
} from './training-plan.ts';

/** What may be rented, and what limits the choice. */
export type PlanWishes = {
  readonly card?: Accelerator | undefined;
  readonly count?: number | undefined;
  readonly deadlineHours?: number | undefined;
  readonly budgetUsd?: number | undefined;
};

export type PlanChoice = {
  /** The cheapest that meets every limit, without a price that of fewest accelerator-hours; undefined where none does. */
  readonly best?: TrainingPlan;
  /** All that meet every limit. */
  readonly meeting: readonly TrainingPlan[];
  /** The cheapest that meets them and has room for the error of the memory model, where the best has not. */
  readonly roomy?: TrainingPlan;
  /** One plan an accelerator: the cheapest that meets the limits, else the nearest; cheapest first, without a price last. */
  readonly byCard: readonly TrainingPlan[];
  /** Nearest to the limits where none meets them: the one that exceeds the limit it misses most by the least. */
  readonly nearest?: TrainingPlan;
};

const LARGEST = 16_384;

/**
 * `8x H100-SXM` as count and accelerator.
 * @throws InputError for a card that is not listed, with the nearest.
 */
export function readAccelerator(
  text: string | undefined,
  context: PlanContext,
): { readonly card?: Accelerator; readonly count?: number } {
  if (text === undefined) return {};
  const [, digits, name = text] = /^\s*(\d{1,5})\s*x\s*(.+)$/i.exec(text) ?? [];
  const card = listedAccelerator(name, context.catalog);
  const count = digits === undefined ? undefined : Number(digits);
  if (count !== undefined && (count < 1 || count > LARGEST))
    throw inputError('accelerator', `${count} accelerators`, `Allowed: 1 to ${LARGEST}`);
  if (card === undefined)
    throw inputError(
      'accelerator',
      `${JSON.stringify(name)} is not a listed accelerator`,
      didYouMean(
        name,
        context.catalog.rows(accelerators).map(({ id }) => id),
      ),
    );
  return { card, ...(count === undefined ? {} : { count }) };
}

/** The cheapest plan within the limits, over the numbers of each accelerator that are tried. */
export function searchPlans(task: TrainingTask, wishes: PlanWishes, context: PlanContext): PlanChoice {
  const plans = triedCards(wishes, context).map((card) => plansOn(task, card, wishes, context));
  const meeting = plans.flat().filter((plan) => meets(plan, wishes));
  const best = cheapest(meeting);
  const roomy = best?.hasRoom === false ? cheapest(meeting.filter(({ hasRoom }) => hasRoom)) : undefined;
  const nearest = best === undefined ? nearestOf(plans.flat(), wishes) : undefined;
  const byCard = plans.flatMap((own) => {
    const one = cheapest(own.filter((plan) => meets(plan, wishes))) ?? nearestOf(own, wishes);
    return one === undefined ? [] : [one];
  });
  return {
    ...(best === undefined ? {} : { best }),
    ...(nearest === undefined ? {} : { nearest }),
    ...(roomy === undefined ? {} : { roomy }),
    meeting,
    byCard: byCard.sort((a, b) => Number(meets(b, wishes)) - Number(meets(a, wishes)) || costThenWork(a, b)),
  };
}

export function meets(plan: TrainingPlan, wishes: PlanWishes): boolean {
  return overshoot(plan, wishes) <= 1;
}

/** The cheapest, and of those that cost the same the one of fewest accelerator-hours. */
export function cheapest(plans: readonly TrainingPlan[]): TrainingPlan | undefined {
  return least(plans, costThenWork);
}

export function fastest(plans: readonly TrainingPlan[]): TrainingPlan | undefined {
  return least(plans, (a, b) => a.hours.value - b.hours.value || costThenWork(a, b));
}

function nearestOf(plans: readonly TrainingPlan[], wishes: PlanWishes): TrainingPlan | undefined {
  return least(plans, (a, b) => overshoot(a, wishes) - overshoot(b, wishes) || costThenWork(a, b));
}

/** Of the limit that is missed most, what is needed over what is allowed. */
function overshoot(plan: TrainingPlan, { deadlineHours, budgetUsd }: PlanWishes): number {
  return Math.max(
    deadlineHours === undefined ? 0 : plan.hours.value / deadlineHours,
    budgetUsd === undefined ? 0 : costOf(plan) / budgetUsd,
  );
}

function costThenWork(a: TrainingPlan, b: TrainingPlan): number {
  return costOf(a) - costOf(b) || a.count * a.hours.value - b.count * b.hours.value;
}

function least(
  plans: readonly TrainingPlan[],
  order: (a: TrainingPlan, b: TrainingPlan) => number,
): TrainingPlan | undefined {
  return plans.reduce<TrainingPlan | undefined>(
    (best, plan) => (best === undefined || order(plan, best) < 0 ? plan : best),
    undefined,
  );
}

/** Beyond every price, so that a plan without one comes last. */
function costOf({ usd }: TrainingPlan): number {
  return usd?.value ?? Number.MAX_VALUE;
}

function plansOn(
  task: TrainingTask,
  card: Accelerator,
  wishes: PlanWishes,
  context: PlanContext,
): TrainingPlan[] {
  const plans: TrainingPlan[] = [];
  for (const count of triedCounts(card, wishes, context)) {
    const plan = planOn(task, card, count, context);
    if (plan === undefined) continue;
    const first = plans.length === 0;
    if (!first && plan.batchTokens > largestBatch(task, context.catalog)) break;
    plans.push(plan);
  }
  return plans;
}

/** The number that is asked for; else powers of two. Cards on a host's bus stay within one host; modules that stand alone stay alone. */
export function triedCounts(card: Accelerator, { count: asked }: PlanWishes, { catalog }: PlanContext) {
  if (asked !== undefined) return [asked];
  const onBus = isOnBus(card);
  const most =
    card.perNode !== undefined && !onBus ? LARGEST : onBus ? trainingDefault(catalog, 'host-cards') : 1;
  const counts: number[] = [];
  for (let count = 1; count <= most; count *= 2) counts.push(count);
  return counts;
}

/** The accelerator that is asked for; else all with an on-demand price in force. */
export function triedCards({ card }: PlanWishes, { catalog, today }: PlanContext): Accelerator[] {
  if (card !== undefined) return [card];
  const rented = new Set(
    catalog
      .rows(gpuPrices)
      .filter(({ tier, from }) => tier === 'on-demand' && from <= today)
      .map(({ accelerator }) => accelerator),
  );
  return catalog.rows(accelerators).filter(({ id }) => rented.has(id));
}

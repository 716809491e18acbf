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
  /** Meets every limit; undefined where none does. */
  readonly best?: TrainingPlan;
  /** One plan an accelerator: the one that meets the limits best, the cheapest first, without a price last. */
  readonly byCard: readonly TrainingPlan[];
  /** Nearest to the limits where none meets them. */
  readonly nearest?: TrainingPlan;
  readonly tried: readonly Accelerator[];
};

const LARGEST = 16_384;
/** Differences of cost below this are noise of the expected utilisation. */
const TIE = 0.1;

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

/** The cheapest plan within the limits; without a price or where none meets them, the fastest. */
export function searchPlans(task: TrainingTask, wishes: PlanWishes, context: PlanContext): PlanChoice {
  const tried = wishes.card === undefined ? rentedCards(context) : [wishes.card];
  const plans = tried.flatMap((card) => plansOn(task, card, wishes, context));
  const meeting = plans.filter((plan) => meets(plan, wishes));
  const byCard = tried.flatMap((card) => {
    const own = plans.filter((plan) => plan.card.id === card.id);
    const best =
      choose(
        own.filter((plan) => meets(plan, wishes)),
        wishes,
      ) ?? nearestOf(own, wishes);
    return best === undefined ? [] : [best];
  });
  const best = choose(meeting, wishes);
  const nearest = best === undefined ? nearestOf(plans, wishes) : undefined;
  return {
    ...(best === undefined ? {} : { best }),
    ...(nearest === undefined ? {} : { nearest }),
    byCard: byCard.sort(
      (a, b) =>
        Number(meets(b, wishes)) - Number(meets(a, wishes)) ||
        costOf(a) - costOf(b) ||
        a.hours.value - b.hours.value,
    ),
    tried,
  };
}

export function meets(plan: TrainingPlan, { deadlineHours, budgetUsd }: PlanWishes): boolean {
  if (deadlineHours !== undefined && plan.hours.value > deadlineHours) return false;
  return budgetUsd === undefined || costOf(plan) <= budgetUsd;
}

/** With a budget and no deadline the money buys time; else the cheapest, and of those that cost about the same the fewest cards. */
function choose(plans: readonly TrainingPlan[], wishes: PlanWishes): TrainingPlan | undefined {
  if (wishes.budgetUsd !== undefined && wishes.deadlineHours === undefined)
    return least(plans, hoursThenCost);
  const cheapest = least(plans, costThenHours);
  if (cheapest === undefined) return undefined;
  const tied = plans.filter(
    (plan) => plan.card.id === cheapest.card.id && costOf(plan) <= costOf(cheapest) * (1 + TIE),
  );
  return least(tied, (a, b) => a.count - b.count);
}

function nearestOf(plans: readonly TrainingPlan[], wishes: PlanWishes): TrainingPlan | undefined {
  return least(plans, wishes.budgetUsd !== undefined ? costThenHours : hoursThenCost);
}

function costThenHours(a: TrainingPlan, b: TrainingPlan): number {
  return costOf(a) - costOf(b) || a.hours.value - b.hours.value;
}

function hoursThenCost(a: TrainingPlan, b: TrainingPlan): number {
  return a.hours.value - b.hours.value || costOf(a) - costOf(b);
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
  const counts = wishes.count === undefined ? countsOf(card, context) : [wishes.count];
  const plans: TrainingPlan[] = [];
  for (const count of counts) {
    const plan = planOn(task, card, count, context);
    if (plan === undefined) continue;
    const first = plans.length === 0;
    if (!first && plan.batchTokens > largestBatch(task, context.catalog)) break;
    plans.push(plan);
  }
  return plans;
}

/** Powers of two. Cards on a host's bus stay within one host; modules that stand alone stay alone. */
function countsOf(card: Accelerator, { catalog }: PlanContext): number[] {
  const onBus = isOnBus(card);
  const most =
    card.perNode !== undefined && !onBus ? LARGEST : onBus ? trainingDefault(catalog, 'host-cards') : 1;
  const counts: number[] = [];
  for (let count = 1; count <= most; count *= 2) counts.push(count);
  return counts;
}

/** Accelerators with an on-demand price in force. */
function rentedCards({ catalog, today }: PlanContext): Accelerator[] {
  const rented = new Set(
    catalog
      .rows(gpuPrices)
      .filter(({ tier, from }) => tier === 'on-demand' && from <= today)
      .map(({ accelerator }) => accelerator),
  );
  return catalog.rows(accelerators).filter(({ id }) => rented.has(id));
}

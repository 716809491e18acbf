import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { meets, type PlanWishes } from './search-plans.ts';
import type { TrainingPlanRow } from './training-answer.ts';
import type { TrainingPlan, TrainingTask } from './training-plan.ts';
import type { TrainingSubject } from './training-subject.ts';
import type { LanguageQuestion } from './training-task.ts';

const TITLES = {
  scratch: 'Training from scratch',
  continued: 'Continued pre-training',
  full: 'Full fine-tuning',
  lora: 'LoRA',
  qlora: 'QLoRA',
} as const;

export function titleOf({ method }: LanguageQuestion, { name }: TrainingSubject, tokens: number): string {
  return `${TITLES[method]} of ${name} on ${formatNumber(tokens)} tokens`;
}

export function assumptionsOf(
  asked: LanguageQuestion,
  subject: TrainingSubject,
  task: TrainingTask,
  startMinutes: number,
): string[] {
  return [
    ...subject.assumptions,
    `sequences ${asked.sequence === undefined ? `of ${task.sequenceLength} tokens ` : ''}packed${asked.batch === undefined ? ', one a micro-batch' : ''}; gradients accumulate`,
    ...(task.run.family === 'full'
      ? asked.optimizer === undefined
        ? ['AdamW in mixed precision, 16 B a parameter']
        : []
      : [`adapters of rank ${task.run.adapter?.rank} on all linear matrices, in FP32`]),
    ...(asked.checkpointing === 'selective'
      ? ['selective checkpointing drops attention scores, which FlashAttention never stores: as none']
      : []),
    ...(asked.precision === 'fp8'
      ? ['FP8 multiplies in 8 bits: weights, activations and states as in BF16']
      : []),
    `${formatNumber(startMinutes)} min to start, paid on every card`,
    `eager code, FlashAttention, loss not chunked; ${task.run.family === 'full' ? 6 : 4} N + 12 L d s operations a token`,
  ];
}

export function layoutWords({ layout, bubble }: TrainingPlan): string {
  const { dataParallel, tensorParallel, pipelineParallel, stage, checkpointing } = layout;
  const parts = [
    dataParallel > 1 ? `data ${dataParallel} (ZeRO ${stage})` : '',
    tensorParallel > 1 ? `tensor ${tensorParallel}` : '',
    pipelineParallel > 1 ? `pipeline ${pipelineParallel} (bubble ${formatNumber(100 * bubble)} %)` : '',
  ].filter((part) => part !== '');
  return `${parts.length === 0 ? 'one card' : parts.join(' x ')}, checkpointing ${checkpointing}`;
}

/** `2 x H100-SXM, 0.84 h, $4.38`. */
export function planWords({ count, card, hours, usd }: TrainingPlan): string {
  return `${count} x ${card.id}, ${formatNumber(hours.value)} h${usd === undefined ? '' : `, ${formatUsd(usd.value)}`}`;
}

export function verdictOf(title: string, plan: TrainingPlan, wishes: PlanWishes): string {
  const cost =
    plan.usd === undefined
      ? 'no on-demand price is listed'
      : `${formatUsd(plan.usd.value)} (${formatUsd(plan.usd.low)} to ${formatUsd(plan.usd.high)})`;
  const body = `${plan.count} x ${plan.card.id}, ${formatNumber(plan.hours.value)} h (${formatNumber(plan.hours.low)} to ${formatNumber(plan.hours.high)}), ${cost}; peak ${formatNumber(plan.peakGib)} of ${formatNumber(plan.limitGib)} GiB${plan.hasRoom ? '' : ', tight'}`;
  if (meets(plan, wishes)) return `${title}: ${body}.`;
  const limits = [
    wishes.deadlineHours === undefined ? '' : `${formatNumber(wishes.deadlineHours)} h`,
    wishes.budgetUsd === undefined ? '' : formatUsd(wishes.budgetUsd),
  ].filter((part) => part !== '');
  return `${title}: nothing meets ${limits.join(' and ')}; nearest is ${body}.`;
}

/** @param unhurried the plan without a deadline: where it is another, the deadline is what decides. */
export function bindingOf(
  plan: TrainingPlan,
  wishes: PlanWishes,
  unhurried: TrainingPlan | undefined,
): string {
  const { deadlineHours, budgetUsd } = wishes;
  const missed = [
    meets(plan, { deadlineHours }) ? '' : 'the deadline',
    meets(plan, { budgetUsd }) ? '' : 'the budget',
  ].filter((limit) => limit !== '');
  if (missed.length > 0) return missed.join(' and ');
  if (deadlineHours !== undefined && (unhurried?.card !== plan.card || unhurried.count !== plan.count))
    return 'the deadline';
  if (plan.linkBinds) return `the link between ${plan.card.id} cards, slower than their arithmetic`;
  if (wishes.count !== undefined) return 'arithmetic: the number of accelerators is given';
  return plan.peakGib > 0.8 * plan.limitGib ? 'memory' : 'price: memory would allow more';
}

export function planRow(plan: TrainingPlan, wishes: PlanWishes): TrainingPlanRow {
  return {
    accelerator: plan.card.id,
    count: plan.count,
    layout: layoutWords(plan),
    hours: plan.hours.value,
    ...(plan.usd === undefined ? {} : { usd: plan.usd.value }),
    peakGib: plan.peakGib,
    meetsLimits: meets(plan, wishes),
  };
}

export function warningsOf(
  plan: TrainingPlan,
  { hostBytes, run }: TrainingTask,
  wishes: PlanWishes,
  error: number,
): string[] {
  const { utilisation, card, count, hours, usd } = plan;
  const late = wishes.deadlineHours !== undefined && hours.high > wishes.deadlineHours;
  const dear = wishes.budgetUsd !== undefined && (usd?.high ?? 0) > wishes.budgetUsd;
  return [
    ...(meets(plan, wishes) && (late || dear)
      ? [
          `At the low end of utilisation it takes ${formatNumber(hours.high)} h${usd === undefined ? '' : ` and ${formatUsd(usd.high)}`}: beyond ${[late ? 'the deadline' : '', dear ? 'the budget' : ''].filter((limit) => limit !== '').join(' and ')}.`,
        ]
      : []),
    ...(!plan.hasRoom
      ? [`The peak is within the model's error (${100 * error} %) of the card's memory: run one step first.`]
      : []),
    ...(hostBytes > 0
      ? [
          'Moving states to the host and back is not counted: stas00 reached 14 % so, 47 % without (8B, 8k tokens, 8 H200).',
        ]
      : []),
    ...(run.statesPaged
      ? ['Paged states count as on the host: pages that come back take room and time.']
      : []),
    ...(utilisation.onSibling === undefined
      ? []
      : [`Utilisation was measured on ${utilisation.onSibling}, not on ${card.id}.`]),
    ...(utilisation.runs.length < 3
      ? [`Measured runs that are near: ${utilisation.runs.length}. The time is a first guess.`]
      : []),
    ...(count > 1 && utilisation.runs.every(({ accelerators }) => accelerators === 1)
      ? ['Measured on one card: several lose time to one another.']
      : []),
    ...(plan.price !== undefined && count % (plan.price.rental.minimumCount ?? 1) !== 0
      ? [`Rented in ${plan.price.rental.minimumCount}: idle cards are paid for.`]
      : []),
  ];
}

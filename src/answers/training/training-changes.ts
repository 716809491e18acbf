import { fineTuningRuns } from '../../catalog/tables/fine-tuning-runs.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { cheapest, fastest, meets, type PlanChoice, type PlanWishes, searchPlans } from './search-plans.ts';
import type { PlanContext, TrainingPlan, TrainingTask } from './training-plan.ts';
import { planWords } from './training-sentences.ts';
import type { TrainingSubject } from './training-subject.ts';
import { type LanguageQuestion, taskOf } from './training-task.ts';

/** What was asked and found. */
export type AskedTraining = {
  readonly asked: LanguageQuestion;
  readonly subject: TrainingSubject;
  readonly task: TrainingTask;
  readonly wishes: PlanWishes;
  readonly context: PlanContext;
};

/** Fewer cards are worth naming up to this much more cost. */
const ABOUT_AS_CHEAP = 1.1;
const SHORTEST_SEQUENCE = 512;
const FULL_NODE = 8;

/** What another question, or another use of the same limits, would give: each is a plan of its own. */
export function changesOf(given: AskedTraining, choice: PlanChoice, plan: TrainingPlan): string[] {
  const { asked, task, wishes, context } = given;
  const changes: string[] = [];
  const line = (words: string, other: TrainingPlan | undefined): void => {
    if (other !== undefined) changes.push(`${words}: ${planWords(other)}`);
  };
  if (choice.best === undefined) changes.push(...looserLimits(plan, wishes));
  line('if its first step does not fit', choice.roomy);
  const { deadlineHours = Number.POSITIVE_INFINITY, budgetUsd = Number.POSITIVE_INFINITY } = wishes;
  const sure = cheapest(
    choice.meeting.filter(({ hours, usd }) => hours.high <= deadlineHours && (usd?.high ?? 0) <= budgetUsd),
  );
  if (choice.best !== undefined && sure !== choice.best) line('within the limits at the low end too', sure);
  if (wishes.budgetUsd !== undefined && choice.best !== undefined) {
    const quick = fastest(choice.meeting);
    if (quick !== undefined && quick.hours.value < plan.hours.value) line('fastest within the budget', quick);
  }
  if (asked.method === 'full' || asked.method === 'continued')
    changes.push(...methodChange(given, 'lora', loraAgainstFull(context)));
  if (asked.method === 'lora') changes.push(...methodChange(given, 'qlora'), ...methodChange(given, 'full'));
  if (asked.method === 'qlora') changes.push(...methodChange(given, 'lora'));
  const fewer = cheapest(
    choice.meeting.filter(
      ({ card, count, usd }) =>
        card.id === plan.card.id &&
        count <= plan.count / 2 &&
        (usd?.value ?? 0) <= ABOUT_AS_CHEAP * (plan.usd?.value ?? 0),
    ),
  );
  line('fewer cards', fewer);
  if (wishes.deadlineHours === undefined && wishes.count === undefined && choice.best !== undefined)
    line(
      'half the time',
      searchPlans(task, { ...wishes, deadlineHours: plan.hours.value / 2 }, context).best,
    );
  if (!plan.linkBinds) changes.push(lessUtilisation(plan));
  return changes;
}

/** The limits that the nearest plan meets, rounded up so that asking for them finds it. */
function looserLimits(plan: TrainingPlan, { deadlineHours, budgetUsd }: PlanWishes): string[] {
  const up = (value: number): number => Number((value * 1.005).toPrecision(3));
  const limits = [
    deadlineHours !== undefined && plan.hours.value > deadlineHours
      ? `deadlineDays ${up(plan.hours.value / 24)}`
      : '',
    budgetUsd !== undefined && plan.usd !== undefined && plan.usd.value > budgetUsd
      ? `budgetUsd ${up(plan.usd.value)}`
      : '',
  ].filter((limit) => limit !== '');
  return limits.length === 0 ? [] : [`${limits.join(' and ')}: the plan named`];
}

function lessUtilisation({ utilisation, hours, startHours }: TrainingPlan): string {
  const share = 100 * utilisation.value;
  const points = Math.min(5, share / 2);
  const longer = (((hours.value - startHours) / hours.value) * points) / (share - points);
  return `utilisation ${formatNumber(share)} %: ${formatNumber(points)} points less are ${formatNumber(100 * longer)} % more time and cost`;
}

/** The same by another method, where there is a plan. */
function methodChange(given: AskedTraining, method: LanguageQuestion['method'], measured = ''): string[] {
  const { optimizer: _, ...rest } = given.asked;
  const plan = planOf({ ...given, asked: { ...rest, method } });
  return plan === undefined
    ? []
    : [
        `method ${method}${measured}: ${planWords(plan)}, peak ${formatNumber(plan.peakGib)} GiB${beyond(plan, given.wishes)}`,
      ];
}

function beyond(plan: TrainingPlan, wishes: PlanWishes): string {
  return meets(plan, wishes) ? '' : ', still beyond the limits';
}

function loraAgainstFull({ catalog }: PlanContext): string {
  const rows = catalog.rows(fineTuningRuns);
  const full = rows.find(({ run }) => run.startsWith('PEFT Llama-3.2-3B full'));
  const lora = rows.find(({ run }) => run === 'PEFT Llama-3.2-3B lora rank32');
  return full?.trainSeconds === undefined || lora?.trainSeconds === undefined
    ? ''
    : ` (measured on 3B: ${formatNumber((100 * lora.memoryGib) / full.memoryGib)} % of memory, ${formatNumber((100 * lora.trainSeconds) / full.trainSeconds)} % of time, ${lora.qualityPercent} against ${full.qualityPercent} % right)`;
}

/** The plan that another question would get; undefined where it gets none. */
function planOf({ asked, subject, wishes, context }: Omit<AskedTraining, 'task'>): TrainingPlan | undefined {
  const choice = searchPlans(taskOf(asked, subject, context.catalog), wishes, context);
  return choice.best ?? choice.nearest;
}

/** Where nothing fits or nothing like it was measured: what would, nearest to the question first. */
export function waysOut(given: AskedTraining): string[] {
  const { asked, task, wishes, context } = given;
  const ways: string[] = [];
  const way = (words: string, change: Partial<LanguageQuestion>, limits: PlanWishes = wishes): boolean => {
    const plan = planOf({ ...given, asked: { ...asked, ...change }, wishes: limits });
    if (plan !== undefined) ways.push(`${words}: ${planWords(plan)}${beyond(plan, limits)}`);
    return plan !== undefined;
  };
  if (asked.checkpointing !== undefined && asked.checkpointing !== 'full')
    way('checkpointing full', { checkpointing: 'full' });
  let smaller = false;
  for (let batch = Math.floor(task.microBatch / 2); batch >= 1 && !smaller; batch = Math.floor(batch / 2))
    smaller = way(`batch ${batch}`, { batch });
  for (const method of asked.method === 'scratch' ? [] : (['lora', 'qlora'] as const))
    if (method !== asked.method && (asked.method !== 'qlora' || method !== 'lora'))
      ways.push(...methodChange(given, method));
  if (wishes.card !== undefined && wishes.count !== undefined) {
    const { card } = wishes;
    if (!way(`accelerator ${card.id}`, {}, { ...wishes, count: undefined }))
      if (wishes.count < FULL_NODE)
        way(`accelerator ${FULL_NODE}x ${card.id}`, {}, { ...wishes, count: FULL_NODE });
  }
  if (wishes.card !== undefined)
    way('accelerator left out', {}, { ...wishes, card: undefined, count: undefined });
  for (
    let sequence = Math.floor(task.sequenceLength / 2);
    sequence >= SHORTEST_SEQUENCE && !smaller;
    sequence = Math.floor(sequence / 2)
  )
    smaller = way(`sequence ${sequence}`, { sequence });
  const precision = asked.precision === 'fp8' ? 'bf16' : 'fp8';
  way(`precision ${precision}`, { precision });
  return ways.length > 0
    ? ways
    : [`nothing that was tried: ${context.runs.length} measured runs, one to 16,384 cards`];
}

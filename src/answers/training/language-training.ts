import { fineTuningRuns } from '../../catalog/tables/fine-tuning-runs.ts';
import { optimizerStates } from '../../catalog/tables/optimizer-states.ts';
import type { Catalog } from '../../contract/catalog.ts';
import type { Citations } from '../../contract/citations.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { Checkpointing } from '../../engines/training/hardware-flop-factor.ts';
import { BYTES_PER_GIB } from '../../units/bytes.ts';
import { measuredRuns, type Precision } from './expected-utilisation.ts';
import { meets, type PlanWishes, readAccelerator, searchPlans } from './search-plans.ts';
import type { Answered, TrainingPlanRow } from './training-answer.ts';
import { trainingDefault } from './training-defaults.ts';
import { leastMemory, type PlanContext, type TrainingPlan, type TrainingTask } from './training-plan.ts';
import { type TrainingSubject, trainingSubject } from './training-subject.ts';

export type LanguageQuestion = {
  readonly method: 'scratch' | 'continued' | 'full' | 'lora' | 'qlora';
  readonly model?: string | undefined;
  readonly parametersB?: number | undefined;
  readonly layers?: number | undefined;
  readonly hiddenSize?: number | undefined;
  readonly items: number;
  readonly epochs: number;
  readonly sequence?: number | undefined;
  readonly batch?: number | undefined;
  readonly accelerator?: string | undefined;
  readonly deadlineDays?: number | undefined;
  readonly budgetUsd?: number | undefined;
  readonly precision: Precision;
  readonly checkpointing?: Checkpointing | undefined;
  readonly optimizer?: string | undefined;
};

const USUAL_SEQUENCE = 4096;
/** QLoRA against LoRA in the same recipe: torchtune's 3B on an A100 and 8B on an RTX 4090, tokens a second. */
const QUANTISED = ['LoRA', 'QLoRA'] as const;
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
  const sequence = asked.sequence ?? USUAL_SEQUENCE;
  if (subject.maximumContext !== undefined && sequence > subject.maximumContext)
    throw inputError(
      'sequence',
      `${sequence} is beyond the context of ${subject.name}, ${subject.maximumContext}`,
      'Send a shorter sequence',
    );
  const wishes: PlanWishes = {
    ...readAccelerator(asked.accelerator, context),
    deadlineHours: asked.deadlineDays === undefined ? undefined : asked.deadlineDays * 24,
    budgetUsd: asked.budgetUsd,
  };
  const task = taskOf(asked, subject, sequence, catalog);
  const choice = searchPlans(task, wishes, context);
  const plan = choice.best ?? choice.nearest;
  const title = `${TITLES[asked.method]} of ${subject.name} on ${formatNumber(task.tokens)} tokens`;
  const assumptions = assumptionsOf(asked, subject, sequence, task);
  for (const id of subject.cites) cited.cite(id);
  if (plan === undefined) {
    const [card] = choice.tried;
    const least = card === undefined ? undefined : leastMemory(task, card, wishes.count ?? 8, catalog);
    const fits = least !== undefined && least.peakGib <= least.limitGib;
    const why =
      least === undefined
        ? 'no accelerator has a price'
        : fits
          ? `no run of this kind was measured in ${asked.precision} on ${card?.id} or its like`
          : `${formatNumber(least.peakGib)} GiB are needed on each ${card?.id}, which has ${formatNumber(least.limitGib)}`;
    return {
      verdict: `${title}: no plan; ${why}.`,
      binding: fits ? 'what was measured' : 'memory',
      alternatives: [],
      wouldChange: fits
        ? [`precision ${asked.precision === 'fp8' ? 'bf16' : 'fp8'}, or another accelerator`]
        : [
            ...(['lora', 'qlora'] as const).flatMap((method) =>
              method === asked.method
                ? []
                : methodChange(asked, method, `method ${method}`, wishes, context, sequence, subject),
            ),
            'more accelerators, a shorter sequence, or accelerator left out to search all',
          ],
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
  if (plan.count >= 8) cited.cite('llama-3-interruptions');
  const error = trainingDefault(catalog, 'memory-error');
  const binding = bindingOf(plan, wishes, choice.best !== undefined);
  return {
    verdict: verdictOf(title, plan, wishes, choice.best !== undefined),
    binding,
    plan: {
      accelerator: plan.card.id,
      count: plan.count,
      layout: layoutWords(plan),
      hours: {
        value: plan.hours.value,
        low: plan.hours.low,
        high: plan.hours.high,
        unit: 'h',
        basis: 'modelled',
      },
      ...(plan.usd === undefined || plan.price === undefined
        ? {}
        : {
            usd: {
              value: plan.usd.value,
              low: plan.usd.low,
              high: plan.usd.high,
              unit: 'USD',
              basis: 'modelled',
            },
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
    memory: Object.entries(plan.memory.parts)
      .filter(([, bytes]) => bytes > 0)
      .map(([part, bytes]) => ({ part, gib: bytes / BYTES_PER_GIB })),
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
    wouldChange: changesOf(asked, task, plan, wishes, context, sequence, subject),
    assumptions,
    warnings: [...subject.warnings, ...warningsOf(plan, error)],
    itemsPerSecond: plan.tokensPerSecond,
    accelerators: plan.count,
    runFact: `${plan.count} x ${plan.card.id}, ${formatNumber(plan.hours.value)} h${plan.usd === undefined ? '' : `, ${formatUsd(plan.usd.value)}`}`,
    vocabulary: subject.model.vocabulary,
  };
}

const TITLES = {
  scratch: 'Training from scratch',
  continued: 'Continued pre-training',
  full: 'Full fine-tuning',
  lora: 'LoRA',
  qlora: 'QLoRA',
} as const;

function taskOf(
  asked: LanguageQuestion,
  { model }: TrainingSubject,
  sequence: number,
  catalog: Catalog,
): TrainingTask {
  const frozen = asked.method === 'lora' || asked.method === 'qlora';
  const family = asked.method === 'qlora' ? 'quantised-adapter' : frozen ? 'adapter' : 'full';
  const rows = catalog.rows(optimizerStates);
  const id = asked.optimizer ?? 'adamw';
  const states = rows.find((row) => row.id === id);
  if (states === undefined)
    throw inputError(
      'optimizer',
      `${JSON.stringify(id)} is not listed`,
      didYouMean(
        id,
        rows.map((row) => row.id),
      ),
    );
  if (frozen && asked.optimizer !== undefined)
    throw inputError(
      'optimizer',
      `${JSON.stringify(id)} beside ${asked.method}: adapters are a hundredth of the states`,
      'Leave it out',
    );
  const rate = (words: string): number | undefined =>
    catalog.rows(fineTuningRuns).find(({ run }) => run.endsWith(words))?.tokensPerSecond;
  const ratio = (lora: string, qlora: string): number => {
    const [a, b] = [rate(lora), rate(qlora)];
    if (a === undefined || b === undefined) throw new Error(`fine-tuning-runs lacks ${lora} or ${qlora}`);
    return a / b;
  };
  const slower =
    asked.method === 'qlora'
      ? {
          low: ratio(`cumulative, ${QUANTISED[0]}`, `cumulative, ${QUANTISED[1]}`),
          high: ratio('8B lora 1x RTX 4090', '8B qlora 1x RTX 4090'),
        }
      : { low: 1, high: 1 };
  return {
    model,
    tokens: asked.items * asked.epochs,
    sequenceLength: sequence,
    microBatch: asked.batch ?? 1,
    precision: asked.precision,
    checkpointing: asked.checkpointing === undefined ? ['none', 'full'] : [asked.checkpointing],
    slower,
    hostBytes: states.host,
    tuning: asked.method !== 'scratch' && asked.method !== 'continued',
    run: {
      family,
      states,
      ...(frozen
        ? {
            adapter: {
              rank: trainingDefault(catalog, 'adapter-rank'),
              targets: 'all-linear' as const,
              bytes: 4,
            },
          }
        : {}),
      fused: false,
      flashAttention: true,
      lossChunks: 1,
      lossWithHead: false,
      stepInBackward: false,
      accumulates: true,
      activationsOffloaded: false,
      weightsOffloaded: false,
      statesPaged: states.paged,
      deepSpeed: false,
    },
  };
}

function assumptionsOf(
  asked: LanguageQuestion,
  subject: TrainingSubject,
  sequence: number,
  task: TrainingTask,
): string[] {
  return [
    ...subject.assumptions,
    ...(asked.sequence === undefined
      ? [`sequences of ${sequence} tokens, packed`]
      : ['sequences are packed']),
    ...(asked.batch === undefined ? ['one sequence a micro-batch; gradients accumulate'] : []),
    ...(task.run.family === 'full'
      ? asked.optimizer === undefined
        ? ['AdamW in mixed precision, 16 B a parameter']
        : []
      : [`adapters of rank ${task.run.adapter?.rank} on all linear matrices, in FP32`]),
    'eager code, FlashAttention, loss not chunked, 1.5 GiB for the driver; 6 N + 12 L d s operations a token (4 N with adapters)',
  ];
}

function layoutWords({ layout, bubble }: TrainingPlan): string {
  const { dataParallel, tensorParallel, pipelineParallel, stage, checkpointing } = layout;
  const parts = [
    dataParallel > 1 ? `data ${dataParallel} (ZeRO ${stage})` : '',
    tensorParallel > 1 ? `tensor ${tensorParallel}` : '',
    pipelineParallel > 1 ? `pipeline ${pipelineParallel} (bubble ${formatNumber(100 * bubble)} %)` : '',
  ].filter((part) => part !== '');
  return `${parts.length === 0 ? 'one card' : parts.join(' x ')}, checkpointing ${checkpointing}`;
}

function verdictOf(title: string, plan: TrainingPlan, wishes: PlanWishes, met: boolean): string {
  const cost =
    plan.usd === undefined
      ? 'no on-demand price is listed'
      : `${formatUsd(plan.usd.value)} (${formatUsd(plan.usd.low)} to ${formatUsd(plan.usd.high)})`;
  const body = `${plan.count} x ${plan.card.id}, ${formatNumber(plan.hours.value)} h (${formatNumber(plan.hours.low)} to ${formatNumber(plan.hours.high)}), ${cost}; peak ${formatNumber(plan.peakGib)} of ${formatNumber(plan.limitGib)} GiB`;
  if (met) return `${title}: ${body}.`;
  const limits = [
    wishes.deadlineHours === undefined ? '' : `${formatNumber(wishes.deadlineHours)} h`,
    wishes.budgetUsd === undefined ? '' : formatUsd(wishes.budgetUsd),
  ].filter((part) => part !== '');
  return `${title}: nothing meets ${limits.join(' and ')}; nearest is ${body}.`;
}

function bindingOf(plan: TrainingPlan, wishes: PlanWishes, met: boolean): string {
  if (!met)
    return wishes.budgetUsd !== undefined && wishes.deadlineHours === undefined
      ? 'the budget'
      : 'the deadline';
  if (plan.linkBinds) return `the link between ${plan.card.id} cards, slower than their arithmetic`;
  if (wishes.count !== undefined) return 'arithmetic: the number of accelerators is given';
  if (wishes.deadlineHours !== undefined && plan.hours.value > wishes.deadlineHours / 2)
    return 'the deadline';
  if (wishes.budgetUsd !== undefined && wishes.deadlineHours === undefined) return 'the budget';
  return plan.peakGib > 0.8 * plan.limitGib ? 'memory' : 'price: memory would allow more';
}

function planRow(plan: TrainingPlan, wishes: PlanWishes): TrainingPlanRow {
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

function warningsOf(plan: TrainingPlan, error: number): string[] {
  const { utilisation, card, count } = plan;
  return [
    ...(plan.peakGib * (1 + error) > plan.limitGib
      ? [
          `The peak is within the model's error (${100 * error} %) of the card's memory: run one step first, or shorten the micro-batch.`,
        ]
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
    ...(plan.price !== undefined && (plan.price.rental.minimumCount ?? 1) > count
      ? [`Rented in ${plan.price.rental.minimumCount}: idle cards are paid for.`]
      : []),
  ];
}

function changesOf(
  asked: LanguageQuestion,
  task: TrainingTask,
  plan: TrainingPlan,
  wishes: PlanWishes,
  context: PlanContext,
  sequence: number,
  subject: TrainingSubject,
): string[] {
  const changes: string[] = [];
  const other = (method: LanguageQuestion['method'], words: string): void => {
    changes.push(...methodChange(asked, method, words, wishes, context, sequence, subject));
  };
  if (asked.method === 'full' || asked.method === 'continued') {
    const rows = context.catalog.rows(fineTuningRuns);
    const full = rows.find(({ run }) => run.startsWith('PEFT Llama-3.2-3B full'));
    const lora = rows.find(({ run }) => run === 'PEFT Llama-3.2-3B lora rank32');
    const measured =
      full?.trainSeconds === undefined || lora?.trainSeconds === undefined
        ? ''
        : ` (measured on 3B: ${formatNumber((100 * lora.memoryGib) / full.memoryGib)} % of memory, ${formatNumber((100 * lora.trainSeconds) / full.trainSeconds)} % of time, ${lora.qualityPercent} against ${full.qualityPercent} % right)`;
    other('lora', `method lora${measured}`);
  }
  if (asked.method === 'lora') {
    other('qlora', 'method qlora');
    other('full', 'method full');
  }
  if (asked.method === 'qlora') other('lora', 'method lora');
  if (wishes.deadlineHours === undefined && wishes.count === undefined) {
    const half = searchPlans(task, { ...wishes, deadlineHours: plan.hours.value / 2 }, context).best;
    if (half !== undefined)
      changes.push(
        `half the time: ${half.count} x ${half.card.id}, ${formatNumber(half.hours.value)} h${half.usd === undefined ? '' : `, ${formatUsd(half.usd.value)}`}`,
      );
  }
  const share = 100 * plan.utilisation.value;
  changes.push(
    `utilisation ${formatNumber(share)} %: 5 points less are ${formatNumber((100 * 5) / (share - 5))} % more time and cost`,
  );
  return changes;
}

/** The plan by another method, where there is one. */
function methodChange(
  asked: LanguageQuestion,
  method: LanguageQuestion['method'],
  words: string,
  wishes: PlanWishes,
  context: PlanContext,
  sequence: number,
  subject: TrainingSubject,
): string[] {
  const { optimizer: _, ...rest } = asked;
  const task = taskOf({ ...rest, method }, subject, sequence, context.catalog);
  const { best } = searchPlans(task, wishes, context);
  if (best === undefined) return [];
  const cost = best.usd === undefined ? '' : `, ${formatUsd(best.usd.value)}`;
  return [
    `${words}: ${best.count} x ${best.card.id}, ${formatNumber(best.hours.value)} h${cost}, peak ${formatNumber(best.peakGib)} GiB`,
  ];
}

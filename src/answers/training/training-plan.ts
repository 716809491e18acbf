import { gpuPrices } from '../../catalog/tables/gpu-prices.ts';
import { runInterruptions } from '../../catalog/tables/run-interruptions.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { type RentalPrice, rentalPrice } from '../../engines/serving/rental-price.ts';
import { reachedLinkBytesPerSecond } from '../../engines/serving/serving-rates.ts';
import { checkpointInterval } from '../../engines/training/checkpoint-interval.ts';
import { flopPerToken } from '../../engines/training/flop-per-token.ts';
import type { Checkpointing } from '../../engines/training/hardware-flop-factor.ts';
import { lostShare } from '../../engines/training/lost-share.ts';
import { meanTimeBetweenFailures } from '../../engines/training/mean-time-between-failures.ts';
import { pipelineBubble } from '../../engines/training/pipeline-bubble.ts';
import { shardingSeconds } from '../../engines/training/sharding-seconds.ts';
import { type SplitLayout, trainingLayouts } from '../../engines/training/training-layouts.ts';
import { BYTES_PER_GB, BYTES_PER_GIB, BYTES_PER_MIB } from '../../units/bytes.ts';
import { servingConstantsOf } from '../serving-constants-of.ts';
import type { Accelerator } from '../serving-device.ts';
import {
  type ExpectedUtilisation,
  expectedUtilisation,
  type MeasuredRun,
  type Precision,
  peakFlopPerSecond,
} from './expected-utilisation.ts';
import type { TrainedModel } from './trained-network.ts';
import { trainingDefault } from './training-defaults.ts';
import {
  type TrainingMemory,
  type TrainingRun,
  trainedParameters,
  trainingMemory,
} from './training-memory.ts';

/** A run as it is asked for, before a card is chosen. */
export type TrainingTask = {
  readonly model: TrainedModel;
  /** Everything but layout, micro-batch and checkpointing. */
  readonly run: Omit<TrainingRun, 'layout' | 'microBatchTokens' | 'checkpointing' | 'sequenceLength'>;
  readonly tokens: number;
  readonly sequenceLength: number;
  /** Sequences of one micro-batch on one accelerator. */
  readonly microBatch: number;
  readonly precision: Precision;
  /** Tried in this order. */
  readonly checkpointing: readonly Checkpointing[];
  /** Times longer than adapters on a 16-bit base, low and high: the base is unpacked at each use. */
  readonly slower: { readonly low: number; readonly high: number };
  /** Bytes a trained parameter that the optimiser keeps in the host's memory. */
  readonly hostBytes: number;
  /** Fine-tuning: few tokens, so that the batch may not be large. */
  readonly tuning: boolean;
};

export type PlanContext = {
  readonly catalog: Catalog;
  readonly runs: readonly MeasuredRun[];
  readonly today: string;
};

export type Span = { readonly value: number; readonly low: number; readonly high: number };

export type TrainingPlan = {
  readonly card: Accelerator;
  readonly count: number;
  readonly layout: SplitLayout;
  readonly memory: TrainingMemory;
  /** With the allocator's slack and the reserve. */
  readonly peakGib: number;
  readonly limitGib: number;
  /** The peak fits with the error of the memory model too. */
  readonly hasRoom: boolean;
  readonly utilisation: ExpectedUtilisation;
  readonly flopPerToken: number;
  readonly tokensPerSecond: number;
  /** Wall time, the start and interruptions included. */
  readonly hours: Span;
  /** Of it, before the first step. */
  readonly startHours: number;
  readonly usd?: Span;
  readonly price?: RentalPrice<RowOf<typeof gpuPrices>>;
  readonly bubble: number;
  /** The link between cards on a host's bus is slower than their arithmetic. */
  readonly linkBinds: boolean;
  readonly batchTokens: number;
  readonly failures: Failures;
};

export type Failures = {
  readonly hoursBetween: number;
  readonly checkpointGb: number;
  readonly writeSeconds: number;
  readonly intervalMinutes: number;
  readonly lostShare: number;
};

/** The plan on a number of accelerators of one kind; undefined where it does not fit or nothing near was measured. */
export function planOn(
  task: TrainingTask,
  card: Accelerator,
  count: number,
  context: PlanContext,
): TrainingPlan | undefined {
  const fit = fittingLayout(task, card, count, context.catalog);
  if (fit === undefined) return undefined;
  const peak = peakFlopPerSecond(card, task.precision);
  const trained = trainedParameters(task.model, { ...task.run, ...runOf(task, fit.layout) });
  const utilisation = expectedUtilisation(
    card,
    task.precision,
    {
      parameters: task.model.parameters,
      sequenceLength: task.sequenceLength,
      accelerators: count,
      checkpointed: fit.layout.checkpointing === 'full',
      sparse: task.model.experts,
      frozen: task.run.family !== 'full',
    },
    context.runs,
    context.catalog,
  );
  if (utilisation === undefined || peak === undefined) return undefined;
  const flop = flopPerToken(
    {
      parameters: task.model.activeParameters,
      layers: task.model.attentionLayers,
      attentionWidth: task.model.widths.queryWidth,
      sequenceLength: task.sequenceLength,
    },
    task.run.family === 'full' ? {} : { trainedParameters: trained },
  );
  const secondsAt = (share: number): number => (task.tokens * flop) / (count * peak * share);
  const slower = Math.sqrt(task.slower.low * task.slower.high);
  const failures = failuresOf(task, trained, count, context.catalog);
  const moving = busSeconds(task, card, count, fit, context.catalog);
  const work = Math.max(secondsAt(utilisation.value) * slower, moving);
  const startHours = trainingDefault(context.catalog, 'restart-minutes') / 60;
  const hoursOf = (seconds: number): number => startHours + seconds / 3600 / (1 - failures.lostShare);
  const hours = {
    value: hoursOf(work),
    low: hoursOf(Math.max(secondsAt(utilisation.high) * task.slower.low, moving)),
    high: hoursOf(Math.max(secondsAt(utilisation.low) * task.slower.high, moving)),
  };
  const price = rentalPrice(context.catalog.rows(gpuPrices), card.id, count, context.today);
  const microBatches = microBatchesOf(task, fit.layout, context.catalog);
  return {
    card,
    count,
    layout: fit.layout,
    memory: fit.memory,
    peakGib: fit.peakGib,
    limitGib: fit.limitGib,
    hasRoom: hasRoom(fit, context.catalog),
    utilisation,
    flopPerToken: flop,
    tokensPerSecond: task.tokens / work,
    hours,
    startHours,
    ...(price === undefined
      ? {}
      : {
          price,
          usd: {
            value: hours.value * price.usdPerHour,
            low: hours.low * price.usdPerHour,
            high: hours.high * price.usdPerHour,
          },
        }),
    linkBinds: work <= moving,
    bubble: pipelineBubble(fit.layout.pipelineParallel, microBatches),
    batchTokens: stepTokens(task, fit.layout) * microBatches,
    failures,
  };
}

type Fit = {
  readonly layout: SplitLayout;
  readonly memory: TrainingMemory;
  readonly peakGib: number;
  readonly limitGib: number;
};

/** Seconds that shards cross the bus of a host; runs over faster links were measured with their traffic. */
function busSeconds(
  task: TrainingTask,
  card: Accelerator,
  count: number,
  { layout, memory }: Fit,
  catalog: Catalog,
): number {
  const { dataParallel, stage } = layout;
  if (!isOnBus(card) || stage < 3 || dataParallel === 1 || card.linkGbPerSecond === undefined) return 0;
  const weightBytes = memory.parts.weights * dataParallel;
  const microBatches = task.tokens / (count * task.microBatch * task.sequenceLength);
  const step = {
    weightBytes,
    gradientBytes: task.run.family === 'full' ? weightBytes : 0,
    ranks: dataParallel,
    linkBytesPerSecond: reachedLinkBytesPerSecond(
      { linkGbPerSecond: card.linkGbPerSecond, consumer: card.class === 'consumer-gpu' },
      servingConstantsOf(catalog),
    ),
  };
  return microBatches * shardingSeconds(step);
}

/** Cards that reach one another over the host's bus or a bridge between two. */
export function isOnBus({ link }: Pick<Accelerator, 'link'>): boolean {
  return /PCIe|bridge/.test(link);
}

/** Tokens of a step with one micro-batch. */
function stepTokens({ microBatch, sequenceLength }: TrainingTask, { dataParallel }: SplitLayout): number {
  return dataParallel * microBatch * sequenceLength;
}

/** Of a step: enough to fill the pipeline where the largest batch allows it, and one without a pipeline. */
function microBatchesOf(task: TrainingTask, layout: SplitLayout, catalog: Catalog): number {
  const stages = layout.pipelineParallel;
  if (stages === 1) return 1;
  const wanted = stages * trainingDefault(catalog, 'microbatches-per-stage');
  return Math.max(
    stages,
    Math.min(wanted, Math.floor(largestBatch(task, catalog) / stepTokens(task, layout))),
  );
}

/** Tokens of a step beyond which more accelerators do not help. */
export function largestBatch(task: TrainingTask, catalog: Catalog): number {
  const most = trainingDefault(catalog, 'global-batch-tokens');
  return task.tuning ? Math.min(most, task.tokens / trainingDefault(catalog, 'fewest-steps')) : most;
}

/**
 * The first split, in the order to be tried, that fits, those within the largest batch before others; of its stages and checkpointing the
 * first that also fits with the error of the model, else the first that fits.
 */
export function fittingLayout(
  task: TrainingTask,
  card: Accelerator,
  count: number,
  catalog: Catalog,
): Fit | undefined {
  const limitGib = usableGib(card);
  const most = largestBatch(task, catalog);
  const within = (layout: SplitLayout): boolean => stepTokens(task, layout) * layout.pipelineParallel <= most;
  const layouts = layoutsOf(task, card, count);
  let bare: Fit | undefined;
  for (const layout of [...layouts.filter(within), ...layouts.filter((one) => !within(one))]) {
    if (bare !== undefined && !isSameSplit(bare.layout, layout)) break;
    const fit = { ...memoryOf(task, layout, catalog), layout, limitGib };
    if (hasRoom(fit, catalog)) return fit;
    if (fit.peakGib <= limitGib) bare ??= fit;
  }
  return bare;
}

function hasRoom({ peakGib, limitGib }: Pick<Fit, 'peakGib' | 'limitGib'>, catalog: Catalog): boolean {
  return (1 + trainingDefault(catalog, 'memory-error')) * peakGib <= limitGib;
}

function isSameSplit(a: SplitLayout, b: SplitLayout): boolean {
  return a.tensorParallel === b.tensorParallel && a.pipelineParallel === b.pipelineParallel;
}

/** The layout that needs least memory, fitting or not: for saying what is missing. */
export function leastMemory(task: TrainingTask, card: Accelerator, count: number, catalog: Catalog): Fit {
  const fits = layoutsOf(task, card, count).map((layout) => ({
    ...memoryOf(task, layout, catalog),
    layout,
    limitGib: usableGib(card),
  }));
  return fits.reduce((least, next) => (next.peakGib < least.peakGib ? next : least));
}

/** A quantised base is split by data alone, as FSDP shards it: what splits layers or stages does not take 4-bit weights. */
function layoutsOf(task: TrainingTask, card: Accelerator, count: number): SplitLayout[] {
  const layouts = trainingLayouts({
    accelerators: count,
    perNode: card.memoryKind === 'hbm' ? Math.min(8, card.perNode ?? 1) : 1,
    heads: task.model.widths.heads,
    layers: task.model.layers,
    checkpointing: task.checkpointing,
  });
  return task.run.family === 'quantised-adapter'
    ? layouts.filter(({ dataParallel }) => dataParallel === count)
    : layouts;
}

function memoryOf(
  task: TrainingTask,
  layout: SplitLayout,
  catalog: Catalog,
): { readonly memory: TrainingMemory; readonly peakGib: number } {
  const memory = trainingMemory(task.model, { ...task.run, ...runOf(task, layout) });
  const slack = 1 + trainingDefault(catalog, 'allocator-slack');
  const reserve = trainingDefault(catalog, 'memory-reserve-gib');
  return { memory, peakGib: (slack * memory.peak.bytes) / BYTES_PER_GIB + reserve };
}

function runOf(
  task: TrainingTask,
  layout: SplitLayout,
): Pick<TrainingRun, 'layout' | 'microBatchTokens' | 'checkpointing' | 'sequenceLength'> {
  return {
    layout,
    checkpointing: layout.checkpointing,
    sequenceLength: task.sequenceLength,
    microBatchTokens: task.microBatch * task.sequenceLength,
  };
}

function usableGib(card: Accelerator): number {
  return card.reportedMib === undefined
    ? (card.memoryGb * BYTES_PER_GB) / BYTES_PER_GIB
    : (card.reportedMib * BYTES_PER_MIB) / BYTES_PER_GIB;
}

/** Checkpoints hold what is trained: weights, master weights and states; of adapters the weight and two states. */
function failuresOf(task: TrainingTask, trained: number, count: number, catalog: Catalog): Failures {
  const [observed] = catalog.rows(runInterruptions);
  if (observed === undefined) throw new Error('the run-interruptions table is empty');
  const { adapter, states } = task.run;
  const each =
    adapter === undefined
      ? states.weights + states.master + states.optimizer + task.hostBytes
      : 3 * adapter.bytes;
  const bytes = trained * each;
  const nodes = Math.ceil(count / 8);
  const writeSeconds = Math.max(
    1,
    bytes / (nodes * trainingDefault(catalog, 'storage-gb-per-second') * BYTES_PER_GB),
  );
  const meanSecondsBetweenFailures = meanTimeBetweenFailures(observed, count);
  const { dalySeconds } = checkpointInterval(writeSeconds, meanSecondsBetweenFailures);
  const lost = lostShare({
    intervalSeconds: dalySeconds,
    writeSeconds,
    restartSeconds: 60 * trainingDefault(catalog, 'restart-minutes'),
    meanSecondsBetweenFailures,
  });
  return {
    hoursBetween: meanSecondsBetweenFailures / 3600,
    checkpointGb: bytes / BYTES_PER_GB,
    writeSeconds,
    intervalMinutes: dalySeconds / 60,
    lostShare: lost,
  };
}

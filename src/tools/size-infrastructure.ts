import * as z from 'zod/v4';
import { answerMeasuredModel } from '../answers/answer-measured-model.ts';
import { assumedDefault } from '../answers/assumed-default.ts';
import { fourDigits } from '../answers/figures.ts';
import {
  candidatesOf,
  isUsual,
  layoutName,
  MOST_ACCELERATORS,
  rentalOf,
  serviceOn,
} from '../answers/llm-candidates.ts';
import { llmChanges } from '../answers/llm-changes.ts';
import { rangedFigure } from '../answers/llm-figures.ts';
import { llmFinalist, missedWords } from '../answers/llm-finalist.ts';
import type { Load } from '../answers/llm-percentiles.ts';
import { BINDING, cardsOf, configurationName, gb, ms, whyNot } from '../answers/llm-sentences.ts';
import { llmSpeed } from '../answers/llm-speed.ts';
import { listedArchitecture, subjectOfConfig, subjectOfName } from '../answers/llm-subject.ts';
import { assumptionsOfLlm, warningsOfLlm } from '../answers/llm-terms.ts';
import { servingConstantsOf } from '../answers/serving-constants-of.ts';
import { servingDevice } from '../answers/serving-device.ts';
import { type Format, servingWorkload } from '../answers/serving-workload.ts';
import { accelerators } from '../catalog/tables/accelerators.ts';
import { gpuPrices } from '../catalog/tables/gpu-prices.ts';
import { memoryTechniques } from '../catalog/tables/memory-techniques.ts';
import { sources } from '../catalog/tables/sources.ts';
import { weightFormats } from '../catalog/tables/weight-formats.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool, type ToolContext } from '../contract/define-tool.ts';
import { answerFields, detail } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import {
  bullets,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { rowCalled } from '../contract/row-called.ts';
import { kvBytesPerSequence } from '../engines/memory/kv-bytes-per-sequence.ts';
import { kvBytesPerToken } from '../engines/memory/kv-bytes-per-token.ts';
import { arithmeticPath } from '../engines/serving/arithmetic-path.ts';
import { costLatencyFrontier } from '../engines/serving/search-configurations.ts';
import { ENGINES, type Layout } from '../engines/serving/workload.ts';

const OPTIONS_SHOWN = { concise: 4, full: 24 } as const;
const LOST_SHOWN = { concise: 3, full: 8 } as const;
/** Formats that `any` tries, where the hardware computes in them, beside the published one. */
const ANY_FORMAT = ['fp8', 'nvfp4', 'awq-int4-g128'];
const LAYOUT = /^(TP|DP)([1-9]\d{0,2})(?: PP([1-9]\d{0,2}))?$/;

const milliseconds = z.number().positive().max(1e7).optional();
const input = z.strictObject({
  model: z.string().min(1).max(80).optional().describe('catalogue or hub name; else config'),
  config: z.looseObject({}).optional().describe('fields of a Hugging Face config.json'),
  parametersB: z.number().positive().max(1e5).optional().describe('billions, with config'),
  format: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('weights, e.g. fp8; any = cheapest; default: as published'),
  kvCacheFormat: z.enum(['16-bit', 'fp8']).default('16-bit'),
  engine: z.enum(ENGINES).optional().describe('default vllm'),
  accelerator: z.string().min(1).max(60).optional().describe('default: all compared'),
  acceleratorCount: z.int().min(1).max(1024).optional().describe('at hand; default: the fewest that do'),
  layout: z.string().max(20).optional().describe('of one copy: TP8, TP8 PP2, DP8; default: searched'),
  inputTokens: z.int().min(1).max(1e7).optional().describe('mean a request'),
  outputTokens: z.int().min(1).max(1e6).optional().describe('mean, reasoning included'),
  lengthSpread: z
    .number()
    .min(1)
    .max(3.8)
    .optional()
    .describe('95th percentile over mean of lengths; default 2'),
  sharedPrefix: z.number().min(0).max(0.99).optional().describe('share of input already cached; default 0'),
  concurrency: z.int().min(1).max(1e6).optional().describe('requests at once; default 1'),
  requestsPerSecond: z
    .number()
    .positive()
    .max(1e6)
    .optional()
    .describe('mean; images, audio seconds, ... too'),
  peakFactor: z.number().min(1).max(100).optional().describe('peak over mean rate; default 1'),
  timeToFirstTokenMs: milliseconds,
  timePerOutputTokenMs: milliseconds,
  latencyMs: milliseconds.describe('end to end'),
  percentile: z.enum(['p50', 'p95', 'p99']).optional().describe('of the three targets; default p95'),
  batch: z.int().min(1).max(1e5).optional().describe('of models other than LLMs'),
  utilisation: z.number().min(0.1).max(1).optional().describe('share of memory for the engine'),
  detail,
});
type Input = z.output<typeof input>;

const percentiles = z.strictObject({ p50: z.number(), p95: z.number(), p99: z.number() });
const option = z.strictObject({
  accelerator: z.string(),
  count: z.number(),
  /** `TP2`, `TP8 PP2`, `4 x TP1`, `DP8`; absent for one card. */
  layout: z.string().optional(),
  format: z.string().optional(),
  mostAtOnce: z.number().optional(),
  itemsPerSecond: z.number().optional(),
  tokensPerSecond: z.number().optional(),
  msPerToken: z.number().optional(),
  usdPerHour: z.number().optional(),
  basis: z.string().optional(),
});

const output = z.strictObject({
  ...answerFields,
  fits: z.boolean(),
  binding: z.string(),
  format: z.string().optional(),
  /** Gigabytes are decimal; `perAccelerator` is of the first choice. */
  memory: z
    .strictObject({
      weightsGb: z.number(),
      kvBytesPerToken: z.number(),
      kvGbPerSequence: z.number(),
      perAccelerator: z.strictObject({
        usableGb: z.number(),
        weightsGb: z.number(),
        /** Activations, runtime and CUDA graphs. */
        reserveGb: z.number(),
        /** Negative by what is lacking. */
        freeForCacheGb: z.number(),
      }),
    })
    .optional(),
  weightsByPartGb: z.record(z.string(), z.number()).optional(),
  /** Of the first choice under the load, all copies together; absent when nothing fits. */
  speed: z
    .strictObject({
      timeToFirstTokenMs: rangedFigure,
      timePerOutputTokenMs: rangedFigure,
      outputTokensPerSecond: rangedFigure,
      /** What takes the time of a step. */
      bound: z.string(),
      saturatesAtRequestsPerSecond: z.number(),
      /** How the ranges were found. */
      error: z.string(),
    })
    .optional(),
  /** Simulated arrivals, milliseconds. */
  simulated: z
    .strictObject({
      requests: z.number(),
      timeToFirstTokenMs: percentiles,
      timePerOutputTokenMs: percentiles,
      latencyMs: percentiles,
    })
    .optional(),
  cost: z.strictObject({ usdPerHour: z.number(), usdPerMillionOutputTokens: z.number() }).optional(),
  /** The frontier of cost against latency, cheapest first. */
  options: z.array(option),
  /** Neighbours and why they lost. */
  lost: z.array(z.strictObject({ option: z.string(), why: z.string() })),
  changes: z.array(z.strictObject({ change: z.string(), effect: z.string() })),
  configKeysRead: z.array(z.string()).optional(),
});
type Answer = z.output<typeof output>;

function run(asked: Input, context: ToolContext): z.input<typeof output> {
  refuseContradictions(asked);
  const { catalog } = context;
  const isLanguageModel =
    asked.config !== undefined ||
    asked.inputTokens !== undefined ||
    asked.outputTokens !== undefined ||
    listedArchitecture(asked.model ?? '', catalog) !== undefined;
  return isLanguageModel ? sizeLanguageModel(asked, context) : answerMeasuredModel(asked, context);
}

function sizeLanguageModel(asked: Input, { catalog, today }: ToolContext): z.input<typeof output> {
  const { inputTokens, outputTokens } = asked;
  if (inputTokens === undefined || outputTokens === undefined)
    throw inputError(
      inputTokens === undefined ? 'inputTokens' : 'outputTokens',
      'is missing: a language model is sized for the lengths of its requests',
      'Send the mean tokens of a prompt and of an answer',
    );
  const cited = collectCitations(catalog.rows(sources));
  const subject =
    asked.config === undefined
      ? subjectOfName(asked.model ?? '', catalog)
      : subjectOfConfig(asked.config, asked.parametersB, catalog);
  const tokens = inputTokens + outputTokens;
  if (tokens > (subject.maximumContext ?? tokens))
    throw inputError(
      'inputTokens',
      `with outputTokens ${tokens} tokens are more than the model's context of ${subject.maximumContext}`,
      'Shorten the request, or choose a model with a longer context',
    );
  const formats = catalog.rows(weightFormats);
  const anyFormat = asked.format === 'any';
  const format = rowCalled(
    formats,
    anyFormat ? subject.nativeFormat : (asked.format ?? subject.nativeFormat),
    'format',
    'weight format',
  );
  const assumedIds = new Set<string>();
  const assumedRow = (id: string) => assumedDefault(catalog, id);
  const assumed = (id: string): number => {
    assumedIds.add(id);
    return assumedRow(id).value;
  };
  const rate =
    asked.requestsPerSecond === undefined ? undefined : asked.requestsPerSecond * (asked.peakFactor ?? 1);
  const question = {
    engine: asked.engine ?? 'vllm',
    demand:
      rate === undefined
        ? { concurrency: asked.concurrency ?? 1 }
        : { requestsPerSecond: rate, targetLoad: assumed('target-load') },
    targets: {
      timeToFirstToken: seconds(asked.timeToFirstTokenMs),
      timePerOutputToken: seconds(asked.timePerOutputTokenMs),
      endToEnd: seconds(asked.latencyMs),
    },
    count: asked.acceleratorCount,
    layout: layoutOf(asked),
    utilisation: asked.utilisation,
    rentals: catalog.rows(gpuPrices),
    today,
    constants: servingConstantsOf(catalog),
    assumed,
  } as const;
  const workloadIn = (stored: Format, kv = asked.kvCacheFormat) =>
    servingWorkload({
      shape: subject.shape,
      parameters: subject.parameters,
      format: stored,
      kvElementBytes: kv === 'fp8' ? 1 : 2,
      inputTokens,
      outputTokens,
      sharedPrefix: asked.sharedPrefix,
    });
  const workload = workloadIn(format);
  const rows = catalog.rows(accelerators);
  const compared =
    asked.accelerator === undefined
      ? rows
      : [rowCalled(rows, asked.accelerator, 'accelerator', 'accelerator')];
  const choices = compared.flatMap((row) => {
    const device = servingDevice(row);
    const others = anyFormat
      ? formats.filter(
          ({ id, arithmetic }) =>
            ANY_FORMAT.includes(id) &&
            id !== format.id &&
            (arithmetic === 'any' || arithmeticPath(arithmetic, device).path === 'native'),
        )
      : [];
    return [format, ...others].map((stored) => serviceOn(row, stored, workloadIn(stored), question));
  });
  if (asked.format !== undefined && asked.accelerator !== undefined && !anyFormat)
    refuseFormat(format, compared[0], formats);
  const all = candidatesOf(
    choices.filter(({ path }) => path !== 'unlisted' || asked.accelerator !== undefined),
    question,
  );
  const usual = all.filter(isUsual);
  const carrying = usual.some(({ plan }) => plan.carries) ? usual : all;
  const load: Load = {
    requestsPerSecond: rate,
    spread: asked.lengthSpread ?? assumed('length-spread'),
    percentile: asked.percentile ?? 'p95',
    targets: question.targets,
  };
  const finalist = llmFinalist(asked.accelerator === undefined ? carrying : all, load, {
    catalog,
    subject,
    kvCacheFormat: asked.kvCacheFormat,
    engine: asked.engine,
  });
  if (finalist === undefined) throw new Error('the catalogue lists no accelerator');
  const { first, holds } = finalist;
  const { plan, tag } = first;
  const rental = rentalOf(first, question);
  for (const id of [...subject.cites, tag.format.source, tag.row.source]) cited.cite(id);
  if (rental !== undefined) cited.cite(rental.rental.source);
  const speed = llmSpeed(first, finalist, question.engine, catalog);
  for (const id of speed?.cites ?? []) cited.cite(id);
  if (asked.detail === 'full') for (const id of assumedIds) cited.cite(assumedRow(id).source);
  const shown = OPTIONS_SHOWN[asked.detail];
  const frontier = costLatencyFrontier(carrying);
  const nameOf = (one: Finalist['first']): string =>
    [one.tag.row.id, one.tag.format.id, layoutName(one.plan)].join(' ');
  const dearer = frontier.filter(
    (one) => nameOf(one) !== nameOf(first) && (one.usdPerHour ?? 0) >= (first.usdPerHour ?? 0),
  );
  const priced = [first, ...dearer];
  const listed = priced.filter(({ plan: one }) => one.carries).slice(0, shown);
  const wanted =
    rate === undefined
      ? `${formatNumber(asked.concurrency ?? 1)} at once`
      : `${formatNumber(rate / assumed('target-load'))} requests a second (${formatNumber(rate)} at ${formatNumber(100 * assumed('target-load'))} % load)`;
  const changes = llmChanges({
    first,
    formats,
    workloadIn,
    question,
    rows,
    searched: compared,
    catalog,
    maximumContext: subject.maximumContext ?? 1e7,
    kvCacheFormat: asked.kvCacheFormat,
    full: asked.detail === 'full',
  });
  for (const id of changes.cites) cited.cite(id);
  const kv = kvBytesPerToken(subject.shape, workload.kvElementBytes);
  const shownWorkload = tag.request.workload;
  return {
    verdict: verdictOf(subject.name, asked, finalist, tokens, question.targets),
    fits: plan.carries && holds.missed === undefined,
    binding: holds.missed === undefined ? plan.binds : 'target',
    format: tag.format.id,
    memory: {
      weightsGb: gb(shownWorkload.weights.total),
      kvBytesPerToken: kv.full + kv.sliding + kv.indexer,
      kvGbPerSequence: gb(kvBytesPerSequence(subject.shape, workload.kvElementBytes, tokens)),
      perAccelerator: {
        usableGb: gb(plan.memory.usableBytes),
        weightsGb: gb(plan.memory.weightBytes),
        reserveGb: gb(plan.memory.activationBytes + plan.memory.runtimeBytes),
        freeForCacheGb: gb(plan.memory.freeBytes),
      },
    },
    ...(asked.detail === 'full'
      ? {
          weightsByPartGb: Object.fromEntries(
            Object.entries(shownWorkload.weights).map(([part, bytes]) => [part, gb(bytes)]),
          ),
        }
      : {}),
    ...(speed === undefined ? {} : { speed: speed.figures }),
    ...(holds.service === undefined ? {} : { simulated: simulatedMs(holds.service) }),
    ...(speed === undefined || first.usdPerHour === undefined
      ? {}
      : {
          cost: {
            usdPerHour: Number(first.usdPerHour.toFixed(2)),
            usdPerMillionOutputTokens: fourDigits(
              (first.usdPerHour * 1e6) / (3600 * speed.figures.outputTokensPerSecond.value),
            ),
          },
        }),
    options: listed.map((one) => optionOf(one, anyFormat, one === first ? speed?.figures : undefined)),
    lost: lostOf(
      first,
      all,
      question.targets,
      outputTokens,
      wanted,
      LOST_SHOWN[asked.detail],
      finalist,
      load,
    ),
    changes: changes.steps,
    ...(subject.keysRead === undefined ? {} : { configKeysRead: [...subject.keysRead] }),
    assumptions: assumptionsOfLlm(
      asked,
      subject,
      tag,
      load,
      plan.layout,
      holds.service !== undefined,
      assumed('target-load'),
    ),
    warnings: [
      ...warningsOfLlm(
        first,
        subject,
        catalog.rows(memoryTechniques),
        rental?.rental.asOf,
        gpuPrices.staleAfterDays,
        today,
      ),
      ...(speed?.warnings ?? []),
      ...subject.warnings,
    ],
    sources: cited.list(),
    next: [{ tool: 'estimateCost', why: 'compares this with API prices at your volume' }],
  };
}

function refuseContradictions(asked: Input): void {
  if ((asked.model === undefined) === (asked.config === undefined))
    throw inputError(
      'model',
      asked.model === undefined ? 'and config are both missing' : 'and config are both given',
      'Send the catalogue name of a model, or the fields of its config.json',
    );
  if (asked.concurrency !== undefined && asked.requestsPerSecond !== undefined)
    throw inputError('concurrency', 'and requestsPerSecond are both given', 'Send the one that you know');
  if (asked.peakFactor !== undefined && asked.requestsPerSecond === undefined)
    throw inputError(
      'peakFactor',
      'multiplies requestsPerSecond, which is missing',
      'Send requestsPerSecond',
    );
  if (asked.parametersB !== undefined && asked.config === undefined)
    throw inputError(
      'parametersB',
      'goes with config: the catalogue knows the parameters of its models',
      'Leave it out',
    );
}

/** A format that the named accelerator cannot compute in, and that would only cost there. */
function refuseFormat(
  format: Format,
  row: (typeof accelerators)['~row'] | undefined,
  formats: readonly Format[],
): void {
  if (row === undefined || !['fp4', 'int8'].includes(format.arithmetic)) return;
  const device = servingDevice(row);
  const { path } = arithmeticPath(format.arithmetic, device);
  if (path === 'native' || path === 'unlisted') return;
  const nearest = formats
    .filter(({ arithmetic, covers, id }) => arithmetic !== 'any' && covers === 'linear' && id !== format.id)
    .filter(({ arithmetic }) => arithmeticPath(arithmetic, device).path === 'native')
    .toSorted(
      (a, b) =>
        Math.abs(a.bitsPerWeight - format.bitsPerWeight) - Math.abs(b.bitsPerWeight - format.bitsPerWeight),
    );
  throw inputError(
    'format',
    `${format.id} needs ${format.arithmetic.toUpperCase()} arithmetic, which ${row.id} ${path === 'collapsed' ? 'all but lacks' : 'lacks'}`,
    `Nearest that it has: ${[...new Set(nearest.slice(0, 2).map(({ id }) => id))].join(', ') || '16-bit'}; awq-int4-g128 runs anywhere, computed at 16 bits`,
  );
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

function layoutOf({ layout: named, acceleratorCount }: Input): Layout | undefined {
  if (named === undefined) return undefined;
  const [, kind, width, stages = '1'] = LAYOUT.exec(named) ?? [];
  if (width === undefined)
    throw inputError('layout', `${JSON.stringify(named)} is not a layout`, 'Send TP4, TP8 PP2 or DP8');
  const takes = Number(width) * Number(stages);
  const limit = acceleratorCount ?? MOST_ACCELERATORS;
  if (takes > limit)
    throw inputError(
      'layout',
      `${named} takes ${takes} accelerators, more than the ${limit} ${acceleratorCount === undefined ? 'that are tried' : 'at hand'}`,
      'Send a smaller layout, or a larger acceleratorCount',
    );
  return { tensorParallel: Number(width), pipelineStages: Number(stages), attentionData: kind === 'DP' };
}

function simulatedMs(service: NonNullable<NonNullable<ReturnType<typeof llmFinalist>>['holds']['service']>) {
  const inMs = ({ p50, p95, p99 }: { p50: number; p95: number; p99: number }) => ({
    p50: fourDigits(p50 * 1000),
    p95: fourDigits(p95 * 1000),
    p99: fourDigits(p99 * 1000),
  });
  return {
    requests: service.requests,
    timeToFirstTokenMs: inMs(service.timeToFirstToken),
    timePerOutputTokenMs: inMs(service.timePerOutputToken),
    latencyMs: inMs(service.endToEnd),
  };
}

type Finalist = NonNullable<ReturnType<typeof llmFinalist>>;

function verdictOf(
  name: string,
  asked: Input,
  { first, holds }: Finalist,
  tokens: number,
  targets: Finalist['first']['tag']['request']['targets'],
): string {
  const { plan, tag } = first;
  const load =
    asked.requestsPerSecond === undefined
      ? `${formatNumber(asked.concurrency ?? 1)} at once`
      : `${formatNumber(asked.requestsPerSecond * (asked.peakFactor ?? 1))} a second at the peak`;
  const what = `${name} in ${tag.format.id}, requests of ${formatNumber(tokens)} tokens, ${load}`;
  if (plan.carries && holds.missed === undefined) {
    const why = asked.acceleratorCount === undefined ? BINDING[plan.binds] : 'it fits';
    return `${what}: ${configurationName(first)}; ${why}.`;
  }
  if (plan.carries && holds.missed !== undefined && holds.service !== undefined) {
    const percentile = asked.percentile ?? 'p95';
    const missed = holds.service[holds.missed][percentile];
    return `${what}: ${configurationName(first)} carries the load, but ${percentile} of the ${TARGETS[holds.missed]} is ${ms(missed)} ms in simulation, above ${ms(targets[holds.missed] ?? 0)} ms.`;
  }
  const outputs = asked.outputTokens ?? 1;
  return `${what}: ${cardsOf(first)} ${whyNot(first, targets, outputs, load)}.`;
}

const TARGETS = {
  timeToFirstToken: 'time to first token',
  timePerOutputToken: 'time per output token',
  endToEnd: 'latency',
};

function optionOf(
  { tag, plan, usdPerHour }: Finalist['first'],
  withFormat: boolean,
  figures: Answer['speed'],
): z.output<typeof option> {
  return {
    accelerator: tag.row.id,
    count: plan.accelerators,
    ...(plan.accelerators === 1 ? {} : { layout: layoutName(plan) }),
    ...(withFormat ? { format: tag.format.id } : {}),
    mostAtOnce: plan.copies * plan.largestConcurrency,
    tokensPerSecond:
      figures?.outputTokensPerSecond.value ?? fourDigits(plan.operation.outputTokensPerSecond * plan.copies),
    msPerToken: figures?.timePerOutputTokenMs.value ?? fourDigits(plan.operation.timePerOutputToken * 1000),
    basis: figures?.timePerOutputTokenMs.basis ?? 'modelled',
    ...(usdPerHour === undefined ? {} : { usdPerHour: Number(usdPerHour.toFixed(2)) }),
  };
}

/** Configurations next to the first: of the same accelerator with less, and the nearest of others, with what they lack. */
function lostOf(
  first: Finalist['first'],
  all: readonly Finalist['first'][],
  targets: Finalist['first']['tag']['request']['targets'],
  outputTokens: number,
  wanted: string,
  most: number,
  { passedOver, holds }: Finalist,
  load: Load,
): z.output<typeof output>['lost'] {
  const seen = new Set([first.tag.row.id]);
  const simulated = passedOver.map(({ candidate, why }) => {
    seen.add(candidate.tag.row.id);
    return { option: configurationName(candidate), why };
  });
  const dearer = all
    .filter(
      ({ plan, usdPerHour }) =>
        plan.carries &&
        usdPerHour !== undefined &&
        first.usdPerHour !== undefined &&
        usdPerHour > first.usdPerHour,
    )
    .filter(({ tag }) => !seen.has(tag.row.id) && seen.add(tag.row.id))
    .slice(0, 1)
    .map((one) => ({
      option: configurationName(one),
      why: `costs ${formatUsd((one.usdPerHour ?? 0) - (first.usdPerHour ?? 0))} an hour more; ${ms(one.plan.operation.timePerOutputToken)} ms a token instead of ${ms(first.plan.operation.timePerOutputToken)}`,
    }));
  const { plan } = first;
  const rateOf = (copies: number): string =>
    `saturates at ${formatNumber(copies * plan.requestsPerSecondPerCopy)} requests a second, holds ${formatNumber(copies * plan.mostUnderTargets)} at once, of ${wanted}`;
  const { fewer: missedFewer } = holds;
  const fewer =
    plan.copies > 1
      ? [
          {
            option: `${plan.copies - 1} instead of ${plan.copies} copies`,
            why: missedFewer === undefined ? rateOf(plan.copies - 1) : missedWords(missedFewer, load),
          },
        ]
      : [];
  const failing = all
    .filter((one) => !one.plan.carries && one.plan.missed !== undefined && isUsual(one))
    .filter((one) => one.usdPerHour !== undefined && !seen.has(one.tag.row.id) && seen.add(one.tag.row.id))
    .map((one) => ({ option: one.tag.row.id, why: whyNot(one, targets, outputTokens, wanted) }));
  return first.plan.carries ? [...simulated, ...fewer, ...dearer, ...failing].slice(0, most) : [];
}

function render(answer: Answer): string {
  const { memory, speed, simulated, cost } = answer;
  const each = memory?.perAccelerator;
  const range = ({ value, basis, low, high, source }: z.output<typeof rangedFigure>, unit: string): string =>
    `${formatNumber(value)} ${unit} (${[basis, source].filter((part) => part !== undefined).join(', ')}${low === undefined || high === undefined ? '' : `, ${formatNumber(low)} to ${formatNumber(high)}`})`;
  return paragraphs(
    `**${answer.verdict}**`,
    memory === undefined || each === undefined
      ? ''
      : `Weights ${formatNumber(memory.weightsGb)} GB; cache ${formatNumber(memory.kvBytesPerToken)} B a token, ${formatNumber(memory.kvGbPerSequence)} GB a request. Each card: ${formatNumber(each.usableGb)} GB usable - ${formatNumber(each.weightsGb)} weights - ${formatNumber(each.reserveGb)} reserve = ${formatNumber(each.freeForCacheGb)} GB for the cache.`,
    speed === undefined
      ? ''
      : `Under the load: ${range(speed.outputTokensPerSecond, 'tokens/s')}; ${range(speed.timePerOutputTokenMs, 'ms a token')}; first token on an idle copy ${range(speed.timeToFirstTokenMs, 'ms')}. Bound by ${speed.bound}; saturates at ${formatNumber(speed.saturatesAtRequestsPerSecond)} requests/s. ${speed.error}`,
    simulated === undefined
      ? ''
      : markdownTable(
          [`Simulated (${formatNumber(simulated.requests)} requests)`, 'p50', 'p95', 'p99'],
          (
            [
              ['First token (ms)', simulated.timeToFirstTokenMs],
              ['Each token (ms)', simulated.timePerOutputTokenMs],
              ['Whole answer (ms)', simulated.latencyMs],
            ] as const
          ).map(([name, { p50, p95, p99 }]) => [
            name,
            formatNumber(p50),
            formatNumber(p95),
            formatNumber(p99),
          ]),
        ),
    cost === undefined
      ? ''
      : `${formatUsd(cost.usdPerHour)} an hour, ${formatUsd(cost.usdPerMillionOutputTokens)} a million output tokens at this load.`,
    answer.options.length === 0
      ? ''
      : markdownTable(
          [
            'Accelerator',
            'Count',
            'Layout',
            'Format',
            'Most at once',
            'A second',
            'ms a token',
            'USD/h',
            'Basis',
          ],
          answer.options.map((row) => [
            row.accelerator,
            String(row.count),
            row.layout ?? '-',
            row.format ?? '-',
            row.mostAtOnce === undefined ? '-' : formatNumber(row.mostAtOnce),
            row.tokensPerSecond !== undefined
              ? `${formatNumber(row.tokensPerSecond)} tokens`
              : row.itemsPerSecond === undefined
                ? '-'
                : formatNumber(row.itemsPerSecond),
            row.msPerToken === undefined ? '-' : formatNumber(row.msPerToken),
            row.usdPerHour === undefined ? '-' : formatUsd(row.usdPerHour),
            row.basis ?? 'modelled',
          ]),
        ),
    bullets(
      'Why not',
      answer.lost.map(({ option: name, why }) => `${name}: ${why}`),
    ),
    bullets(
      'What would change it',
      answer.changes.map(({ change, effect }) => `${change}: ${effect}`),
    ),
    answer.weightsByPartGb === undefined
      ? ''
      : bullets(
          'Weights by part (GB)',
          Object.entries(answer.weightsByPartGb).map(([part, size]) => `${part}: ${formatNumber(size)}`),
        ),
    answer.configKeysRead === undefined
      ? ''
      : `Read from the configuration: ${answer.configKeysRead.join(', ')}.`,
    renderEnding(answer),
  );
}

export const sizeInfrastructure = defineTool({
  name: 'sizeInfrastructure',
  title: 'Size infrastructure',
  description:
    'How many accelerators a model needs. Language models: memory itemised, the cheapest configuration over accelerators, layouts and copies that carries the load within latency targets (percentiles simulated), speed measured where published or modelled with its validated error, neighbours and why they lost. Vision, speech, embeddings: counts from measured throughput. Not for API prices (estimateCost) or choice of model (selectModel).',
  input,
  output,
  examples: [
    {
      ask: 'Which GPUs do I need for Llama 3.1 70B with 16 users at once?',
      input: { model: 'Llama-3.1-70B', format: 'fp8', inputTokens: 2000, outputTokens: 500, concurrency: 16 },
    },
    {
      ask: 'Does Llama 3.1 70B fit on one A100 40GB?',
      input: {
        model: 'Llama-3.1-70B',
        accelerator: 'A100-40GB-SXM',
        acceleratorCount: 1,
        inputTokens: 1000,
        outputTokens: 500,
      },
    },
    {
      ask: 'How many T4s for EfficientNet-B0 at 2,000 images a second?',
      input: { model: 'EfficientNet-B0', accelerator: 'T4', requestsPerSecond: 2000 },
    },
  ],
  run,
  render,
});

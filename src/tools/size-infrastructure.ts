import * as z from 'zod/v4';
import { shapeOfArchitecture } from '../answers/shape-of-architecture.ts';
import { accelerators } from '../catalog/tables/accelerators.ts';
import { architectures } from '../catalog/tables/architectures.ts';
import { defaults } from '../catalog/tables/defaults.ts';
import { gpuPrices } from '../catalog/tables/gpu-prices.ts';
import { licences } from '../catalog/tables/licences.ts';
import { models } from '../catalog/tables/models.ts';
import { sources } from '../catalog/tables/sources.ts';
import { weightFormats } from '../catalog/tables/weight-formats.ts';
import type { Catalog, TableOf } from '../contract/catalog.ts';
import { collectCitations, stalenessWarning } from '../contract/citations.ts';
import { defineTool, type ToolContext } from '../contract/define-tool.ts';
import { answerFields, BASES, detail } from '../contract/figure.ts';
import { InputError, inputError } from '../contract/input-error.ts';
import {
  bullets,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { didYouMean } from '../contract/nearest.ts';
import { kvBytesPerSequence } from '../engines/memory/kv-bytes-per-sequence.ts';
import { kvBytesPerToken } from '../engines/memory/kv-bytes-per-token.ts';
import { longestContext } from '../engines/memory/longest-context.ts';
import type { ModelShape } from '../engines/memory/model-shape.ts';
import { parametersByPart } from '../engines/memory/parameters-by-part.ts';
import { shapeFromConfig } from '../engines/memory/shape-from-config.ts';
import { storedFormat } from '../engines/memory/stored-format.ts';
import { weightBytes } from '../engines/memory/weight-bytes.ts';
import { arithmeticPath } from '../engines/serving/arithmetic-path.ts';
import type { ServicePlan } from '../engines/serving/plan-service.ts';
import { sensibleOptions } from '../engines/serving/sensible-options.ts';
import { type Service, serveOn } from '../engines/serving/serve-on.ts';
import type { Workload } from '../engines/serving/workload.ts';
import { BYTES_PER_GB } from '../units/bytes.ts';

const MOST_ACCELERATORS = 64;
const ANY_COUNT = 0;
/** A smaller format is worth a mention when it has at most this share of the bits. */
const WORTHWHILE = 0.9;
const FASTEST_PCIE_GB_PER_SECOND = 64;
const OPTIONS_SHOWN = { concise: 5, full: 30 } as const;

const input = z.strictObject({
  model: z.string().min(1).max(80).optional().describe('catalogue name, e.g. Llama-3.1-8B; else config'),
  config: z.looseObject({}).optional().describe('fields of a Hugging Face config.json'),
  parametersB: z.number().positive().max(1e5).optional().describe('billions, with config, where published'),
  format: z.string().min(1).max(40).optional().describe('weight format, e.g. fp8; default: as published'),
  kvCacheFormat: z.enum(['16-bit', 'fp8']).default('16-bit'),
  accelerator: z.string().min(1).max(60).optional().describe('e.g. A100-80GB-SXM; default: all compared'),
  acceleratorCount: z
    .int()
    .min(1)
    .max(1024)
    .optional()
    .describe('how many there are; default: the fewest that do'),
  inputTokens: z.int().min(1).max(1e7).describe('a request'),
  outputTokens: z.int().min(1).max(1e6).describe('a request, reasoning included'),
  concurrency: z.int().min(1).max(1e6).optional().describe('requests at once; default 1'),
  requestsPerSecond: z.number().positive().max(1e5).optional().describe('mean; instead of concurrency'),
  peakFactor: z.number().min(1).max(100).optional().describe('peak over mean rate; default 1'),
  utilisation: z
    .number()
    .min(0.1)
    .max(1)
    .optional()
    .describe('share of memory the engine takes; default 0.9'),
  detail,
});
type Input = z.output<typeof input>;

/** Speeds are modelled, as those of the first choice. */
const option = z.strictObject({
  accelerator: z.string(),
  count: z.number(),
  /** `TP2`, `TP8 PP2`, `4 x TP1`: tensor parallelism, pipeline stages, copies; absent for one card. */
  layout: z.string().optional(),
  mostAtOnce: z.number(),
  tokensPerSecond: z.number(),
  msPerToken: z.number().optional(),
  usdPerHour: z.number().optional(),
});

const output = z.strictObject({
  ...answerFields,
  fits: z.boolean(),
  binding: z.string(),
  format: z.string(),
  /** Gigabytes are decimal; `perAccelerator` is of the first choice. */
  memory: z.strictObject({
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
  }),
  weightsByPartGb: z.record(z.string(), z.number()).optional(),
  /** Of the first choice, all copies together; absent when nothing fits. */
  speed: z
    .strictObject({
      basis: z.enum(BASES),
      msToFirstToken: z.number(),
      msPerOutputToken: z.number(),
      outputTokensPerSecond: z.number(),
    })
    .optional(),
  options: z.array(option),
  changes: z.array(z.strictObject({ change: z.string(), effect: z.string() })),
  configKeysRead: z.array(z.string()).optional(),
});
type Answer = z.output<typeof output>;
type RowOf<T> = T extends TableOf<infer Row> ? Row : never;
type Format = RowOf<typeof weightFormats>;
type Choice = Service<RowOf<typeof accelerators>, RowOf<typeof gpuPrices>>;
type Subject = {
  readonly name: string;
  readonly shape: ModelShape;
  readonly parameters?: number | undefined;
  readonly nativeFormat: string;
  readonly maximumContext?: number | undefined;
  readonly cites: readonly string[];
  readonly warnings: readonly string[];
  readonly keysRead?: readonly string[];
};

function run(asked: Input, { catalog, today }: ToolContext): z.input<typeof output> {
  refuseContradictions(asked);
  const cited = collectCitations(catalog.rows(sources));
  const { shape, ...subject } =
    asked.config === undefined ? fromTables(asked, catalog) : fromConfig(asked, catalog);
  const tokens = asked.inputTokens + asked.outputTokens;
  if (tokens > (subject.maximumContext ?? tokens))
    throw inputError(
      'inputTokens',
      `with outputTokens ${tokens} tokens are more than the model's context of ${subject.maximumContext}`,
      'Shorten the request, or choose a model with a longer context',
    );
  const format = named(
    catalog.rows(weightFormats),
    asked.format ?? subject.nativeFormat,
    'format',
    'weight format',
  );
  for (const id of [...subject.cites, format.source]) cited.cite(id);
  const assumedRow = (id: string) => named(catalog.rows(defaults), id, 'defaults', 'default');
  const assumed = (id: string): number => assumedRow(id).value;
  const parameters = parametersByPart(shape, subject.parameters);
  const workloadIn = (stored: Format, kv: Input['kvCacheFormat']): Workload => ({
    shape,
    parameters,
    weights: weightBytes(storedFormat(stored, shape), parameters),
    kvElementBytes: kv === 'fp8' ? 1 : 2,
    inputTokens: asked.inputTokens,
    outputTokens: asked.outputTokens,
  });
  const workload = workloadIn(format, asked.kvCacheFormat);
  const rate = asked.requestsPerSecond;
  const demand =
    rate === undefined
      ? { concurrency: asked.concurrency ?? 1 }
      : { requestsPerSecond: (rate * (asked.peakFactor ?? 1)) / assumed('target-load') };
  const serve = (
    row: Choice['row'],
    stored: Format,
    kv = asked.kvCacheFormat,
    count = asked.acceleratorCount,
  ) =>
    serveOn({
      row,
      workload: workloadIn(stored, kv),
      arithmetic: stored.arithmetic,
      demand,
      assumed,
      utilisation: asked.utilisation,
      count: count === ANY_COUNT ? undefined : count,
      most: row.link.startsWith('unified') ? 1 : MOST_ACCELERATORS,
      rentals: catalog.rows(gpuPrices),
      today,
    });
  const rows = catalog.rows(accelerators);
  const compared =
    asked.accelerator === undefined ? rows : [named(rows, asked.accelerator, 'accelerator', 'accelerator')];
  const choices = compared
    .map((row) => serve(row, format))
    .filter(({ path }) => path !== 'unlisted' || asked.accelerator !== undefined);
  const carrying = choices.filter(({ plan }) => plan.carries);
  const usual = carrying.filter((choice) => isUsual(choice, format));
  const ranked = sensibleOptions(
    (usual.length === 0 || asked.detail === 'full' ? carrying : usual).map((choice) => ({
      ...choice,
      accelerators: choice.plan.accelerators,
      totalMemoryGb: choice.plan.accelerators * choice.row.memoryGb,
      secondsPerToken: choice.plan.steady.timePerOutputToken,
    })),
    OPTIONS_SHOWN[asked.detail],
  );
  const first: Choice | undefined =
    ranked[0] ?? choices.toSorted((a, b) => b.plan.memory.freeBytes - a.plan.memory.freeBytes)[0];
  if (first === undefined) throw new Error('the catalogue lists no accelerator');
  for (const { row, rental } of asked.detail === 'full' ? [first, ...ranked] : [first]) {
    cited.cite(row.source);
    if (rental !== undefined) cited.cite(rental.source);
  }
  for (const id of [...first.assumed, ...(rate === undefined ? [] : ['target-load'])]) {
    const { basis, source } = assumedRow(id);
    const speaks = basis === 'measured' || first.plan.largestConcurrency > 0;
    if (asked.detail === 'full' || (basis !== 'listed' && speaks)) cited.cite(source);
  }
  const { plan, rental } = first;
  const gainOf = (change: string, next: Choice) => {
    const effect = gain(plan, next.plan);
    return effect === undefined ? [] : [{ change, effect, next: next.plan }];
  };
  const byFormat = catalog
    .rows(weightFormats)
    .filter((row) => row.bitsPerWeight < format.bitsPerWeight * WORTHWHILE)
    .filter((row) => row.arithmetic === 'any' || arithmeticPath(row.arithmetic, first.row).path === 'native')
    .toSorted((a, b) => b.bitsPerWeight - a.bitsPerWeight)
    .flatMap((row) =>
      gainOf(
        `weights in ${row.id}${row.bitsPerWeight < 4 ? ' (test the quality)' : ''}`,
        serve(first.row, row),
      ),
    );
  const bestFormat =
    byFormat.find(({ next }) => next.carries && (!plan.carries || next.accelerators < plan.accelerators)) ??
    (plan.carries ? byFormat[0] : byFormat.at(-1));
  const longest = longestContext(
    (plan.memory.freeBytes * plan.layout.pipelineStages) / plan.running,
    subject.maximumContext ?? 1e7,
    (length) => kvBytesPerSequence(shape, workload.kvElementBytes, length, plan.layout.tensorParallel),
  );
  const changes = [
    ...(asked.detail === 'full' || bestFormat === undefined ? byFormat.slice(0, 8) : [bestFormat]),
    ...(asked.kvCacheFormat === 'fp8' ? [] : gainOf('cache in fp8', serve(first.row, format, 'fp8'))),
    ...(plan.carries ? [] : gainOf('more cards', serve(first.row, format, asked.kvCacheFormat, ANY_COUNT))),
    longest > 0
      ? {
          change: 'request length',
          effect: `up to ${formatNumber(longest)} tokens with ${plan.running} at once a copy`,
        }
      : { change: 'shorter requests', effect: 'no help: the weights alone are too large' },
  ].map(({ change, effect }) => ({ change, effect }));
  const kv = kvBytesPerToken(shape, workload.kvElementBytes);
  return {
    verdict: verdictOf(subject.name, format, asked, first, tokens),
    fits: plan.carries,
    binding: plan.binds,
    format: format.id,
    memory: {
      weightsGb: gb(workload.weights.total),
      kvBytesPerToken: kv.full + kv.sliding + kv.indexer,
      kvGbPerSequence: gb(kvBytesPerSequence(shape, workload.kvElementBytes, tokens)),
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
            Object.entries(workload.weights).map(([part, bytes]) => [part, gb(bytes)]),
          ),
        }
      : {}),
    ...(plan.largestConcurrency === 0
      ? {}
      : {
          speed: {
            basis: 'modelled' as const,
            msToFirstToken: rounded(plan.steady.timeToFirstToken * 1000),
            msPerOutputToken: rounded(plan.steady.timePerOutputToken * 1000),
            outputTokensPerSecond: rounded(plan.steady.outputTokensPerSecond * plan.copies),
          },
        }),
    options: ranked.map((choice) => optionOf(choice, asked.detail)),
    changes,
    ...(subject.keysRead === undefined ? {} : { configKeysRead: [...subject.keysRead] }),
    assumptions: assumptionsOf(asked, subject, format, shape),
    warnings: [
      ...(plan.largestConcurrency === 0
        ? []
        : [
            'Speed is a first-order estimate, its error not validated in this version: load-test before you buy.',
          ]),
      ...pathWarning(first, format),
      ...(first.row.class.endsWith('gpu')
        ? []
        : [`${first.row.id} does not run vLLM as assumed: set utilisation to what its runtime may take.`]),
      ...(first.row.basis === 'vendor-unread'
        ? [`Figures of ${first.row.id} are partly the vendor's, not re-read at a source.`]
        : []),
      ...[
        stalenessWarning(
          `The price of ${first.row.id}`,
          rental?.asOf ?? today,
          gpuPrices.staleAfterDays,
          today,
        ),
      ].filter((warning) => warning !== undefined),
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

function named<Row extends { readonly id: string }>(
  rows: readonly Row[],
  id: string,
  field: string,
  kind: string,
): Row {
  const found = rows.find((row) => row.id.toLowerCase() === id.toLowerCase());
  if (found !== undefined) return found;
  throw inputError(
    field,
    `${JSON.stringify(id)} is not a known ${kind}`,
    didYouMean(
      id,
      rows.map((row) => row.id),
    ),
  );
}

function fromTables({ model = '' }: Input, catalog: Catalog): Subject {
  const shapes = catalog.rows(architectures).flatMap((row) => {
    const names = [row.model, ...(row.aliases ?? [])];
    return names.map((id) => ({ id, row }));
  });
  const plain = model.replace(/^.*\//, '').replace(/-(instruct|it|chat|hf)$/i, '');
  const { row: shape } = named(
    shapes,
    shapes.some(({ id }) => id.toLowerCase() === plain.toLowerCase()) ? plain : model,
    'model',
    'language model with a listed architecture (or send its config)',
  );
  const row = catalog.rows(models).find(({ id }) => id === shape.model);
  const licence = catalog.rows(licences).find(({ id }) => id === row?.weightsLicence);
  const bound = licence !== undefined && licence.commercial !== 'yes';
  return {
    name: shape.model,
    shape: shapeOfArchitecture(shape, catalog),
    parameters: row?.parametersM === undefined ? undefined : row.parametersM * 1e6,
    nativeFormat: shape.nativeFormat,
    maximumContext: shape.maximumContext,
    cites: [shape.source],
    warnings: bound
      ? [`${licence.name}: commercial use ${licence.commercial}; selectModel names its terms.`]
      : [],
  };
}

function fromConfig({ config = {}, parametersB }: Input, catalog: Catalog): Subject {
  const reading = shapeFromConfig(config);
  const { shape, missing, faults, read, storedAs = 'bfloat16' } = reading;
  if (shape === undefined)
    throw new InputError([
      ...missing.map((key) => ({
        field: `config.${key}`,
        problem: 'is missing',
        remedy: "Paste it from the model's config.json",
      })),
      ...faults.map((fault) => ({
        field: 'config',
        problem: fault,
        remedy: "Send the values of the model's config.json, or a catalogue name",
      })),
    ]);
  if (shape.kvLoraRank !== undefined && shape.nopeHeadDim === undefined && parametersB === undefined)
    throw inputError(
      'parametersB',
      'is needed: the configuration does not give all dimensions of attention',
      'Send the published total of parameters, in billions',
    );
  const wanted = storedAs.replace(/^b?float(16|32)$|^compressed-tensors$/, 'bf16').toLowerCase();
  const stored = catalog.rows(weightFormats).find(({ id }) => id.toLowerCase().includes(wanted));
  return {
    name: typeof config['_name_or_path'] === 'string' ? config['_name_or_path'].slice(0, 80) : 'The model',
    shape,
    parameters: parametersB === undefined ? undefined : parametersB * 1e9,
    nativeFormat: stored?.id ?? 'bf16',
    maximumContext: reading.maximumContext,
    cites: [],
    warnings:
      parametersB === undefined
        ? ['Parameters are counted from the configuration: a vision tower or draft layers would come on top.']
        : [],
    keysRead: read,
  };
}

/** What a person would rent: a GPU with the arithmetic, and no wide tensor parallelism over PCIe. */
function isUsual({ row, plan, path }: Choice, format: Format): boolean {
  const computes = path === 'native' || format.arithmetic === 'any' || format.arithmetic === 'fp4';
  const linked = plan.layout.tensorParallel <= 2 || (row.linkGbPerSecond ?? 0) > FASTEST_PCIE_GB_PER_SECOND;
  return row.class.endsWith('gpu') && computes && linked;
}

function verdictOf(
  name: string,
  format: Format,
  asked: Input,
  { row, plan, usdPerHour }: Choice,
  tokens: number,
): string {
  const load =
    asked.requestsPerSecond === undefined
      ? `${formatNumber(asked.concurrency ?? 1)} at once`
      : `${formatNumber(asked.requestsPerSecond * (asked.peakFactor ?? 1))} a second at the peak`;
  const what = `${name} in ${format.id}, requests of ${formatNumber(tokens)} tokens, ${load}`;
  const cards = `${plan.accelerators} x ${row.id}`;
  if (plan.carries) {
    const cost = usdPerHour === undefined ? '' : ` for ${formatUsd(usdPerHour)} an hour`;
    const why = asked.acceleratorCount === undefined ? BINDING[plan.binds] : 'it fits';
    return `${what}: ${cards} (${layoutOf(plan)})${cost}; ${why}.`;
  }
  if (plan.largestConcurrency > 0 && asked.requestsPerSecond !== undefined)
    return `${what}: ${cards} hold the model but saturate at ${formatNumber((plan.steady.outputTokensPerSecond * plan.copies) / asked.outputTokens)} requests a second.`;
  if (plan.largestConcurrency > 0)
    return `${what}: ${cards} hold the model but only ${formatNumber(plan.copies * plan.largestConcurrency)} requests at once.`;
  const lacking = plan.bytesPerSequence - plan.memory.freeBytes;
  return `${what}: does not fit on ${cards}; each lacks ${gb(lacking)} GB.`;
}

const BINDING: Readonly<Record<ServicePlan['binds'], string>> = {
  weights: 'holding the weights decides the number',
  cache: 'memory for the cache decides the number',
  scheduler: "the engine's limit on a batch decides the number",
  throughput: 'throughput decides the number',
};

function gain(base: ServicePlan, next: ServicePlan): string | undefined {
  const held = (plan: ServicePlan): number => plan.copies * plan.largestConcurrency;
  const lacking = (plan: ServicePlan): number => plan.bytesPerSequence - plan.memory.freeBytes;
  if (next.carries && !base.carries) return `does it with ${next.accelerators}`;
  if (next.carries && next.accelerators < base.accelerators)
    return `${next.accelerators} instead of ${base.accelerators} cards`;
  if (held(next) > held(base))
    return `holds ${formatNumber(held(next))} at once instead of ${formatNumber(held(base))}`;
  const closer = held(next) === 0 && lacking(next) < lacking(base);
  return closer
    ? `still lacks ${formatNumber(gb(lacking(next)))} GB a card, not ${formatNumber(gb(lacking(base)))}`
    : undefined;
}

function optionOf({ row, plan, usdPerHour }: Choice, shown: Input['detail']): z.output<typeof option> {
  return {
    accelerator: row.id,
    count: plan.accelerators,
    ...(plan.accelerators === 1 ? {} : { layout: layoutOf(plan) }),
    mostAtOnce: plan.copies * plan.largestConcurrency,
    tokensPerSecond: rounded(plan.steady.outputTokensPerSecond * plan.copies),
    ...(shown === 'full' ? { msPerToken: rounded(plan.steady.timePerOutputToken * 1000) } : {}),
    ...(usdPerHour === undefined ? {} : { usdPerHour: Number(usdPerHour.toFixed(2)) }),
  };
}

function layoutOf({ layout, copies }: ServicePlan): string {
  const pipeline = layout.pipelineStages === 1 ? '' : ` PP${layout.pipelineStages}`;
  return `${copies === 1 ? '' : `${copies} x `}TP${layout.tensorParallel}${pipeline}`;
}

function pathWarning({ row, path }: Choice, format: Format): string[] {
  const nearest = row.int8Tops === undefined ? '16-bit' : 'INT8';
  if (path === 'weight-only' && format.arithmetic !== 'any')
    return [
      `${row.id} has no ${format.arithmetic.toUpperCase()} arithmetic listed: weight-only, memory is saved and sums run at 16 bits (nearest it has: ${nearest}).`,
    ];
  if (path === 'unlisted')
    return [`No 16-bit peak of ${row.id} is listed: computing is left out, so speed is an upper bound.`];
  if (path === 'collapsed')
    return [
      `${row.id} all but lacks ${format.arithmetic.toUpperCase()} arithmetic: slower than 16 bits; choose FP8.`,
    ];
  return path === 'cast' ? [`${row.id} has no BF16: weights run as FP16; check the model for overflow.`] : [];
}

function assumptionsOf(
  asked: Input,
  subject: Omit<Subject, 'shape'>,
  format: Format,
  shape: ModelShape,
): string[] {
  return [
    ...(asked.format === undefined ? [`weights as published: ${format.id}`] : []),
    ...(asked.concurrency === undefined && asked.requestsPerSecond === undefined
      ? ['one request at once']
      : []),
    `cache ${asked.kvCacheFormat}, full length for every request, no shared prefix`,
    `vLLM takes ${formatNumber(asked.utilisation ?? 0.9)} of memory and reserves what its start-up was measured to`,
    ...(asked.requestsPerSecond === undefined ? [] : ['peak at 70 % of what saturates']),
    ...(shape.slidingLayers > 0
      ? ['sliding layers hold their window alone; an engine that ignores it needs more']
      : []),
    ...(subject.parameters === undefined && subject.keysRead === undefined
      ? ['parameters counted from the architecture']
      : []),
  ];
}

function gb(bytes: number): number {
  return rounded(bytes / BYTES_PER_GB);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function render(answer: Answer): string {
  const { memory, speed } = answer;
  const each = memory.perAccelerator;
  return paragraphs(
    `**${answer.verdict}**`,
    `Weights ${formatNumber(memory.weightsGb)} GB; cache ${formatNumber(memory.kvBytesPerToken)} B a token, ${formatNumber(memory.kvGbPerSequence)} GB a request. Each card: ${formatNumber(each.usableGb)} GB usable - ${formatNumber(each.weightsGb)} weights - ${formatNumber(each.reserveGb)} reserve = ${formatNumber(each.freeForCacheGb)} GB for the cache.`,
    speed === undefined
      ? ''
      : `First order (${speed.basis}): ${formatNumber(speed.outputTokensPerSecond)} tokens/s, ${formatNumber(speed.msPerOutputToken)} ms a token, first token after ${formatNumber(speed.msToFirstToken)} ms when idle.`,
    answer.options.length === 0
      ? ''
      : markdownTable(
          ['Accelerator', 'Count', 'Layout', 'Most at once', 'Tokens/s', 'USD/h'],
          answer.options.map((row) => [
            row.accelerator,
            String(row.count),
            row.layout ?? '-',
            formatNumber(row.mostAtOnce),
            formatNumber(row.tokensPerSecond),
            row.usdPerHour === undefined ? '-' : formatUsd(row.usdPerHour),
          ]),
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
    'Sizes serving of a language model: memory itemised (weights, KV cache, reserves), the fewest accelerators that fit and carry the load, options with rental price, first-order speed, and what would change the answer. When it does not fit: by how much, and what to try. Not for cost per request (estimateCost), choice of model (selectModel) or vision, speech and embedding models.',
  input,
  output,
  examples: [
    {
      ask: 'Which GPUs do I need for Llama 3.1 70B with 16 users at once?',
      input: {
        model: 'Llama-3.1-70B',
        format: 'fp8',
        inputTokens: 2000,
        outputTokens: 500,
        concurrency: 16,
      },
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
  ],
  run,
  render,
});

import * as z from 'zod/v4';
import { accelerators } from '../catalog/tables/accelerators.ts';
import { accuracy } from '../catalog/tables/accuracy.ts';
import { architectures } from '../catalog/tables/architectures.ts';
import { benchmarks } from '../catalog/tables/benchmarks.ts';
import { devices, HARDWARE_CLASSES } from '../catalog/tables/devices.ts';
import { licences } from '../catalog/tables/licences.ts';
import { models } from '../catalog/tables/models.ts';
import { sources } from '../catalog/tables/sources.ts';
import { speed } from '../catalog/tables/speed.ts';
import { tasks } from '../catalog/tables/tasks.ts';
import { weightFormats } from '../catalog/tables/weight-formats.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool, type ToolContext } from '../contract/define-tool.ts';
import { answerFields, detail, figure } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import {
  formatAmount,
  formatFigure,
  formatNumber,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { didYouMean } from '../contract/nearest.ts';
import {
  chooseSpeedCell,
  rate,
  type SpeedMetric,
  type SpeedRow,
  speedIn,
} from '../engines/selection/choose-speed-cell.ts';
import { decidingBenchmark } from '../engines/selection/deciding-benchmark.ts';
import { mayShip } from '../engines/selection/may-ship.ts';
import { BALANCE_STEP, orderCandidates } from '../engines/selection/order-candidates.ts';
import { ruleOut } from '../engines/selection/rule-out.ts';
import { atSize, trustedScore } from '../engines/selection/trusted-score.ts';
import {
  groupRuledOut,
  type RuledOut,
  type RuledOutGroup,
  whatWouldFlip,
} from '../engines/selection/what-would-flip.ts';

const GROUPS_SHOWN = 3;
const MODELS_SHOWN = 4;
/** The search leaf is three models chosen together. */
const RAG_PARTS = ['embeddings', 'reranking', 'text-generation'] as const;

export const TASKS = [
  'text-classification',
  'named-entity-recognition',
  'information-extraction',
  'text-generation',
  'embeddings',
  'reranking',
  'zero-shot-classification',
  'translation',
  'summarization',
  'rag',
  'image-classification',
  'object-detection',
  'open-vocabulary-detection',
  'semantic-segmentation',
  'instance-segmentation',
  'promptable-segmentation',
  'ocr',
  'document-parsing',
  'face-recognition',
  'pose-estimation',
  'depth-estimation',
  'object-tracking',
  'vision-language',
  'image-generation',
  'video-understanding',
  'image-retrieval',
  'image-anomaly-detection',
  'speech-to-text',
  'text-to-speech',
  'audio-classification',
  'speaker-diarization',
  'voice-activity-detection',
  'tabular',
  'time-series-forecasting',
  'recommendation',
  'tabular-anomaly-detection',
  'time-series-anomaly-detection',
] as const;

const input = z.strictObject({
  task: z.enum(TASKS).describe('leaf of the selection tree'),
  use: z
    .enum(['closed-source', 'open-source', 'research'])
    .default('closed-source')
    .describe('what ships: default closed-source product'),
  hardware: z.enum(HARDWARE_CLASSES).optional().describe('hardware class it must run on'),
  device: z.string().min(1).max(60).optional().describe('exact device, e.g. T4, Jetson-Orin-Nano-8GB'),
  maxLatencyMs: z
    .number()
    .positive()
    .max(1e7)
    .optional()
    .describe('limit for one item at batch 1; needs hardware or device'),
  minAccuracy: z
    .number()
    .min(-1e6)
    .max(1e6)
    .optional()
    .describe("floor (ceiling for errors) on the task's deciding benchmark"),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'is not a language code such as "de"'))
    .max(50)
    .default([])
    .describe('language codes that must work, e.g. de'),
  minLanguages: z.int().min(1).max(1000).default(1).describe('how many languages at least'),
  imagePx: z
    .int()
    .min(16)
    .max(8192)
    .optional()
    .describe('input side in pixels: figures at this size are preferred'),
  offline: z.boolean().default(false).describe('no hosted API'),
  maxParametersM: z.number().positive().max(1e7).optional().describe('millions'),
  maxMemoryGb: z.number().positive().max(1e5).optional().describe('room for the weights, GB'),
  prefer: z.enum(['balance', 'speed', 'accuracy']).default('balance'),
  count: z.int().min(1).max(20).default(3).describe('candidates to return'),
  detail,
});
type Input = z.output<typeof input>;

const candidate = z.strictObject({
  model: z.string(),
  /** Given where the answer spans several tasks. */
  task: z.string().optional(),
  why: z.string(),
  accuracy: figure.extend({ measuredBy: z.string(), input: z.string().optional() }).optional(),
  /** `conditions` names hardware, runtime, precision, batch and input. */
  speed: figure.extend({ conditions: z.string(), measuredBy: z.string() }).optional(),
  parametersM: z.number().optional(),
  licence: z.strictObject({
    code: z.string(),
    weights: z.string().optional(),
    /** Absent where the product may ship it without conditions beyond attribution. */
    shipping: z.enum(['conditional', 'unclear', 'no']).optional(),
    trap: z.string().optional(),
  }),
  /** Absent where the project is active. */
  status: z.string().optional(),
  note: z.string().optional(),
});
type Candidate = z.output<typeof candidate>;

const output = z.strictObject({
  verdict: answerFields.verdict,
  path: z.array(z.string()),
  ranking: z.array(
    z.strictObject({
      task: z.string(),
      benchmark: z.string(),
      metric: z.string(),
      better: z.string(),
      speedOn: z.string(),
      caveat: z.string().optional(),
    }),
  ),
  candidates: z.array(candidate),
  /** Grouped by reason, the largest groups first; concise shows the first of each. */
  ruledOut: z.array(
    z.strictObject({
      by: z.string(),
      reason: z.string(),
      models: z.array(z.string()),
      more: z.int().optional(),
    }),
  ),
  ruledOutCount: z.int(),
  wouldChange: z.array(z.string()),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

export const selectModel = defineTool({
  name: 'selectModel',
  title: 'Select a model',
  description:
    'Ranks models for a task from dated tables: hard constraints (licence, device, latency, languages, memory, offline) rule out first, then a Pareto order by preference. Returns candidates with measured figures and licence traps, who was ruled out by what, and what would flip it. Does not size or price: sizeInfrastructure and estimateCost do.',
  input,
  output,
  examples: [
    {
      ask: 'Which detector for 12 cameras on a Jetson? We sell the product closed-source.',
      input: { task: 'object-detection', hardware: 'jetson', use: 'closed-source' },
    },
    {
      ask: 'Which embedder, reranker and generator for a German knowledge base that may not leave our site?',
      input: { task: 'rag', languages: ['de'], offline: true, maxMemoryGb: 80 },
    },
  ],
  run(asked, context) {
    const leaf = context.catalog.rows(tasks).find(({ id }) => id === asked.task);
    if (leaf === undefined) throw new Error(`the tasks table lacks "${asked.task}"`);
    checkHardware(asked, context);
    const cited = collectCitations(context.catalog.rows(sources));
    const parts =
      asked.task === 'rag'
        ? RAG_PARTS.map((task) => selectFor(task, { ...asked, count: 1 }, context, cited))
        : [selectFor(asked.task, asked, context, cited)];
    const ruledOut = parts.flatMap((part) => part.ruledOut);
    const full = asked.detail === 'full';
    return {
      verdict: parts.map((part) => part.verdict).join(' '),
      path: ['use case', leaf.branch, leaf.name, ...(asked.task === 'rag' ? [...RAG_PARTS] : [])],
      ranking: parts.flatMap((part) => part.ranking),
      candidates: parts.flatMap((part) => part.candidates),
      ruledOut: full
        ? groupRuledOut(ruledOut).map(({ models: all, ...group }) => ({ ...group, models: [...all] }))
        : shortened(groupRuledOut(ruledOut)),
      ruledOutCount: ruledOut.length,
      wouldChange: parts.flatMap((part) => part.wouldChange),
      assumptions: [
        ...(asked.use === 'closed-source'
          ? ['use = closed-source: copyleft and non-commercial licences are ruled out']
          : []),
        ...(asked.hardware === undefined && asked.device === undefined
          ? [
              'no hardware stated: compared on the device with most measurements, or by size where there is none; not on yours',
            ]
          : []),
        ...(asked.prefer === 'balance'
          ? [
              `prefer = balance: accuracy within ${BALANCE_STEP * 100} % of the best counts as equal, then speed decides`,
            ]
          : []),
      ],
      warnings: [
        ...new Set([
          ...(leaf.trap === undefined ? [] : [`${leaf.name}: ${leaf.trap}.`]),
          ...parts.flatMap((part) => part.warnings),
        ]),
      ],
      sources: cited.list(),
      next: nextCalls(asked.task),
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      `Path: ${answer.path.join(' > ')}. Compared on ${answer.ranking.map(({ task, benchmark, metric, better, speedOn }) => `${task}: ${benchmark} (${metric}, ${better} is better), ${speedOn === 'not measured' ? 'speed not measured' : `speed on ${speedOn}`}`).join('; ')}.`,
      markdownTable(
        ['Model', 'Accuracy', 'Speed', 'Parameters (M)', 'Licence', 'Why'],
        answer.candidates.map((row) => [
          row.model,
          row.accuracy === undefined ? 'no comparable figure' : formatFigure(row.accuracy),
          row.speed === undefined ? 'not measured' : `${formatFigure(row.speed)} on ${row.speed.conditions}`,
          row.parametersM === undefined ? '-' : formatNumber(row.parametersM),
          `${row.licence.code}${row.licence.weights === undefined || row.licence.weights === row.licence.code ? '' : ` / weights ${row.licence.weights}`}${row.licence.trap === undefined ? '' : `: ${row.licence.trap}`}`,
          row.why,
        ]),
      ),
      answer.ruledOutCount === 0
        ? ''
        : `**Ruled out (${answer.ruledOutCount})**\n${answer.ruledOut.map(({ by, reason, models: names, more }) => `- ${names.join(', ')}${more === undefined ? '' : ` and ${more} more`} by ${by}: ${reason}`).join('\n')}`,
      answer.wouldChange.length === 0
        ? ''
        : `**Would change it**\n${answer.wouldChange.map((line) => `- ${line}`).join('\n')}`,
      renderEnding(answer),
    ),
});

type Cell = { readonly hardware: string; readonly metric: SpeedMetric };
type Citations = ReturnType<typeof collectCitations>;
type Answer = z.output<typeof output>;
type Part = Pick<Answer, 'verdict' | 'ranking' | 'candidates' | 'wouldChange' | 'warnings'> & {
  ruledOut: RuledOut[];
};

function selectFor(task: string, asked: Input, { catalog }: ToolContext, cited: Citations): Part {
  const licenceById = new Map(catalog.rows(licences).map((row) => [row.id, row]));
  const licencesOf = (model: {
    readonly codeLicence: string;
    readonly weightsLicence?: string | undefined;
  }) =>
    [model.weightsLicence, model.codeLicence]
      .map((id) => licenceById.get(id ?? ''))
      .filter((row) => row !== undefined);
  const hardware = new Map(
    [...catalog.rows(accelerators), ...catalog.rows(devices)].map((row) => [row.id, row]),
  );
  const counts = (id: string): boolean =>
    asked.device === undefined
      ? asked.hardware === undefined || hardware.get(id)?.class === asked.hardware
      : id === asked.device;
  const deviceGb = asked.device === undefined ? undefined : hardware.get(asked.device)?.memoryGb;
  const limits = {
    ...asked,
    maxParametersM: asked.maxParametersM ?? Number.POSITIVE_INFINITY,
    maxMemoryGb: Math.min(
      asked.maxMemoryGb ?? Number.POSITIVE_INFINITY,
      deviceGb ?? Number.POSITIVE_INFINITY,
    ),
    maxLatencyMs: asked.maxLatencyMs ?? Number.POSITIVE_INFINITY,
  };
  const suited = catalog.rows(models).filter((model) => model.tasks.includes(task));
  const names = new Set(suited.map(({ id }) => id));
  const speeds = catalog.rows(speed).filter((row) => names.has(row.model));
  const scores = catalog.rows(accuracy).filter((row) => names.has(row.model));

  const bits = new Map(catalog.rows(weightFormats).map(({ id, bitsPerWeight }) => [id, bitsPerWeight]));
  const nativeBits = new Map(
    catalog.rows(architectures).map((row) => [row.model, bits.get(row.nativeFormat)]),
  );

  const ruledOut: RuledOut[] = [];
  const eligible = suited.filter((model) => {
    const facts = { ...model, bitsPerWeight: nativeBits.get(model.id) };
    const failed = ruleOut(facts, licencesOf(model), limits, fastestOn(speeds, model.id, counts));
    if (failed !== undefined) ruledOut.push({ model: model.id, ...failed });
    return failed === undefined;
  });
  const ids = new Set(eligible.map(({ id }) => id));
  const manyLanguages = asked.minLanguages > 1 || asked.languages.some((code) => code !== 'en');
  const benchmark = decidingBenchmark(catalog.rows(benchmarks), scores, task, ids, manyLanguages);
  const better = benchmark?.better ?? 'higher';
  const stated = asked.hardware !== undefined || asked.device !== undefined;
  const common = chooseSpeedCell(
    speeds,
    ids,
    counts,
    asked.maxLatencyMs === undefined ? undefined : 'latency',
  );
  // where no place to run was stated, one device orders only if it speaks for a third of the models
  const scored = new Set(
    scores.filter((row) => row.benchmark === benchmark?.id && ids.has(row.model)).map((row) => row.model),
  );
  const cell = common !== undefined && (stated || common.models.size * 3 >= scored.size) ? common : undefined;
  const placed = stated || cell !== undefined;

  /** The date only where it is not the source's own. */
  const sourceDates = new Map(catalog.rows(sources).map(({ id, asOf }) => [id, asOf]));
  const origin = ({ source, asOf }: { readonly source: string; readonly asOf: string }) => ({
    source: cited.cite(source),
    ...(sourceDates.get(source) === asOf ? {} : { asOf }),
  });
  const rankable = eligible.flatMap((model) => {
    const wanted = (size: string | undefined): boolean => atSize(size, asked.imagePx);
    const row = common === undefined ? undefined : speedIn(speeds, model.id, common, wanted);
    const nearby =
      row === undefined && placed
        ? speedNearby(speeds, model.id, (id) => counts(id) && id !== cell?.hardware, wanted)
        : undefined;
    const score = trustedScore(scores, model.id, benchmark, asked.imagePx ?? sideOf((row ?? nearby)?.input));
    if (score !== undefined && benchmark !== undefined && falls(score.value, asked.minAccuracy, better)) {
      ruledOut.push({
        model: model.id,
        by: 'minAccuracy',
        reason: `${score.value} ${benchmark.unit} on ${benchmark.name}`,
      });
      return [];
    }
    const measured = row === undefined || cell === undefined ? undefined : rate(row, cell.metric);
    return [
      {
        model,
        score,
        row: row ?? nearby,
        size: model.parametersM,
        measuredNearby: nearby !== undefined,
        shipping: mayShip(asked.use, licencesOf(model)),
        accuracy: score?.value,
        speed: measured,
      },
    ];
  });
  const order = orderCandidates(rankable, asked.prefer, better);
  const unclear = (entry: (typeof order)[number]): boolean => entry.candidate.shipping === 'unclear';
  const ordered = [...order.filter((entry) => !unclear(entry)), ...order.filter(unclear)];

  const candidates = ordered
    .slice(0, asked.count)
    .map(({ candidate: { model, score, row, measuredNearby, shipping }, onFront }): Candidate => {
      const terms = licencesOf(model);
      const trap = terms.find((licence) => licence.trap !== undefined)?.trap;
      if (asked.detail === 'full') cited.cite(model.source);
      return {
        model: model.id,
        ...(asked.task === task ? {} : { task }),
        why: whyKept({
          onFront,
          scored: score !== undefined,
          timed: row !== undefined && !measuredNearby,
          nearby: measuredNearby,
          placed,
          cell,
        }),
        ...(score === undefined || benchmark === undefined
          ? {}
          : {
              accuracy: {
                value: score.value,
                unit: benchmark.unit,
                basis: 'measured' as const,
                ...origin(score),
                measuredBy: score.measuredBy,
                ...(score.input === undefined ? {} : { input: score.input }),
              },
            }),
        ...(row === undefined
          ? {}
          : {
              speed: {
                ...amountOf(row, common?.metric),
                basis: 'measured' as const,
                ...origin(row),
                conditions: conditionsOf(row),
                measuredBy: row.measuredBy,
              },
            }),
        ...(model.parametersM === undefined ? {} : { parametersM: model.parametersM }),
        licence: {
          code: model.codeLicence,
          ...(model.weightsLicence === undefined || model.weightsLicence === model.codeLicence
            ? {}
            : { weights: model.weightsLicence }),
          ...(shipping === 'yes' ? {} : { shipping }),
          ...(trap === undefined || asked.use === 'research' ? {} : { trap }),
        },
        ...(model.status === 'active' ? {} : { status: model.status }),
        ...(model.note === undefined || asked.detail === 'concise' ? {} : { note: model.note }),
      };
    });

  const scoreOf = (id: string): number | undefined =>
    trustedScore(scores, id, benchmark, asked.imagePx)?.value;
  return {
    verdict: verdictFor(task, candidates, benchmark?.name, asked),
    ranking: [
      {
        task,
        benchmark: benchmark?.name ?? 'none: no comparable figure',
        metric: benchmark?.metric ?? '-',
        better,
        speedOn: cell === undefined ? 'not measured' : `${cell.hardware} (${cell.metric})`,
        ...(benchmark?.caveat === undefined || asked.detail === 'concise'
          ? {}
          : { caveat: benchmark.caveat }),
      },
    ],
    candidates,
    ruledOut,
    wouldChange: whatWouldFlip(ruledOut, candidates[0]?.accuracy?.value, scoreOf, better).map(
      ({ by, model, value }) =>
        `Without the ${by} constraint: ${model}, ${formatNumber(value)} ${benchmark?.unit ?? ''}`.trim(),
    ),
    warnings: warningsFor(candidates, asked, stated),
  };
}

/** A measurement on any device that counts: shown where the compared device has none. */
function speedNearby<Row extends SpeedRow>(
  rows: readonly Row[],
  model: string,
  counts: (hardware: string) => boolean,
  wanted: (input: string | undefined) => boolean,
): Row | undefined {
  const own = rows.filter((row) => row.model === model && counts(row.hardware));
  const cell = chooseSpeedCell(own, new Set([model]), counts);
  return cell === undefined ? undefined : speedIn(own, model, cell, wanted);
}

function amountOf(
  { latencyMs, throughputPerSecond }: SpeedRow,
  preferred: SpeedMetric | undefined,
): { value: number; unit: string } {
  if (latencyMs !== undefined && (preferred === 'latency' || throughputPerSecond === undefined))
    return { value: latencyMs, unit: 'ms' };
  return { value: throughputPerSecond ?? 0, unit: 'items/s' };
}

function sideOf(size: string | undefined): number | undefined {
  const digits = /\d{2,}/.exec(size ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

function fastestOn(
  rows: readonly (SpeedRow & { readonly latencyMs?: number | undefined })[],
  model: string,
  counts: (hardware: string) => boolean,
) {
  return rows
    .flatMap(({ latencyMs, ...row }) => (latencyMs === undefined ? [] : [{ ...row, latencyMs }]))
    .filter((row) => row.model === model && counts(row.hardware) && (row.batch ?? 1) === 1)
    .sort((a, b) => a.latencyMs - b.latencyMs)[0];
}

function falls(value: number, floor: number | undefined, better: 'higher' | 'lower'): boolean {
  return floor !== undefined && (better === 'higher' ? value < floor : value > floor);
}

function conditionsOf({ hardware, runtime, precision, batch, input: size }: SpeedRow): string {
  const at = batch === undefined ? '' : `, batch ${batch}`;
  return `${hardware}, ${runtime}, ${precision}${at}${size === undefined ? '' : `, ${size}`}`;
}

function checkHardware({ device, hardware, maxLatencyMs }: Input, { catalog }: ToolContext): void {
  const known = [...catalog.rows(accelerators), ...catalog.rows(devices)];
  const names = known.map(({ id }) => id);
  const found = known.find(({ id }) => id === device);
  if (device !== undefined && found === undefined)
    throw inputError('device', `"${device}" is not a known device`, didYouMean(device, names));
  if (found !== undefined && hardware !== undefined && found.class !== hardware)
    throw inputError(
      'hardware',
      `"${hardware}" contradicts device ${found.id}, which is ${found.class}`,
      'Send one of the two',
    );
  if (maxLatencyMs !== undefined && device === undefined && hardware === undefined)
    throw inputError(
      'maxLatencyMs',
      'a latency means nothing without the hardware',
      'Add "hardware" or "device"',
    );
}

function whyKept(known: {
  readonly onFront: boolean;
  readonly scored: boolean;
  readonly timed: boolean;
  readonly nearby: boolean;
  readonly placed: boolean;
  readonly cell: Cell | undefined;
}): string {
  if (!known.scored)
    return known.timed
      ? 'no figure on the deciding benchmark'
      : 'meets the constraints; no comparable figure: not ranked';
  if (known.nearby) return 'measured on another device of the class: after those on the compared one';
  if (!known.timed && known.placed) return 'speed not measured there: listed after those that are';
  const both = known.timed ? ' of accuracy and speed' : ' of accuracy and size; speed not measured';
  return known.onFront ? `Pareto front${both}` : `dominated${both}`;
}

function verdictFor(
  task: string,
  [first, second]: readonly Candidate[],
  benchmark: string | undefined,
  asked: Input,
): string {
  if (first === undefined)
    return `${task}: no model in the tables meets the constraints; relax the one that rules out most.`;
  const score =
    first.accuracy === undefined
      ? 'no comparable accuracy figure'
      : `${formatAmount(first.accuracy)} on ${benchmark}`;
  const place = asked.device ?? asked.hardware;
  const pace =
    first.speed !== undefined
      ? `, ${formatAmount(first.speed)} on ${first.speed.conditions}`
      : place === undefined
        ? ''
        : `, not measured on ${place}`;
  const runnerUp = second === undefined ? '' : `; runner-up ${second.model}`;
  return `${task}: ${first.model} (${score}${pace}; ${first.licence.weights ?? first.licence.code})${runnerUp}.`;
}

function shortened(groups: readonly RuledOutGroup[]): Answer['ruledOut'] {
  return groups.slice(0, GROUPS_SHOWN).map(({ by, reason, models: all }) => ({
    by,
    reason,
    models: all.slice(0, MODELS_SHOWN),
    ...(all.length > MODELS_SHOWN ? { more: all.length - MODELS_SHOWN } : {}),
  }));
}

function warningsFor(candidates: readonly Candidate[], asked: Input, placed: boolean): string[] {
  const named = (test: (row: Candidate) => boolean): string =>
    candidates
      .filter(test)
      .map(({ model }) => model)
      .join(', ');
  const old = named(({ status }) => status === 'unmaintained');
  const vendor = named((row) => row.accuracy?.measuredBy === 'vendor');
  const unmeasured = placed ? named((row) => row.speed === undefined) : '';
  const terms = named(({ licence }) => licence.shipping !== undefined);
  const quantised = named(
    (row) => row.accuracy !== undefined && /, (int8|int4|fp8)(,|$)/.test(row.speed?.conditions ?? ''),
  );
  const sized =
    asked.maxParametersM !== undefined || asked.maxMemoryGb !== undefined || asked.device !== undefined;
  const unsized = sized
    ? named((row) => row.parametersM === undefined && row.licence.code !== 'proprietary-api')
    : '';
  const sizes = named((row) => {
    const timed = sideOf(/\d+ ?(px|x\d+)/.exec(row.speed?.conditions ?? '')?.[0]);
    return timed !== undefined && row.accuracy?.input !== undefined && !atSize(row.accuracy.input, timed);
  });
  return [
    ...(old === '' ? [] : [`Unmaintained: ${old}.`]),
    ...(vendor === '' ? [] : [`Accuracy is the vendor's own figure: ${vendor}.`]),
    ...(quantised === '' ? [] : [`Speed is of the quantised model, accuracy of the original: ${quantised}.`]),
    ...(unsized === ''
      ? []
      : [`Number of parameters not stated, so the size limit was not checked: ${unsized}.`]),
    ...(sizes === '' ? [] : [`Accuracy and speed are at different input sizes: ${sizes}.`]),
    ...(unmeasured === '' ? [] : [`Not measured on ${asked.device ?? asked.hardware}: ${unmeasured}.`]),
    ...(terms === '' ? [] : [`Licence with conditions, read the trap: ${terms}. No legal advice.`]),
  ];
}

function nextCalls(task: string): { tool: string; why: string }[] {
  const cost = { tool: 'estimateCost', why: 'monthly cost, hosted API against self-hosting, at your volume' };
  const hosted = ['text-generation', 'rag', 'vision-language'].includes(task);
  return hosted
    ? [
        {
          tool: 'sizeInfrastructure',
          why: 'which accelerators hold the generator, and what is left for concurrency',
        },
        cost,
      ]
    : [cost];
}

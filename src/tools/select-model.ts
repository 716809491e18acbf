import * as z from 'zod/v4';
import { accelerators } from '../catalog/tables/accelerators.ts';
import { accuracy } from '../catalog/tables/accuracy.ts';
import { benchmarks } from '../catalog/tables/benchmarks.ts';
import { devices, HARDWARE_CLASSES } from '../catalog/tables/devices.ts';
import { licences } from '../catalog/tables/licences.ts';
import { models } from '../catalog/tables/models.ts';
import { sources } from '../catalog/tables/sources.ts';
import { speed } from '../catalog/tables/speed.ts';
import { tasks } from '../catalog/tables/tasks.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool, type ToolContext } from '../contract/define-tool.ts';
import { answerFields, detail, figure } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import { formatFigure, formatNumber, markdownTable, paragraphs, renderEnding } from '../contract/markdown.ts';
import { didYouMean } from '../contract/nearest.ts';
import {
  chooseSpeedCell,
  rate,
  type SpeedMetric,
  speedIn,
  trustRank,
} from '../engines/selection/choose-speed-cell.ts';
import { languageCoverage } from '../engines/selection/language-coverage.ts';
import { mayShip } from '../engines/selection/may-ship.ts';
import { BALANCE_STEP, orderCandidates } from '../engines/selection/order-candidates.ts';
import { BYTES_PER_GB } from '../units/bytes.ts';

const BYTES_PER_WEIGHT = 2;
const RULED_OUT_SHOWN = 6;
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
  maxMemoryGb: z.number().positive().max(1e5).optional().describe('16-bit weights, GB'),
  prefer: z.enum(['balance', 'speed', 'accuracy']).default('balance'),
  count: z.int().min(1).max(20).default(3).describe('candidates to return'),
  detail,
});
type Input = z.output<typeof input>;

const candidate = z.strictObject({
  model: z.string(),
  task: z.string(),
  why: z.string(),
  accuracy: figure
    .extend({ benchmark: z.string(), measuredBy: z.string(), input: z.string().optional() })
    .optional(),
  speed: figure
    .extend({
      hardware: z.string(),
      runtime: z.string(),
      precision: z.string(),
      batch: z.number().optional(),
      input: z.string().optional(),
      measuredBy: z.string(),
    })
    .optional(),
  parametersM: z.number().optional(),
  licence: z.strictObject({
    code: z.string(),
    weights: z.string().optional(),
    shipping: z.enum(['yes', 'conditional', 'unclear']),
    trap: z.string().optional(),
  }),
  status: z.string(),
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
      rule: z.string(),
      caveat: z.string().optional(),
    }),
  ),
  candidates: z.array(candidate),
  ruledOut: z.array(z.strictObject({ model: z.string(), by: z.string(), reason: z.string() })),
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
      input: { task: 'rag', languages: ['de'], offline: true },
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
      ruledOut: full ? ruledOut : ruledOut.slice(0, RULED_OUT_SHOWN),
      ruledOutCount: ruledOut.length,
      wouldChange: parts.flatMap((part) => part.wouldChange),
      assumptions: [
        ...(asked.use === 'closed-source'
          ? ['use = closed-source: copyleft and non-commercial licences are ruled out']
          : []),
        ...(asked.hardware === undefined && asked.device === undefined
          ? ['no hardware stated: speeds are shown on the device with most measurements, not on yours']
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
      `Path: ${answer.path.join(' > ')}. What decides: ${answer.ranking.map(({ task, benchmark, metric, better, speedOn }) => `${task}: ${benchmark} (${metric}, ${better} is better), speed on ${speedOn}`).join('; ')}.`,
      markdownTable(
        ['Model', 'Accuracy', 'Speed', 'Parameters (M)', 'Licence', 'Why'],
        answer.candidates.map((row) => [
          row.model,
          row.accuracy === undefined ? 'no comparable figure' : formatFigure(row.accuracy),
          row.speed === undefined
            ? 'not measured'
            : `${formatFigure(row.speed)} on ${row.speed.hardware}, ${row.speed.runtime} ${row.speed.precision}`,
          row.parametersM === undefined ? '-' : formatNumber(row.parametersM),
          `${row.licence.code}${row.licence.weights === undefined || row.licence.weights === row.licence.code ? '' : ` / weights ${row.licence.weights}`}${row.licence.trap === undefined ? '' : `: ${row.licence.trap}`}`,
          row.why,
        ]),
      ),
      answer.ruledOutCount === 0
        ? ''
        : `**Ruled out (${answer.ruledOutCount})**\n${answer.ruledOut.map(({ model, by, reason }) => `- ${model} by ${by}: ${reason}`).join('\n')}`,
      answer.wouldChange.length === 0
        ? ''
        : `**Would change it**\n${answer.wouldChange.map((line) => `- ${line}`).join('\n')}`,
      renderEnding(answer),
    ),
});

type Cell = { readonly hardware: string; readonly metric: SpeedMetric };
type Cited = ReturnType<typeof collectCitations>;
type Part = {
  verdict: string;
  ranking: z.output<typeof output>['ranking'];
  candidates: Candidate[];
  ruledOut: { model: string; by: string; reason: string }[];
  wouldChange: string[];
  warnings: string[];
};

function selectFor(task: string, asked: Input, { catalog }: ToolContext, cited: Cited): Part {
  const licenceById = new Map(catalog.rows(licences).map((row) => [row.id, row]));
  const licenceOf = (id: string) => {
    const licence = licenceById.get(id);
    if (licence === undefined) throw new Error(`the licences table lacks "${id}"`);
    return licence;
  };
  const classes = new Map(
    [...catalog.rows(accelerators), ...catalog.rows(devices)].map((row) => [row.id, row]),
  );
  const counts = (id: string): boolean =>
    asked.device === undefined
      ? asked.hardware === undefined || classes.get(id)?.class === asked.hardware
      : id === asked.device;
  const placed = asked.hardware !== undefined || asked.device !== undefined;
  const memoryLimitGb = Math.min(
    asked.maxMemoryGb ?? Number.POSITIVE_INFINITY,
    (asked.device === undefined ? undefined : classes.get(asked.device)?.memoryGb) ??
      Number.POSITIVE_INFINITY,
  );
  const all = catalog.rows(models).filter((row) => row.tasks.includes(task));
  const speeds = catalog.rows(speed);
  const scores = catalog.rows(accuracy);
  const ruledOut: Part['ruledOut'] = [];

  const eligible = all.filter((model) => {
    const terms = [
      model.codeLicence,
      ...(model.weightsLicence === undefined ? [] : [model.weightsLicence]),
    ].map(licenceOf);
    const barred = terms.find((term) => mayShip(asked.use, [term]) === 'no');
    const reasons: [string, string][] = [];
    if (model.status === 'shut-down' || model.status === 'archived')
      reasons.push([
        'status',
        `${model.status}${model.since === undefined ? '' : ` since ${model.since}`}${model.successor === undefined ? '' : `, succeeded by ${model.successor}`}`,
      ]);
    if (barred !== undefined)
      reasons.push(['licence', `${barred.name}${barred.trap === undefined ? '' : `: ${barred.trap}`}`]);
    if (asked.offline && model.access === 'api') reasons.push(['offline', 'a hosted API']);
    const memoryGb =
      model.parametersM === undefined
        ? undefined
        : (model.parametersM * 1e6 * BYTES_PER_WEIGHT) / BYTES_PER_GB;
    if (
      asked.maxParametersM !== undefined &&
      model.access !== 'api' &&
      (model.parametersM ?? 0) > asked.maxParametersM
    )
      reasons.push(['maxParametersM', `${formatNumber(model.parametersM ?? 0)}M parameters`]);
    if (memoryGb !== undefined && memoryGb > memoryLimitGb && model.access !== 'api')
      reasons.push([
        'memory',
        `${formatNumber(memoryGb)} GB of 16-bit weights against ${formatNumber(memoryLimitGb)} GB`,
      ]);
    const covers = languageCoverage(model.languages, { codes: asked.languages, atLeast: asked.minLanguages });
    if (covers === 'no') reasons.push(['languages', `covers ${model.languages}`]);
    if (asked.maxLatencyMs !== undefined) {
      const measured = speeds.filter(
        (row) =>
          row.model === model.id &&
          counts(row.hardware) &&
          row.latencyMs !== undefined &&
          (row.batch ?? 1) === 1,
      );
      const fastest = measured.sort((a, b) => (a.latencyMs ?? 0) - (b.latencyMs ?? 0))[0];
      if (fastest?.latencyMs !== undefined && fastest.latencyMs > asked.maxLatencyMs)
        reasons.push([
          'maxLatencyMs',
          `${formatNumber(fastest.latencyMs)} ms on ${fastest.hardware}, ${fastest.runtime} ${fastest.precision}`,
        ]);
    }
    for (const [by, reason] of reasons.slice(0, 1)) ruledOut.push({ model: model.id, by, reason });
    return reasons.length === 0;
  });

  const ids = new Set(eligible.map(({ id }) => id));
  const benchmark = decidingBenchmark(task, ids, catalog);
  const scoreOf = (id: string) =>
    scores
      .filter((row) => row.model === id && row.benchmark === benchmark?.id)
      .sort(
        (a, b) =>
          Number(inputMatches(b.input, asked.imagePx)) - Number(inputMatches(a.input, asked.imagePx)) ||
          trustRank(a.measuredBy) - trustRank(b.measuredBy) ||
          (benchmark?.better === 'lower' ? a.value - b.value : b.value - a.value),
      )[0];
  const cell: Cell | undefined = chooseSpeedCell(
    speeds,
    ids,
    counts,
    asked.maxLatencyMs === undefined ? undefined : 'latency',
  );

  const rankable = eligible.flatMap((model) => {
    const score = scoreOf(model.id);
    if (score !== undefined && asked.minAccuracy !== undefined && benchmark !== undefined) {
      const short =
        benchmark.better === 'higher' ? score.value < asked.minAccuracy : score.value > asked.minAccuracy;
      if (short) {
        ruledOut.push({
          model: model.id,
          by: 'minAccuracy',
          reason: `${score.value} ${benchmark.unit} on ${benchmark.name}`,
        });
        return [];
      }
    }
    const row = cell === undefined ? undefined : speedIn(speeds, model.id, cell, score?.input);
    const shipping = mayShip(
      asked.use,
      [model.codeLicence, ...(model.weightsLicence === undefined ? [] : [model.weightsLicence])].map(
        licenceOf,
      ),
    );
    return [
      {
        model,
        score,
        row,
        shipping,
        accuracy: score?.value,
        speed: row === undefined || cell === undefined ? undefined : rate(row, cell.metric),
      },
    ];
  });
  const better = benchmark?.better ?? 'higher';
  const order = orderCandidates(
    // without a stated place to run, speed on somebody's device orders but its absence does not demote
    placed ? rankable : rankable.map((entry) => ({ ...entry, speed: entry.speed ?? 0 })),
    asked.prefer,
    better,
  );
  const clear = order.filter(({ candidate: { shipping } }) => shipping !== 'unclear');
  const ordered = [...clear, ...order.filter(({ candidate: { shipping } }) => shipping === 'unclear')].map(
    ({ candidate: { model }, onFront }) => {
      const found = rankable.find((entry) => entry.model === model);
      if (found === undefined) throw new Error(`lost candidate ${model.id}`);
      return { ...found, onFront };
    },
  );

  const candidates = ordered
    .slice(0, asked.count)
    .map(({ model, score, row, shipping, onFront }): Candidate => {
      const weights = model.weightsLicence === undefined ? undefined : licenceOf(model.weightsLicence);
      const trap = [weights, licenceOf(model.codeLicence)].find(
        (licence) => licence?.trap !== undefined,
      )?.trap;
      cited.cite(model.source);
      return {
        model: model.id,
        task,
        why: whyKept({ onFront, hasScore: score !== undefined, hasSpeed: row !== undefined, placed, cell }),
        ...(score !== undefined && benchmark !== undefined
          ? {
              accuracy: {
                value: score.value,
                unit: benchmark.unit,
                basis: 'measured' as const,
                source: cited.cite(score.source),
                asOf: score.asOf,
                benchmark: benchmark.name,
                measuredBy: score.measuredBy,
                ...(score.input === undefined ? {} : { input: score.input }),
              },
            }
          : {}),
        ...(row !== undefined && cell !== undefined
          ? {
              speed: {
                value: (cell.metric === 'latency' ? row.latencyMs : row.throughputPerSecond) ?? 0,
                unit: cell.metric === 'latency' ? 'ms' : 'items/s',
                basis: 'measured' as const,
                source: cited.cite(row.source),
                asOf: row.asOf,
                hardware: row.hardware,
                runtime: row.runtime,
                precision: row.precision,
                measuredBy: row.measuredBy,
                ...(row.batch === undefined ? {} : { batch: row.batch }),
                ...(row.input === undefined ? {} : { input: row.input }),
              },
            }
          : {}),
        ...(model.parametersM === undefined ? {} : { parametersM: model.parametersM }),
        licence: {
          code: model.codeLicence,
          ...(model.weightsLicence === undefined ? {} : { weights: model.weightsLicence }),
          shipping: shipping === 'no' ? 'unclear' : shipping,
          ...(trap === undefined ? {} : { trap }),
        },
        status: model.status,
        ...(model.note === undefined ? {} : { note: model.note }),
      };
    });

  const where = cell === undefined ? 'no device: not measured' : `${cell.hardware} (${cell.metric})`;
  return {
    verdict: verdictFor(task, candidates, benchmark?.name, asked),
    ranking: [
      {
        task,
        benchmark: benchmark?.name ?? 'none: no comparable figure',
        metric: benchmark?.metric ?? '-',
        better,
        speedOn: where,
        rule: `filter, then Pareto front, then ${asked.prefer}`,
        ...(benchmark?.caveat === undefined ? {} : { caveat: benchmark.caveat }),
      },
    ],
    candidates,
    ruledOut,
    wouldChange: flips(ruledOut, candidates[0], scoreOf, benchmark),
    warnings: [
      ...candidates
        .filter(({ status }) => status === 'unmaintained')
        .map(({ model }) => `${model} is unmaintained.`),
      ...candidates
        .filter((row) => row.accuracy?.measuredBy === 'vendor')
        .map(({ model }) => `${model}: accuracy is the vendor's own figure.`),
      ...(placed && candidates.some((row) => row.speed === undefined)
        ? [
            `Not measured on ${asked.device ?? asked.hardware}: ${candidates
              .filter((row) => row.speed === undefined)
              .map(({ model }) => model)
              .join(', ')}.`,
          ]
        : []),
      ...(candidates.some(({ licence }) => licence.shipping === 'conditional')
        ? ['A licence with conditions is among the candidates: read its trap. No legal advice.']
        : []),
    ],
  };
}

/** The benchmark of best rank that covers at least two of the models, else one; ties go to the wider coverage. */
function decidingBenchmark(task: string, ids: ReadonlySet<string>, catalog: ToolContext['catalog']) {
  const scored = catalog.rows(accuracy).filter((row) => ids.has(row.model));
  const covered = catalog
    .rows(benchmarks)
    .filter((row) => row.task === task && row.rank > 0)
    .map((row) => ({
      row,
      models: new Set(scored.filter(({ benchmark }) => benchmark === row.id).map(({ model }) => model)).size,
    }))
    .filter(({ models: found }) => found > 0)
    .sort(
      (a, b) => Number(b.models > 1) - Number(a.models > 1) || a.row.rank - b.row.rank || b.models - a.models,
    );
  return covered[0]?.row;
}

function checkHardware({ device, hardware, maxLatencyMs }: Input, { catalog }: ToolContext): void {
  const known = [...catalog.rows(accelerators), ...catalog.rows(devices)];
  const found = known.find(({ id }) => id === device);
  if (device !== undefined && found === undefined)
    throw inputError(
      'device',
      `"${device}" is not a known device`,
      didYouMean(
        device,
        known.map(({ id }) => id),
      ),
    );
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

function inputMatches(stated: string | undefined, px: number | undefined): boolean {
  return px !== undefined && stated !== undefined && new RegExp(`(^|\\D)${px}(\\D|$)`).test(stated);
}

function whyKept({
  onFront,
  hasScore,
  hasSpeed,
  placed,
  cell,
}: {
  onFront: boolean;
  hasScore: boolean;
  hasSpeed: boolean;
  placed: boolean;
  cell: Cell | undefined;
}): string {
  const standing = onFront
    ? 'no other candidate is better in both accuracy and speed'
    : 'another candidate is at least as good in both';
  if (hasScore && hasSpeed) return standing;
  if (hasScore)
    return placed
      ? `not measured on ${cell?.hardware ?? 'this hardware'}: listed after those that are`
      : `${onFront ? 'best accuracy so far' : 'kept'}; speed not measured`;
  return hasSpeed
    ? 'no figure on the deciding benchmark'
    : 'meets the constraints; no comparable figure, so it is not ranked';
}

function verdictFor(
  task: string,
  candidates: readonly Candidate[],
  benchmark: string | undefined,
  asked: Input,
): string {
  const [first, second] = candidates;
  if (first === undefined)
    return `${task}: no model in the tables meets the constraints; relax the one that rules out most.`;
  const score =
    first.accuracy === undefined
      ? 'with no comparable accuracy figure'
      : `${formatNumber(first.accuracy.value)} ${first.accuracy.unit} on ${benchmark ?? first.accuracy.benchmark}`;
  const pace =
    first.speed === undefined
      ? (asked.hardware ?? asked.device) === undefined
        ? ''
        : `, not measured on ${asked.device ?? asked.hardware}`
      : `, ${formatNumber(first.speed.value)} ${first.speed.unit} on ${first.speed.hardware} (${first.speed.runtime}, ${first.speed.precision})`;
  const runnerUp = second === undefined ? '' : `; runner-up ${second.model}`;
  return `${task}: ${first.model} (${score}${pace}; ${first.licence.weights ?? first.licence.code})${runnerUp}.`;
}

/** For each constraint, the best model that it alone keeps out, where that model beats the first candidate. */
function flips(
  ruledOut: Part['ruledOut'],
  first: Candidate | undefined,
  scoreOf: (id: string) => { readonly value: number } | undefined,
  benchmark: { readonly better: 'higher' | 'lower'; readonly unit: string } | undefined,
): string[] {
  if (benchmark === undefined) return [];
  const sign = benchmark.better === 'higher' ? 1 : -1;
  const best = new Map<string, { model: string; value: number }>();
  for (const { model, by } of ruledOut) {
    const value = scoreOf(model)?.value;
    if (value === undefined || by === 'status' || by === 'minAccuracy') continue;
    const known = best.get(by);
    if (known === undefined || sign * value > sign * known.value) best.set(by, { model, value });
  }
  return [...best]
    .filter(([, { value }]) => first?.accuracy === undefined || sign * value > sign * first.accuracy.value)
    .map(
      ([by, { model, value }]) =>
        `Without the ${by} constraint ${model} (${formatNumber(value)} ${benchmark.unit}) would be considered.`,
    );
}

function nextCalls(task: string): { tool: string; why: string }[] {
  if (task === 'text-generation' || task === 'rag' || task === 'vision-language')
    return [
      {
        tool: 'sizeInfrastructure',
        why: 'which accelerators hold the generator, and what is left for concurrency',
      },
      { tool: 'estimateCost', why: 'hosted API against self-hosting for the same work' },
    ];
  return [{ tool: 'estimateCost', why: 'monthly cost of an API against self-hosting for this volume' }];
}

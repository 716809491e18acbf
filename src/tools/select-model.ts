import * as z from 'zod/v4';
import { chooseModel, comparison } from '../answers/selection/choose-model.ts';
import { selectedModel } from '../answers/selection/selected-model.ts';
import { selectionFacts } from '../answers/selection/selection-facts.ts';
import { doubtSentences } from '../answers/selection/selection-warnings.ts';
import { checkPlace } from '../answers/selection/wanted.ts';
import { HARDWARE_CLASSES } from '../catalog/tables/devices.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields, detail } from '../contract/figure.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { groupRuledOut, type RuledOutGroup } from '../engines/selection/group-ruled-out.ts';

const GROUPS_SHOWN = 3;
const RAG_GROUPS_SHOWN = 2;
const MODELS_SHOWN = 3;
/** The search leaf is three models chosen together. */
const RAG_PARTS = ['embeddings', 'reranking', 'text-generation'] as const;
/** In search, retrieval decides the embedder, whatever the whole system is for. */
const RAG_PURPOSES = { embeddings: 'search', reranking: undefined, 'text-generation': undefined };
const SERVED = ['text-generation', 'rag', 'vision-language'];

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
  purpose: z
    .string()
    .min(2)
    .max(120)
    .optional()
    .describe('what for: custom classes, search, meetings, cold start, small data, metres, ...'),
  use: z
    .enum(['closed-source', 'open-source', 'research'])
    .default('closed-source')
    .describe('what ships: default closed-source product'),
  hardware: z.enum(HARDWARE_CLASSES).optional().describe('class it must run on'),
  device: z.string().min(1).max(60).optional().describe('exact device, e.g. T4, Jetson-Orin-Nano-8GB'),
  maxLatencyMs: z
    .number()
    .positive()
    .max(1e7)
    .optional()
    .describe('one item at batch 1; needs hardware or device'),
  minAccuracy: z
    .number()
    .min(-1e6)
    .max(1e6)
    .optional()
    .describe('floor (ceiling for errors) on the deciding benchmark'),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'is not a language code such as "de"'))
    .max(50)
    .default([])
    .describe('codes that must work, e.g. de'),
  minLanguages: z.int().min(1).max(1000).default(1).describe('how many languages at least'),
  imagePx: z.int().min(16).max(8192).optional().describe('input side: figures at this size are preferred'),
  offline: z.boolean().default(false).describe('no hosted API'),
  maxSizeMb: z.number().positive().max(1e7).optional().describe('size of the model files, MB'),
  maxMemoryGb: z.number().positive().max(1e5).optional().describe('room for the weights, GB'),
  prefer: z.enum(['balance', 'speed', 'accuracy']).default('balance'),
  count: z.int().min(1).max(20).default(3).describe('candidates to return'),
  detail,
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  verdict: answerFields.verdict,
  /** The stated constraint that costs most, or that none does; one entry a task. */
  bindingConstraint: z.array(z.string()),
  runnerUp: z.array(z.string()),
  path: z.array(z.string()),
  ranking: z.array(comparison),
  candidates: z.array(selectedModel),
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
type Answer = z.output<typeof output>;

export const selectModel = defineTool({
  name: 'selectModel',
  title: 'Select a model',
  description:
    'Recommends a model for a task from dated tables, with runner-up: hard constraints (licence, device, latency, languages, size, offline) rule out first, then a Pareto order on the benchmark that suits the purpose. Returns measured figures, licence traps, prices and shutdown dates of hosted models, who was ruled out by what, and what would flip it. Does not size or price a workload: sizeInfrastructure and estimateCost do.',
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
  async run(asked, context) {
    const facts = selectionFacts(context.catalog);
    const leaf = facts.task.get(asked.task);
    if (leaf === undefined) throw new Error(`the tasks table lacks "${asked.task}"`);
    checkPlace(asked, facts);
    const cited = collectCitations(context.catalog.rows(sources));
    const full = asked.detail === 'full';
    const rag = asked.task === 'rag';
    const choices = rag
      ? await Promise.all(
          RAG_PARTS.map((task) =>
            chooseModel(task, { ...asked, purpose: RAG_PURPOSES[task] }, context, cited, { count: 1, full }),
          ),
        )
      : [await chooseModel(asked.task, asked, context, cited, { count: asked.count, full })];
    const ruledOut = choices.flatMap((choice) => choice.ruledOut);
    const groups = groupRuledOut(ruledOut);
    return {
      verdict: choices.map((choice) => choice.verdict).join(' '),
      bindingConstraint: [...new Set(choices.map((choice) => choice.bindingConstraint))],
      runnerUp: choices.flatMap((choice) => choice.runnerUp ?? []),
      path: ['use case', leaf.branch, leaf.name],
      ranking: choices.map((choice) => choice.comparison),
      candidates: choices.flatMap(({ candidates, comparison: { task } }) =>
        candidates.map((candidate) => (rag ? { ...candidate, task } : candidate)),
      ),
      ruledOut: full
        ? groups.map((group) => ({ ...group, models: [...group.models] }))
        : shortened(groups.slice(0, rag ? RAG_GROUPS_SHOWN : GROUPS_SHOWN)),
      ruledOutCount: ruledOut.length,
      wouldChange: choices.flatMap((choice) => choice.wouldChange.slice(0, rag && !full ? 1 : undefined)),
      assumptions: assumptionsOf(asked),
      warnings: [
        ...new Set(choices.flatMap((choice) => choice.warnings)),
        ...(leaf.trap === undefined ? [] : [`${leaf.name}: ${leaf.trap}.`]),
        ...doubtSentences(choices.flatMap((choice) => choice.doubts)),
      ],
      sources: cited.list(),
      next: nextCalls(asked.task),
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      bullets('Binding constraint', answer.bindingConstraint),
      bullets('Runner-up', answer.runnerUp),
      `Path: ${answer.path.join(' > ')}. Compared on ${answer.ranking.map(comparedOn).join('; ')}.`,
      markdownTable(
        ['Model', 'Accuracy', 'Speed', 'Parameters (M)', 'Licence', 'Why'],
        answer.candidates.map((row) => [
          row.model,
          row.accuracy === undefined ? 'no comparable figure' : formatFigure(row.accuracy),
          speedCell(row),
          row.parametersM === undefined ? '-' : formatNumber(row.parametersM),
          licenceCell(row),
          [row.why, ...(row.notVerified ?? [])].join('; '),
        ]),
      ),
      answer.ruledOutCount === 0
        ? ''
        : bullets(
            `Ruled out (${answer.ruledOutCount})`,
            answer.ruledOut.map(
              ({ by, reason, models: names, more }) =>
                `${names.join(', ')}${more === undefined ? '' : ` and ${more} more`} by ${by}: ${reason}`,
            ),
          ),
      bullets('Would change it', answer.wouldChange),
      renderEnding(answer),
    ),
});

function comparedOn({ task, benchmark, metric, better, speedOn }: Answer['ranking'][number]): string {
  const speed = speedOn === undefined ? 'speed not measured' : `speed: ${speedOn}`;
  return `${task}: ${benchmark} (${metric}, ${better} is better), ${speed}`;
}

function speedCell({ speed, pace, prices = [] }: Answer['candidates'][number]): string {
  const price = prices
    .map((entry) => `; ${formatFigure(entry)}${entry.note === undefined ? '' : `, ${entry.note}`}`)
    .join('');
  if (speed !== undefined) return `${formatFigure(speed)} on ${speed.conditions}${price}`;
  if (pace !== undefined) return `${formatFigure(pace)}, ${pace.conditions}${price}`;
  return `not measured${price}`;
}

function licenceCell({ licence: { code, weights, trap } }: Answer['candidates'][number]): string {
  const both = weights === undefined ? code : `${code} / weights ${weights}`;
  return trap === undefined ? both : `${both}: ${trap}`;
}

function shortened(groups: readonly RuledOutGroup[]): Answer['ruledOut'] {
  return groups.map(({ by, reason, models: all }) => ({
    by,
    reason,
    models: all.slice(0, MODELS_SHOWN),
    ...(all.length > MODELS_SHOWN ? { more: all.length - MODELS_SHOWN } : {}),
  }));
}

function assumptionsOf({
  task,
  use,
  hardware,
  device,
  prefer,
  maxSizeMb,
  maxMemoryGb,
  purpose,
}: Input): string[] {
  const sized = maxSizeMb !== undefined || maxMemoryGb !== undefined;
  return [
    ...(use === 'closed-source' ? ['use = closed-source: copyleft and non-commercial licences are out'] : []),
    ...(hardware === undefined && device === undefined
      ? [
          'no hardware stated: speeds are of the device with most measurements, else a stand-in or size orders',
        ]
      : []),
    ...(purpose === undefined && task !== 'rag'
      ? ['no purpose stated: the general benchmark of the task decides']
      : []),
    ...(prefer === 'balance'
      ? ['prefer = balance: small differences of accuracy give way to licence, then speed']
      : []),
    ...(sized ? ['sizes: published files, else parameters in the published format or at 16 bits'] : []),
  ];
}

function nextCalls(task: string): Answer['next'] {
  const cost = { tool: 'estimateCost', why: 'monthly cost, hosted against self-hosted' };
  return SERVED.includes(task)
    ? [
        {
          tool: 'sizeInfrastructure',
          why: 'which accelerators hold the generator',
        },
        cost,
      ]
    : [cost];
}

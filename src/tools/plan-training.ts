import * as z from 'zod/v4';
import { imageTraining } from '../answers/training/image-training.ts';
import { languageTraining } from '../answers/training/language-training.ts';
import { tableTraining } from '../answers/training/table-training.ts';
import { trainingAnswer } from '../answers/training/training-answer.ts';
import { pipelineDiagram, trainingPipeline } from '../answers/training/training-pipeline.ts';
import { imageVolume, labelPlan, textVolume } from '../answers/training/volume-and-labels.ts';
import { TRAINING_KINDS } from '../catalog/tables/pipeline-steps.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { CHECKPOINTING } from '../engines/training/hardware-flop-factor.ts';

const positive = z.number().positive().max(1e9).optional();
const share = z.number().min(0.0001).max(1).optional();
const word = z.string().min(1).max(60).optional();

const input = z.strictObject({
  method: z.enum(TRAINING_KINDS),
  model: word,
  parametersB: z.number().positive().max(9999).optional(),
  layers: z.int().min(1).max(999).optional(),
  hiddenSize: z.int().min(64).max(99_999).optional(),
  items: z.number().min(1).max(1e15).describe('tokens, images, rows'),
  epochs: z.number().positive().max(9999).default(1),
  sequence: z.int().min(16).max(999_999).optional(),
  batch: z.int().min(1).max(999).optional().describe('sequences a GPU'),
  accelerator: word.describe('e.g. 8x H100-SXM'),
  deadlineDays: positive,
  budgetUsd: positive,
  precision: z.enum(['bf16', 'fp8']).default('bf16'),
  checkpointing: z.enum(CHECKPOINTING).optional(),
  optimizer: word,
  labelled: z.int().min(1).max(1e9).optional(),
  error: share,
  targetError: share,
  label: word,
  freshHours: positive,
  detail: z.enum(['concise', 'full']).default('concise'),
});
type Given = z.output<typeof input>;

const output = z.strictObject({
  verdict: answerFields.verdict,
  ...trainingAnswer.shape,
  data: z.strictObject({
    rawGb: z.number().optional(),
    preparedGb: z.number().optional(),
    readMbPerSecond: z.number().optional(),
    loaderCores: z.number().optional(),
    refresh: z.string(),
    featureStore: z.string(),
  }),
  labels: z
    .strictObject({
      kind: z.string(),
      examplesLow: z.number(),
      examplesHigh: z.number(),
      hoursLow: z.number().optional(),
      hoursHigh: z.number().optional(),
      usdLow: z.number(),
      usdHigh: z.number(),
    })
    .optional(),
  pipeline: z
    .array(z.strictObject({ layer: z.string(), step: z.string(), component: z.string(), why: z.string() }))
    .optional(),
  diagram: z.string(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

const LANGUAGE_ONLY = [
  'parametersB',
  'layers',
  'hiddenSize',
  'sequence',
  'batch',
  'checkpointing',
  'optimizer',
] as const;
const SHOWN = 3;
/** Below a node interruptions are rare: only the full answer shows them. */
const NODE = 8;

export const planTraining = defineTool({
  name: 'planTraining',
  title: 'Training plan',
  description:
    'Plans training or fine-tuning: memory by part, smallest layout that fits, time and cost by accelerator from measured utilisation, cheapest plan within deadline or budget, checkpoint interval, data volume, labels, pipeline diagram. Does not choose the model (selectModel) or size serving (sizeInfrastructure).',
  input,
  output,
  examples: [
    {
      ask: 'LoRA of Llama-3.1-8B on 50 million tokens: which GPU, how long, what cost?',
      input: { method: 'lora', model: 'Llama-3.1-8B', items: 50_000_000, sequence: 2048 },
    },
    {
      ask: 'ResNet-50 on 200,000 of our images for 90 epochs; 5,000 are labelled, 12 % wrong, we want 8 %.',
      input: {
        method: 'vision',
        model: 'ResNet-50',
        items: 200_000,
        epochs: 90,
        labelled: 5000,
        error: 0.12,
        targetError: 0.08,
      },
    },
  ],
  run(given, { catalog, today }) {
    check(given);
    const cited = collectCitations(catalog.rows(sources));
    const { method } = given;
    const answered =
      method === 'vision'
        ? imageTraining(given, catalog, today, cited)
        : method === 'tabular'
          ? tableTraining(given, catalog, cited)
          : languageTraining({ ...given, method }, catalog, today, cited);
    const { verdict, assumptions, warnings, itemsPerSecond, accelerators, runFact, vocabulary, ...answer } =
      answered;
    const volume =
      method === 'vision'
        ? imageVolume(given.items, itemsPerSecond, catalog)
        : method === 'tabular'
          ? undefined
          : textVolume(given.items, vocabulary ?? 0, itemsPerSecond, catalog);
    const labels = labelPlan(given, method === 'vision' ? 'image-class' : 'text-class', catalog);
    if (labels !== undefined) for (const id of [labels.row.source, 'hestness-2017']) cited.cite(id);
    const needs = { kind: method, freshHours: given.freshHours, labels: labels !== undefined, accelerators };
    const steps = trainingPipeline(needs, catalog);
    const full = given.detail === 'full';
    const showsFailures = answer.failures !== undefined && (full || accelerators >= NODE);
    if (showsFailures) cited.cite('llama-3-interruptions');
    const labelFact =
      labels === undefined
        ? {}
        : { label: `${formatNumber(labels.examples.low)}+ examples, ${formatUsd(labels.usd.low)}+` };
    const volumeFact =
      volume === undefined ? `${formatNumber(given.items)} rows` : `${formatNumber(volume.rawGb)} GB`;
    const online = given.freshHours !== undefined && given.freshHours < 1;
    return rounded({
      verdict,
      ...answer,
      alternatives: full
        ? answer.alternatives
        : answer.alternatives.slice(0, SHOWN).map(({ layout: _, peakGib: __, ...row }) => row),
      wouldChange: full ? answer.wouldChange : answer.wouldChange.slice(0, SHOWN),
      ...(showsFailures ? {} : { failures: undefined }),
      data: {
        ...volume,
        refresh:
          given.freshHours === undefined
            ? 'one snapshot; retrain when labels show a loss'
            : online
              ? `features at most ${formatNumber(given.freshHours)} h old: a stream`
              : `a scheduled job every ${formatNumber(given.freshHours)} h is enough`,
        featureStore:
          online && method === 'tabular'
            ? 'yes: features are read online, and one definition must serve training too'
            : 'no: a versioned table does, and there is no second definition to skew',
      },
      ...(labels === undefined
        ? {}
        : {
            labels: {
              kind: labels.row.id,
              examplesLow: labels.examples.low,
              examplesHigh: labels.examples.high,
              ...(labels.hours === undefined
                ? {}
                : { hoursLow: labels.hours.low, hoursHigh: labels.hours.high }),
              usdLow: labels.usd.low,
              usdHigh: labels.usd.high,
            },
          }),
      ...(full
        ? { pipeline: steps.map(({ layer, step, component, why }) => ({ layer, step, component, why })) }
        : {}),
      diagram: pipelineDiagram(steps, { sources: volumeFact, train: runFact, fit: runFact, ...labelFact }),
      assumptions: [...assumptions],
      warnings: [
        ...warnings,
        ...(labels === undefined
          ? []
          : [
              'Labels lie between the steepest and the flattest published learning curve: measure yours on two subsets first.',
            ]),
      ],
      sources: cited.list(),
      next: [
        method === 'vision' || method === 'tabular'
          ? { tool: 'planMonitoring', why: 'alerts, drift and labels once it serves' }
          : { tool: 'sizeInfrastructure', why: 'what serving the result takes' },
      ],
    });
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      `Binds: ${answer.binding}.`,
      answer.plan === undefined
        ? ''
        : bullets('Plan', [
            `${answer.plan.count} x ${answer.plan.accelerator}: ${answer.plan.layout}`,
            `time ${formatFigure(answer.plan.hours)}`,
            ...(answer.plan.usd === undefined
              ? []
              : [`cost ${formatFigure(answer.plan.usd)}, ${answer.plan.price}`]),
            ...(answer.plan.mfuPercent === undefined ? [] : [`MFU ${formatFigure(answer.plan.mfuPercent)}`]),
            `speed ${formatFigure(answer.plan.perSecond)}`,
            ...(answer.plan.peakGib === undefined
              ? []
              : [
                  `peak ${formatFigure(answer.plan.peakGib)} of ${formatNumber(answer.plan.limitGib ?? 0)} GiB`,
                ]),
          ]),
      answer.memory === undefined
        ? ''
        : markdownTable(
            ['Part', 'GiB a card'],
            answer.memory.map(({ part, gib }) => [part, formatNumber(gib)]),
          ),
      answer.alternatives.length === 0
        ? ''
        : markdownTable(
            ['Instead', 'Layout', 'Hours', 'USD', 'Within limits'],
            answer.alternatives.map(({ accelerator, count, layout, hours, usd, meetsLimits }) => [
              `${count} x ${accelerator}`,
              layout ?? '-',
              formatNumber(hours),
              usd === undefined ? '-' : formatUsd(usd),
              meetsLimits ? 'yes' : 'no',
            ]),
          ),
      answer.failures === undefined
        ? ''
        : `Interruptions: one in ${formatNumber(answer.failures.hoursBetween)} h; checkpoints of ${formatNumber(answer.failures.checkpointGb)} GB every ${formatNumber(answer.failures.intervalMinutes)} min lose ${formatNumber(answer.failures.lostPercent)} % of the time with restarts.`,
      `Data: ${answer.data.rawGb === undefined ? '' : `${formatNumber(answer.data.rawGb)} GB raw, ${formatNumber(answer.data.preparedGb ?? 0)} GB prepared${answer.data.readMbPerSecond === undefined ? '' : `, read at ${formatNumber(answer.data.readMbPerSecond)} MB/s`}${answer.data.loaderCores === undefined ? '' : ` by ${answer.data.loaderCores} cores`}; `}${answer.data.refresh}. Feature store: ${answer.data.featureStore}.`,
      answer.labels === undefined
        ? ''
        : `Labels (${answer.labels.kind}): ${formatNumber(answer.labels.examplesLow)} to ${formatNumber(answer.labels.examplesHigh)} more examples, ${formatUsd(answer.labels.usdLow)} to ${formatUsd(answer.labels.usdHigh)}.`,
      bullets('Would change it', answer.wouldChange),
      answer.pipeline === undefined
        ? ''
        : markdownTable(
            ['Layer', 'Step', 'Component', 'Why'],
            answer.pipeline.map(({ layer, step, component, why }) => [layer, step, component, why]),
          ),
      `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
      renderEnding(answer),
    ),
});

/** Four significant digits of every number: the rest is noise of what was measured. */
function rounded<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(4)) : part,
    ),
  ) as Value;
}

function check(given: Given): void {
  if (given.method !== 'vision' && given.method !== 'tabular') return;
  for (const field of LANGUAGE_ONLY)
    if (given[field] !== undefined)
      throw inputError(field, `${given[field]} has no meaning for method ${given.method}`, 'Leave it out');
  if (given.precision === 'fp8')
    throw inputError('precision', `fp8 has no measured run for method ${given.method}`, 'Leave it out');
  if (given.method === 'tabular' && given.budgetUsd !== undefined)
    throw inputError('budgetUsd', 'has no price to be held against for method tabular', 'Leave it out');
  if (given.method === 'tabular' && given.accelerator !== undefined)
    throw inputError(
      'accelerator',
      'is not chosen for tabular data: CPU and one GPU are compared',
      'Leave it out',
    );
}

import * as z from 'zod/v4';
import type { BurnAlert } from '../answers/burn-alerts.ts';
import { firingAlerts } from '../answers/firing-alerts.ts';
import { monitoredSignal, monitoredSignals } from '../answers/monitored-signals.ts';
import { ARTEFACTS, artefactFiles, artefactSummary } from '../answers/monitoring-files.ts';
import { type MonitoringPlan, monitoringPlan } from '../answers/monitoring-plan.ts';
import { monitoringVerdict, monitoringWarnings } from '../answers/monitoring-words.ts';
import { duration } from '../answers/prometheus-expressions.ts';
import { MODEL_KINDS, qualityWatch } from '../answers/quality-watch.ts';
import { SERVING_RUNTIMES } from '../catalog/tables/metric-names.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import { bullets, formatNumber, markdownTable, paragraphs, renderEnding } from '../contract/markdown.ts';

const ms = z.number().min(0).max(999_999).optional();
const rate = z.number().min(0).max(999_999).optional();
const share = z.number().min(0).max(1).optional();
const count = z.int().min(0).max(999_999_999).optional();
const rows = z.int().min(1).max(999_999_999).optional();
const name = z.string().max(99).optional();

const measured = z.strictObject({
  requests: count,
  errors: count,
  latenciesMs: z.array(z.number().min(0).max(999_999)).max(2000).optional(),
  p95Ms: ms,
  perSecond: rate,
  waiting: count,
  psi: z.number().min(0).max(99).optional(),
  anomalousRows: count,
  labelled: count,
  correct: count,
});

const input = z.strictObject({
  runtime: z.enum(SERVING_RUNTIMES),
  model: z.enum(MODEL_KINDS),
  service: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be up to 30 lower-case letters, digits and hyphens')
    .default('model'),
  job: name,
  modelName: name,
  requestsPerSecond: rate,
  capacityPerSecond: rate.describe('llm: tokens'),
  latencyP50Ms: ms,
  latencyP95Ms: ms,
  latencyP99Ms: ms,
  latencyLimitMs: ms.describe('default 2 x P95'),
  availability: z.number().min(0.5).max(0.99999).optional().describe('default 0.99'),
  periodDays: z.int().min(1).max(90).optional().describe('default 30'),
  usualErrorShare: share,
  windowHours: z.int().min(1).max(744).default(24),
  rowsPerWindow: rows,
  referenceRows: rows,
  features: z.int().min(1).max(9999).default(1),
  labelShare: z.number().min(0).max(1).default(0),
  labelDelayDays: z.number().min(0).max(999).default(0),
  quality: share.describe('e.g. accuracy'),
  qualityLoss: z.number().min(0.001).max(1).default(0.02),
  now: measured.optional().describe('last hour'),
  artefact: z.enum(ARTEFACTS).optional(),
  detail: z.enum(['concise', 'full']).default('concise'),
});
type Given = z.output<typeof input>;

const figures = z.strictObject({
  fewestRequests: z.number().optional(),
  requestsInWindow: z.number().optional(),
  falseAlarmsPerMonth: z.number().optional(),
});
const qualityRow = z.strictObject({
  measure: z.string(),
  test: z.string(),
  loss: z.number(),
  inputs: z.string(),
  withoutLabels: z.string().optional(),
  labelsNeeded: z.number().optional(),
  labelsPerDay: z.number().optional(),
  detectionDelayDays: z.number().optional(),
});
const output = z.strictObject({
  verdict: answerFields.verdict,
  checked: z
    .array(
      z.strictObject({
        signal: z.string(),
        state: z.enum(['fires', 'within_noise', 'cannot_exclude', 'quiet']),
        value: z.number(),
        low: z.number().optional(),
        high: z.number().optional(),
        threshold: z.number(),
        unit: z.string(),
        why: z.string(),
      }),
    )
    .optional(),
  signals: z.array(monitoredSignal).optional(),
  /** Burn-rate pairs: shares of bad requests over both windows. */
  pairs: z
    .array(
      z.strictObject({
        pair: z.string(),
        severity: z.enum(['page', 'ticket']),
        windows: z.string(),
        burnRate: z.number(),
        /** Shares above which the alert holds. */
        failuresAbove: z.number().optional(),
        slowAbove: z.number().optional(),
        failures: figures.optional(),
        slow: figures.optional(),
      }),
    )
    .optional(),
  quality: qualityRow.optional(),
  artefacts: z.array(
    z.strictObject({ artefact: z.string(), path: z.string(), bytes: z.number(), excerpt: z.string() }),
  ),
  files: z.array(z.strictObject({ path: z.string(), content: z.string() })).optional(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

export const planMonitoring = defineTool({
  name: 'planMonitoring',
  title: 'Monitoring of a served model',
  description:
    'Plans monitoring of a model: thresholds for latency, throughput, errors, drift and quality by burn rate and sample size, false alarms, delay of detection. Writes Prometheus rules with the metric names of the runtime, a Grafana dashboard, a drift CronJob, each by artefact. With now: which alerts hold.',
  input,
  output,
  examples: [
    {
      ask: 'We serve a chat model on vLLM, 5 requests/s, P50 1.2 s, P95 4 s, P99 9 s. What should alert?',
      input: {
        runtime: 'vllm',
        model: 'llm',
        service: 'chat',
        requestsPerSecond: 5,
        capacityPerSecond: 2500,
        latencyP50Ms: 1200,
        latencyP95Ms: 4000,
        latencyP99Ms: 9000,
      },
    },
    {
      ask: 'A fraud classifier on Triton: 9 of 400 requests failed in the last hour and PSI is 0.24 on 500 rows. Do we act?',
      input: {
        runtime: 'triton',
        model: 'classifier',
        service: 'fraud',
        requestsPerSecond: 0.12,
        latencyP50Ms: 20,
        latencyP95Ms: 60,
        rowsPerWindow: 500,
        referenceRows: 20_000,
        features: 30,
        labelShare: 1,
        labelDelayDays: 45,
        quality: 0.97,
        now: { requests: 400, errors: 9, psi: 0.24 },
      },
    },
  ],
  async run(given, { catalog, today }) {
    check(given);
    const citations = collectCitations(catalog.rows(sources));
    const plan = monitoringPlan({ ...given, languageModel: given.model === 'llm' }, catalog, citations);
    const quality = qualityWatch(
      {
        kind: given.model,
        labelDelayDays: given.labelDelayDays,
        labelShare: given.labelShare,
        requestsPerSecond: given.requestsPerSecond,
        quality: given.quality,
        loss: given.qualityLoss,
      },
      catalog,
    );
    const checked =
      given.now === undefined
        ? undefined
        : firingAlerts(given.now, plan, {
            baseline: given.quality,
            loss: given.qualityLoss,
            measure: quality.measure,
          });
    const full = given.detail === 'full';
    if (full || given.artefact !== undefined)
      for (const { source } of plan.rules.metrics.errors) citations.cite(source);
    if (plan.drift.noise99 !== undefined) citations.cite('psi-yurdakul-2018');
    if (checked !== undefined) citations.cite('wilson-1927');
    if (given.now?.latenciesMs !== undefined) citations.cite('wilks-1941');
    if (quality.labelsNeeded !== undefined) citations.cite('r-power-prop-test');
    const artefacts = await Promise.all(ARTEFACTS.map((artefact) => artefactFiles(artefact, plan.rules)));
    const asked = artefacts.find(({ artefact }) => artefact === given.artefact);
    const planned = asked === undefined && (full || checked === undefined);
    return {
      verdict: monitoringVerdict(plan, quality, checked),
      ...(checked === undefined ? {} : { checked: checked.map(exact) }),
      ...(planned
        ? { signals: monitoredSignals(plan).map(({ test, ...row }) => exact(full ? { ...row, test } : row)) }
        : {}),
      ...(planned ? { pairs: pairs(plan, full), quality: exact(quality) } : {}),
      artefacts:
        asked === undefined ? artefacts.map(({ artefact, files }) => artefactSummary(artefact, files)) : [],
      ...(asked === undefined ? {} : { files: [...asked.files] }),
      assumptions: [
        ...plan.assumptions,
        ...(given.labelShare === 0 ? ['labels never arrive (labelShare 0)'] : []),
        ...(given.artefact === 'drift-check'
          ? [
              `yours to name: the image, the claim ${given.service}-drift-data, node_exporter's textfile folder; Kubernetes from 1.26 (podFailurePolicy)`,
            ]
          : []),
        'failures are random and independent; those that come in bursts raise more alarms',
      ],
      warnings: monitoringWarnings(given.runtime, plan, today),
      sources: citations.list(),
      next: [
        { tool: 'detectDrift', why: 'the comparison that the scheduled check runs' },
        ...(given.capacityPerSecond === undefined && given.model === 'llm'
          ? [{ tool: 'sizeInfrastructure', why: 'a first estimate of the capacity' }]
          : []),
      ],
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      answer.checked === undefined
        ? ''
        : markdownTable(
            ['Now', 'State', 'Value, 95 % interval', 'Threshold', 'Why'],
            answer.checked.map(({ signal, state, value, low, high, threshold, unit, why }) => [
              signal,
              state.replaceAll('_', ' '),
              `${amount(value, unit)}${low === undefined || high === undefined ? '' : `, ${amount(low, unit)} to ${amount(high, unit)}`}`,
              amount(threshold, unit),
              why,
            ]),
          ),
      answer.signals === undefined
        ? ''
        : markdownTable(
            ['Signal', 'Rule', 'Metric', 'Needs', 'False alarms a month', 'Why'],
            answer.signals.map(({ signal, rule, metric, needs, needsOf, falseAlarmsPerMonth, why }) => [
              signal,
              rule,
              metric,
              `${needs === undefined ? '' : `${formatNumber(needs)} `}${needsOf}`,
              falseAlarmsPerMonth === undefined ? 'not computed' : formatNumber(falseAlarmsPerMonth),
              why,
            ]),
          ),
      answer.pairs === undefined
        ? ''
        : markdownTable(
            ['Pair', 'Windows', 'Burn rate', 'Failed', 'Slow'],
            answer.pairs.map(({ pair, windows, burnRate, failuresAbove, slowAbove, failures, slow }) => [
              pair,
              windows,
              formatNumber(burnRate),
              pairCell(failuresAbove, failures),
              pairCell(slowAbove, slow),
            ]),
          ),
      answer.quality === undefined ? '' : qualityLines(answer.quality),
      bullets(
        'Files (name one as `artefact` to get it whole)',
        answer.artefacts.map(
          ({ artefact, path, bytes, excerpt }) =>
            `\`${artefact}\`: ${path}, ${formatNumber(bytes)} bytes; ${excerpt}`,
        ),
      ),
      ...(answer.files ?? []).map(
        ({ path, content }) => `\`${path}\`\n\n\`\`\`\n${content.trimEnd()}\n\`\`\``,
      ),
      renderEnding(answer),
    ),
});

function pairs(plan: MonitoringPlan, full: boolean) {
  const { failures } = plan.rules;
  const all = new Map([...failures, ...plan.slowAlerts].map((alert) => [alert.pair, alert]));
  const sample = ({ fewestRequests, requestsInWindow, falseAlarmsPerMonth }: BurnAlert) =>
    exact({ fewestRequests, requestsInWindow, falseAlarmsPerMonth });
  return [...all.values()].map(({ pair, severity, longMinutes, shortMinutes, burnRate }) => {
    const failed = failures.find((alert) => alert.pair === pair);
    const slow = plan.slowAlerts.find((alert) => alert.pair === pair);
    return exact({
      pair,
      severity,
      windows: `${duration(longMinutes)} and ${duration(shortMinutes)}`,
      burnRate,
      ...(failed === undefined ? {} : { failuresAbove: failed.threshold }),
      ...(slow === undefined ? {} : { slowAbove: slow.threshold }),
      ...(full && failed !== undefined ? { failures: sample(failed) } : {}),
      ...(full && slow !== undefined ? { slow: sample(slow) } : {}),
    });
  });
}

/** Of times, rates and shares that are not 0: less is no measurement. */
const SMALLEST = 1e-6;

function check(given: Given): void {
  const order = [
    ['latencyP50Ms', given.latencyP50Ms],
    ['latencyP95Ms', given.latencyP95Ms],
    ['latencyP99Ms', given.latencyP99Ms],
  ] as const;
  const positive = [
    ...order,
    ['latencyLimitMs', given.latencyLimitMs],
    ['requestsPerSecond', given.requestsPerSecond],
    ['capacityPerSecond', given.capacityPerSecond],
    ['now.p95Ms', given.now?.p95Ms],
  ] as const;
  for (const [field, value] of positive)
    if (value !== undefined && value < SMALLEST)
      throw inputError(field, `is ${value}`, `Allowed: from ${SMALLEST}; leave it out when it is not known`);
  if (given.labelShare > 0 && given.labelShare < SMALLEST)
    throw inputError('labelShare', `is ${given.labelShare}`, `Allowed: 0, or from ${SMALLEST} to 1`);
  const known = order.filter(
    (entry): entry is readonly [(typeof entry)[0], number] => entry[1] !== undefined,
  );
  for (const [at, [field, value]] of known.entries()) {
    const before = known[at - 1];
    if (before !== undefined && value <= before[1])
      throw inputError(field, `${value} ms is not above ${before[0]}, ${before[1]} ms`, 'Percentiles ascend');
  }
  const { now, quality, qualityLoss, model, rowsPerWindow } = given;
  const within = (part: string, few: number | undefined, whole: string, all: number | undefined): void => {
    if (few === undefined) return;
    if (all === undefined) throw inputError(part, `is given without ${whole}`, `Send ${whole} too`);
    if (few > all) throw inputError(part, `${few} is more than ${whole}, ${all}`);
    if (all === 0) throw inputError(whole, 'is 0: there is no share of nothing', `Leave ${part} out`);
  };
  within('now.errors', now?.errors, 'now.requests', now?.requests);
  within('now.correct', now?.correct, 'now.labelled', now?.labelled);
  within('now.anomalousRows', now?.anomalousRows, 'rowsPerWindow', rowsPerWindow);
  if (now?.latenciesMs?.length === 0)
    throw inputError('now.latenciesMs', 'is empty', 'Send at least one latency or leave it out');
  if (now?.latenciesMs !== undefined && now.p95Ms !== undefined)
    throw inputError('now.p95Ms', 'is given beside now.latenciesMs', 'Send one of them');
  if (given.labelDelayDays > 0 && given.labelShare === 0)
    throw inputError(
      'labelDelayDays',
      `${given.labelDelayDays} days of delay, but no label ever comes`,
      'Send labelShare: 1 when every request gets a label',
    );
  if (model === 'regression' && (quality !== undefined || now?.correct !== undefined))
    throw inputError(
      quality === undefined ? 'now.correct' : 'quality',
      'is a share, and regression has none',
      'Leave it out: the loss is relative to the error',
    );
  if (quality !== undefined && qualityLoss >= quality)
    throw inputError('qualityLoss', `${qualityLoss} is not below quality, ${quality}`);
}

function qualityLines(quality: z.output<typeof qualityRow>): string {
  const { measure, test, loss, labelsNeeded, labelsPerDay, detectionDelayDays, withoutLabels, inputs } =
    quality;
  return bullets('Quality', [
    `${measure}: ${
      labelsNeeded === undefined
        ? 'labels needed not computed (send quality)'
        : `${formatNumber(labelsNeeded)} labels a window to see a loss of ${formatNumber(loss)} (${test})`
    }`,
    ...(detectionDelayDays === undefined
      ? []
      : [
          `seen after ${formatNumber(detectionDelayDays)} days at ${formatNumber(labelsPerDay ?? 0)} labels a day`,
        ]),
    ...(withoutLabels === undefined ? [] : [`until labels come: ${withoutLabels}`]),
    `watch too: ${inputs}`,
  ]);
}

function pairCell(above: number | undefined, sample: z.output<typeof figures> | undefined): string {
  if (above === undefined) return '-';
  const { fewestRequests, requestsInWindow, falseAlarmsPerMonth } = sample ?? {};
  return [
    `> ${formatNumber(above * 100)} %`,
    ...(fewestRequests === undefined ? [] : [`from ${formatNumber(fewestRequests)} requests`]),
    ...(requestsInWindow === undefined ? [] : [`has ${formatNumber(requestsInWindow)}`]),
    ...(falseAlarmsPerMonth === undefined
      ? []
      : [`${formatNumber(falseAlarmsPerMonth)} false alarms a month`]),
  ].join(', ');
}

function amount(value: number, unit: string): string {
  return unit === 'share' ? `${formatNumber(value * 100)} %` : `${formatNumber(value)} ${unit}`;
}

/** Numbers to six significant digits, fields that are undefined left out. */
function exact<Row extends object>(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, typeof value === 'number' ? Number(value.toPrecision(6)) : value]),
  ) as Row;
}

import * as z from 'zod/v4';
import { sources } from '../../catalog/tables/sources.ts';
import type { Catalog } from '../../contract/catalog.ts';
import { collectCitations } from '../../contract/citations.ts';
import { answerFields } from '../../contract/figure.ts';
import { formatNumber, formatUsd } from '../../contract/markdown.ts';
import { assumedDefault } from '../assumed-default.ts';
import { exact } from '../figures.ts';
import type { InferencePlan } from './inference-plan.ts';
import { PATTERNS, type Pattern } from './inference-rules.ts';
import { PERCENTILES } from './service-load.ts';

const SHOWN = { concise: 2, full: 12 } as const;

export const inferenceAnswer = z.strictObject({
  verdict: answerFields.verdict,
  pattern: z.enum(PATTERNS),
  /** What limits the plan, in one sentence. */
  binding: z.string(),
  /** In order, those before the one that decides; all of them in full. */
  rules: z.array(z.strictObject({ pattern: z.enum(PATTERNS), holds: z.boolean(), why: z.string() })),
  service: z.strictObject({
    meanMs: z.number(),
    p99Ms: z.number(),
    basis: z.string(),
    source: z.string().optional(),
  }),
  /** Milliseconds; they add up to the last row. */
  latency: z
    .array(
      z.strictObject({
        hop: z.string(),
        p50Ms: z.number(),
        p95Ms: z.number(),
        p99Ms: z.number(),
        basis: z.string(),
      }),
    )
    .optional(),
  targetsMs: z
    .strictObject({ p50: z.number().optional(), p95: z.number().optional(), p99: z.number().optional() })
    .optional(),
  servers: z.number().optional(),
  utilisation: z.number().optional(),
  /** The highest at which the targets still hold. */
  highestUtilisation: z.number().optional(),
  cost: z
    .strictObject({
      alwaysOnUsdPerMonth: z.number().optional(),
      serverlessUsdPerMonth: z.number().optional(),
      breakEvenRequestsPerSecond: z.number().optional(),
    })
    .optional(),
  parts: z.array(z.strictObject({ part: z.string(), choice: z.string() })),
  devicesNeeded: z.number().optional(),
  /** Measured pairs alone. */
  devices: z
    .array(
      z.strictObject({
        device: z.string(),
        ms: z.number(),
        runtime: z.string(),
        precision: z.string(),
        holds: z.boolean(),
        source: z.string(),
      }),
    )
    .optional(),
  compression: z
    .array(z.strictObject({ what: z.string(), against: z.string(), effect: z.string(), source: z.string() }))
    .optional(),
  platforms: z.array(z.string()).optional(),
  wouldChange: z.array(z.string()),
  diagram: z.string(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});
export type InferenceAnswer = z.output<typeof inferenceAnswer>;

const NAMES: Readonly<Record<Pattern, string>> = {
  edge: 'Edge inference',
  batch: 'Batch',
  async: 'An asynchronous queue',
  streaming: 'Streaming',
  serverless: 'Serverless',
  sync: 'A synchronous API',
};

export function inferenceAnswerOf(
  plan: InferencePlan,
  assumed: readonly string[],
  full: boolean,
  catalog: Catalog,
): InferenceAnswer {
  const cited = collectCitations(catalog.rows(sources));
  const shown = SHOWN[full ? 'full' : 'concise'];
  const { pattern, deciding, served, service, question } = plan;
  for (const id of plan.sources) cited.cite(id);
  const upTo = plan.rules.findIndex(({ holds }) => holds);
  const devices = [...plan.devices]
    .sort((a, b) => Number(b.holds) - Number(a.holds) || (a.holds ? b.ms - a.ms : a.ms - b.ms))
    .slice(0, shown + 1);
  for (const { row } of devices) cited.cite(row.source);
  const compression = plan.compression.slice(0, full ? undefined : 2);
  for (const { source } of compression) cited.cite(source);
  const platforms = plan.platforms.slice(0, shown);
  for (const { source } of platforms) cited.cite(source);
  const always = plan.alwaysOnUsdPerMonth;
  const bySecond = plan.serverless;
  const showsCost =
    (pattern === 'sync' || pattern === 'serverless' || pattern === 'streaming') &&
    (always !== undefined || bySecond !== undefined);
  const total = totalOf(plan);
  return {
    verdict: verdictOf(plan),
    pattern,
    binding: bindingOf(plan),
    rules: plan.rules
      .slice(0, full ? undefined : upTo)
      .map(({ pattern: of, holds, why }) => ({ pattern: of, holds, why })),
    service: {
      meanMs: exact(service.meanMs),
      p99Ms: exact(service.p99Ms),
      basis:
        service.measured === undefined
          ? 'given'
          : service.measured.ofThroughput
            ? 'measured as a rate'
            : 'measured',
      ...(service.measured === undefined ? {} : { source: service.measured.row.source }),
    },
    ...(plan.hops.length === 0
      ? {}
      : {
          latency: [...plan.hops, total].map((hop) => ({
            ...hop,
            p50Ms: tenth(hop.p50Ms),
            p95Ms: tenth(hop.p95Ms),
            p99Ms: tenth(hop.p99Ms),
          })),
        }),
    ...(plan.hops.length > 0 && Object.keys(plan.targetsMs).length > 0
      ? { targetsMs: { ...plan.targetsMs } }
      : {}),
    ...(served === undefined
      ? {}
      : {
          servers: served.servers,
          utilisation: rounded(served.utilisation),
          ...(plan.impossible === undefined
            ? { highestUtilisation: rounded(served.highestUtilisation) }
            : {}),
        }),
    ...(showsCost
      ? {
          cost: {
            ...(always === undefined ? {} : { alwaysOnUsdPerMonth: Math.round(always) }),
            ...(bySecond === undefined
              ? {}
              : { serverlessUsdPerMonth: Number(bySecond.usdPerMonth.toPrecision(4)) }),
            ...(bySecond?.breakEvenPerSecond === undefined
              ? {}
              : { breakEvenRequestsPerSecond: Number(bySecond.breakEvenPerSecond.toPrecision(3)) }),
          },
        }
      : {}),
    parts: [...plan.parts],
    ...(plan.devicesNeeded === undefined ? {} : { devicesNeeded: plan.devicesNeeded }),
    ...(devices.length === 0
      ? {}
      : {
          devices: devices.map(({ device, ms, row, holds }) => ({
            device: device.id,
            ms: Number(ms.toPrecision(4)),
            runtime: row.runtime,
            precision: row.precision,
            holds,
            source: row.source,
          })),
        }),
    ...(compression.length === 0
      ? {}
      : {
          compression: compression.map((row) => ({
            what: `${row.what}, ${row.model}`,
            against: `${row.baseline} on ${row.hardware}`,
            effect: effectOf(row),
            source: row.source,
          })),
        }),
    ...(platforms.length === 0
      ? {}
      : {
          platforms: platforms.map(
            (row) =>
              `${row.id}: ${row.payloadMb === undefined ? 'payload limit not confirmed' : `${formatNumber(row.payloadMb)} MB`}, ${row.timeSeconds === undefined ? 'time limit not confirmed' : `${formatNumber(row.timeSeconds)} s`}`,
          ),
        }),
    wouldChange: plan.rules
      .slice(0, full ? undefined : Math.max(upTo + 1, pattern === 'sync' ? plan.rules.length : 0))
      .filter(
        (rule) =>
          rule.flip !== undefined &&
          (full || rule === deciding || (rule.pattern !== 'batch' && rule.pattern !== 'streaming')),
      )
      .map((rule) =>
        rule === deciding ? `no longer ${rule.pattern}: ${rule.flip}` : `${rule.pattern}: ${rule.flip}`,
      ),
    diagram: plan.diagram,
    assumptions: [...assumed],
    warnings: warningsOf(plan, catalog),
    sources: cited.list(),
    next: nextOf(plan, question.model),
  };
}

function totalOf({ hops }: InferencePlan) {
  const sum = (of: 'p50Ms' | 'p95Ms' | 'p99Ms'): number => hops.reduce((all, hop) => all + hop[of], 0);
  return { hop: 'total', p50Ms: sum('p50Ms'), p95Ms: sum('p95Ms'), p99Ms: sum('p99Ms'), basis: 'computed' };
}

function verdictOf(plan: InferencePlan): string {
  const { pattern, deciding, served, targetsMs, impossible, question } = plan;
  const head = `${NAMES[pattern]}, because ${deciding.why}`;
  if (pattern === 'edge') {
    const holding = plan.devices.filter(({ holds }) => holds).length;
    const slowest = plan.devices.findLast(({ holds }) => holds);
    const measured =
      question.model === undefined
        ? 'name the model for a shortlist of measured devices'
        : plan.devices.length === 0
          ? `no edge device has a figure for ${question.model}`
          : `${holding} of ${plan.devices.length} measured devices hold the load${slowest === undefined ? '' : `, the slowest ${slowest.device.id} at ${formatNumber(slowest.ms)} ms`}`;
    return `${head}; ${measured}.`;
  }
  if (pattern === 'batch' || pattern === 'async') {
    const size = plan.parts.find(({ part }) => part === 'machines' || part === 'workers');
    return `${head}: ${size?.choice ?? ''}.`;
  }
  if (served === undefined) return `${head}.`;
  const total = totalOf(plan);
  const replicas = `${served.servers} replica${served.servers === 1 ? '' : 's'}`;
  if (impossible !== undefined)
    return `${head}; but ${impossible.toUpperCase()} ${formatNumber(targetsMs[impossible] ?? 0)} ms cannot hold, whatever the number of replicas: the work and the way alone take longer.`;
  const target = PERCENTILES.findLast((percentile) => targetsMs[percentile] !== undefined);
  const held =
    target === undefined
      ? `P95 ${formatNumber(total.p95Ms)} ms`
      : `${target.toUpperCase()} ${formatNumber(total[`${target}Ms`])} of ${formatNumber(targetsMs[target] ?? 0)} ms`;
  return pattern === 'serverless'
    ? `${head}.`
    : `${head}; ${replicas} hold ${held} at ${formatNumber(question.peakRate)}/s, ${formatNumber(100 * served.utilisation)} % busy${plan.alwaysOnUsdPerMonth === undefined ? '' : `, ${formatUsd(plan.alwaysOnUsdPerMonth)} a month`}.`;
}

function bindingOf(plan: InferencePlan): string {
  const { pattern, deciding, served, targetsMs, impossible } = plan;
  if (impossible !== undefined) return `the time of one inference against ${impossible.toUpperCase()}`;
  if (served === undefined || pattern === 'serverless') return deciding.why;
  const total = totalOf(plan);
  const [tightest] = PERCENTILES.flatMap((percentile) => {
    const target = targetsMs[percentile];
    return target === undefined ? [] : [{ percentile, share: total[`${percentile}Ms`] / target }];
  }).sort((a, b) => b.share - a.share);
  if (tightest === undefined) return 'the load that is planned at the peak';
  return `${tightest.percentile.toUpperCase()}: ${formatNumber(100 * tightest.share)} % of its target; the targets hold up to ${formatNumber(100 * served.highestUtilisation)} % busy`;
}

function effectOf(row: InferencePlan['compression'][number]): string {
  const speed =
    row.faster === undefined
      ? undefined
      : `${formatNumber(row.faster)}${row.fasterTo === undefined ? '' : ` to ${formatNumber(row.fasterTo)}`} x as fast`;
  const size = row.smaller === undefined ? undefined : `${formatNumber(row.smaller)} x smaller`;
  const quality =
    row.qualityBefore === undefined || row.qualityAfter === undefined
      ? 'quality not stated'
      : `${row.metric} ${formatNumber(row.qualityBefore)} to ${formatNumber(row.qualityAfter)}`;
  return [size, speed, quality].filter((part) => part !== undefined).join(', ');
}

/** Below it the approximation of the wait errs most: few wait. */
const LOW_LOAD = 0.7;

function warningsOf(
  { pattern, served, service, question, serverless, impossible }: InferencePlan,
  catalog: Catalog,
): string[] {
  const modelled =
    served === undefined || impossible !== undefined
      ? []
      : [
          served.utilisation >= LOW_LOAD
            ? 'Queue times are modelled (M/G/c): P95 and P99 err by -16 to +9 % at such loads.'
            : 'Queue times are modelled (M/G/c) and err by -24 to +43 % where few wait.',
        ];
  const rate =
    service.measured?.ofThroughput === true
      ? [
          `The time on ${service.measured.row.hardware} is one over a published rate: its latency was not measured.`,
        ]
      : [];
  const clocks =
    pattern === 'edge'
      ? [
          'Published times are forward passes on a cool board: add decoding, resizing and NMS, and test for an hour.',
        ]
      : [];
  const cover =
    serverless !== undefined && pattern === 'serverless' && serverless.platform?.idleSeconds === undefined
      ? [
          `How long ${serverless.provider} bills an idle worker was not confirmed: ${assumedDefault(catalog, 'inference-idle-window').value} s assumed.`,
        ]
      : [];
  const hidden =
    question.platform?.atOnce === 1 && pattern === 'sync'
      ? [`${question.platform.name} hands an instance one request at a time unless set.`]
      : [];
  return [...modelled, ...rate, ...clocks, ...cover, ...hidden];
}

function nextOf(
  { pattern, served }: InferencePlan,
  model: string | undefined,
): { tool: string; why: string }[] {
  if (pattern === 'edge')
    return [
      {
        tool: 'selectModel',
        why:
          model === undefined ? 'which model the device carries' : 'a smaller or faster model for the device',
      },
    ];
  if (pattern === 'batch')
    return [{ tool: 'estimateCost', why: 'hosted batch prices against these machine-hours' }];
  return served === undefined
    ? [{ tool: 'planMonitoring', why: 'alerts on queue age and failures' }]
    : [{ tool: 'planMonitoring', why: 'alerts for these targets' }];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

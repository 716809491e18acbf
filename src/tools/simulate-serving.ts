import * as z from 'zod/v4';
import { fourDigits } from '../answers/figures.ts';
import { checkPolicy, checkStable, checkTargets } from '../answers/simulation/check-simulation.ts';
import { choosePolicy } from '../answers/simulation/choose-policy.ts';
import { latencyChart, latencyCurve } from '../answers/simulation/latency-curve.ts';
import { offeredLoad } from '../answers/simulation/offered-load.ts';
import { serverPrice } from '../answers/simulation/server-price.ts';
import { serviceCurve } from '../answers/simulation/service-curve.ts';
import {
  capacityOf,
  PERCENTILES,
  type PercentileName,
  type Simulated,
  type Situation,
  simulatePolicy,
} from '../answers/simulation/simulate-policy.ts';
import {
  curveRowOf,
  percentileCell,
  pointOf,
  pointRow,
  simulatedPoint,
  triedRow,
  triedRowOf,
} from '../answers/simulation/simulated-rows.ts';
import {
  bindingSentence,
  limitLevel,
  simulationVerdict,
  simulationWarnings,
} from '../answers/simulation/simulation-words.ts';
import { whatWouldChange } from '../answers/simulation/what-would-change.ts';
import { sources } from '../catalog/tables/sources.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields, figure } from '../contract/figure.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';

const ms = z.number().min(0).max(99_999).optional();
const positive = z.number().min(0.001).max(99_999).optional();
const size = z.int().min(1).max(999);

const input = z.strictObject({
  requestsPerSecond: positive,
  arrivalSeconds: z.array(z.number().min(0).max(1e9)).max(9999).optional(),
  clients: size.optional(),
  thinkMs: ms,
  msByBatch: z.object({}).catchall(z.number().min(0.001).max(99_999)).optional().describe('{"8": 30}'),
  fixedMs: ms,
  perItemMs: ms,
  model: z.string().max(60).optional(),
  device: z.string().max(60).optional(),
  serviceCv: z.number().min(0).max(5).optional(),
  servers: size.optional(),
  maxBatch: size.optional(),
  delayMs: ms,
  preferredBatch: size.optional(),
  queueLimit: z.int().min(0).max(99_999).optional(),
  timeoutMs: positive,
  p50Ms: positive,
  p95Ms: positive,
  p99Ms: positive,
  usdPerHour: ms,
  detail: z.enum(['concise', 'full']).optional(),
});
type Given = z.output<typeof input>;

const output = z.strictObject({
  verdict: answerFields.verdict,
  bindingConstraint: z.string(),
  policy: z.strictObject({
    servers: z.int(),
    maxBatch: z.int(),
    delayMs: z.number(),
    preferredBatch: z.int().optional(),
    queueLimit: z.int().optional(),
    timeoutMs: z.number().optional(),
  }),
  /** At the level asked; without one, at the largest that holds. */
  at: simulatedPoint,
  /** Requests a second in full batches. */
  capacity: figure,
  largestLoad: figure,
  kneeLoad: figure,
  usdPerThousandRequests: figure.optional(),
  wouldChange: z.array(z.string()),
  /** Largest load of each policy that was tried. */
  tried: z.array(triedRow).optional(),
  /** Milliseconds by load, requests a second or clients. */
  curve: z.array(pointRow),
  chart: z.string(),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});

export const simulateServing = defineTool({
  name: 'simulateServing',
  title: 'Latency of a batching server under load',
  description:
    'Simulates dynamic batching (Triton rules) under Poisson requests/s, a trace (bursts) or clients: percentiles with intervals, drops, cost, curve, knee. Batch times: yours, or measured of a model on a device. Finds what is left out: servers, maxBatch, delayMs, largest load within the targets (100, 300, 500 ms). LLMs: sizeInfrastructure.',
  input,
  output,
  examples: [
    {
      ask: 'Our model takes 5 ms plus 1 ms an item. Will P95 hold at 400 requests/s on one GPU with batches of 8?',
      input: {
        requestsPerSecond: 400,
        fixedMs: 5,
        perItemMs: 1,
        servers: 1,
        maxBatch: 8,
        delayMs: 0,
        usdPerHour: 1.2,
      },
    },
    {
      ask: 'How many T4 for 2,500 ResNet-50 images/s, and with which batch and wait, if P99 is to stay under 60 ms?',
      input: { requestsPerSecond: 2500, model: 'ResNet-50', device: 'T4', p50Ms: 25, p95Ms: 50, p99Ms: 60 },
    },
  ],
  async run(given, { catalog, today, signal, progress }) {
    const work = { signal, progress };
    const citations = collectCitations(catalog.rows(sources));
    const { load, level } = offeredLoad(given);
    const curveOf = serviceCurve(given, catalog);
    const wanted = { ...given, preferred: given.preferredBatch === undefined ? [] : [given.preferredBatch] };
    const situation: Situation = {
      load,
      times: curveOf.times,
      serviceCv: given.serviceCv ?? 0,
      targetsMs: targetsOf(given),
      seed: SEED,
    };
    checkTargets(situation);
    checkPolicy(wanted, curveOf.times);
    checkStable(situation, wanted, level, load.kind === 'trace' ? 'arrivalSeconds' : 'requestsPerSecond');
    const chosen = await choosePolicy(situation, wanted, level, work);
    const { policy, largest } = chosen;
    const shownLevel = level ?? Math.max(largest.level, largest.missed?.level ?? 0);
    const at = await simulatePolicy(
      situation,
      policy,
      level ?? (largest.level === 0 ? shownLevel : largest.level),
      'report',
      work,
    );
    const curve = await latencyCurve(situation, policy, at.level, work);
    const price = serverPrice(given.usdPerHour, curveOf.accelerator, catalog, today);
    const full = given.detail === 'full';
    const points = curve.points.filter((_, index) => full || index % 2 === 0);
    const unit = load.kind === 'clients' ? 'clients' : 'requests/s';
    const modelled = (value: number) => ({ value: fourDigits(value), unit, basis: 'modelled' as const });
    if (curveOf.source !== undefined) citations.cite(curveOf.source);
    if (price?.source !== undefined) citations.cite(price.source);
    citations.cite('triton-repo');
    return {
      verdict: simulationVerdict(situation, chosen, at, curve, { level, servers: given.servers }),
      bindingConstraint: bindingSentence(situation, chosen),
      policy: {
        servers: policy.servers,
        maxBatch: policy.maxBatch,
        delayMs: policy.delayMs,
        ...(given.preferredBatch === undefined ? {} : { preferredBatch: given.preferredBatch }),
        ...(policy.queueLimit === undefined ? {} : { queueLimit: policy.queueLimit }),
        ...(policy.timeoutMs === undefined ? {} : { timeoutMs: policy.timeoutMs }),
      },
      at: pointOf(at),
      capacity: {
        value: fourDigits(capacityOf(curveOf.times, policy)),
        unit: 'requests/s',
        basis:
          curveOf.basis === 'measured' && policy.servers === 1
            ? ('measured' as const)
            : ('computed' as const),
        ...(curveOf.source === undefined ? {} : { source: curveOf.source }),
        ...(curveOf.asOf === undefined ? {} : { asOf: curveOf.asOf }),
      },
      largestLoad: modelled(level === undefined ? largest.level : limitLevel(largest, at)),
      kneeLoad: modelled(curve.knee.level),
      ...(price === undefined
        ? {}
        : {
            usdPerThousandRequests: {
              value: fourDigits((policy.servers * price.usdPerHour * 1000) / (3600 * at.perSecond)),
              unit: 'USD',
              basis: price.basis,
              ...(price.source === undefined ? {} : { source: price.source, asOf: price.asOf }),
            },
          }),
      wouldChange: (await whatWouldChange(situation, chosen, at, work)).filter(
        (change) => full || !change.endsWith('a target is missed'),
      ),
      ...(full ? { tried: chosen.tried.map(triedRowOf) } : {}),
      curve: points.map((point) => curveRowOf(point, load.kind === 'clients')),
      chart: latencyChart(points, unit),
      assumptions: assumptionsOf(given, curveOf.assumptions, at, chosen.screenedOut),
      warnings: simulationWarnings(situation, at, price?.stale),
      sources: citations.list(),
      next: [
        ...(curveOf.accelerator === undefined
          ? []
          : [{ tool: 'estimateCost', why: 'the month, against a hosted API' }]),
        { tool: 'planMonitoring', why: 'alerts for these percentiles' },
      ],
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      `Binding: ${answer.bindingConstraint}.`,
      markdownTable(
        ['', 'Simulated, 95 % interval', 'Target'],
        answer.at.percentiles.map((row) => [
          row.name.toUpperCase(),
          percentileCell(row),
          `${formatNumber(row.targetMs)} ms: ${row.holds ? 'holds' : 'missed'}`,
        ]),
      ),
      bullets('At this load', [
        `mean ${formatNumber(answer.at.meanMs)} ms (${formatNumber(answer.at.meanLow)} to ${formatNumber(answer.at.meanHigh)}), servers busy ${formatNumber(answer.at.busyShare * 100)} %, batches of ${formatNumber(answer.at.meanBatch)} in the mean, ${formatNumber(answer.at.queued)} waiting`,
        `answers ${formatNumber(answer.at.answersPerSecond)}/s, dropped ${formatNumber(answer.at.droppedShare * 100)} %`,
        `capacity ${formatFigure(answer.capacity)}`,
        ...(answer.usdPerThousandRequests === undefined
          ? []
          : [`${formatFigure(answer.usdPerThousandRequests)} a thousand requests`]),
      ]),
      markdownTable(
        ['Load', 'P50 (ms)', 'P95 (ms)', 'P99 (ms)', 'Busy', 'Mean batch'],
        answer.curve.map((row) =>
          [row.load, row.p50, row.p95, row.p99, row.busyShare, row.meanBatch].map(formatNumber),
        ),
      ),
      `\`\`\`mermaid\n${answer.chart}\n\`\`\``,
      answer.tried === undefined
        ? ''
        : markdownTable(
            ['Servers', 'Largest batch', 'Wait (ms)', 'Holds up to', 'Binds'],
            answer.tried.map((row) => [
              formatNumber(row.servers),
              formatNumber(row.maxBatch),
              formatNumber(row.delayMs),
              formatNumber(row.largestLoad),
              row.binding,
            ]),
          ),
      bullets('Would change it', answer.wouldChange),
      renderEnding(answer),
    ),
});

/** The founding document's latency targets. */
const TARGETS_MS: Readonly<Record<PercentileName, number>> = { p50: 100, p95: 300, p99: 500 };
/** One draw for every answer: the same question gets the same numbers. */
const SEED = 1;

/** A target that is not given is the default, or the one below it where that is later. */
function targetsOf({ p50Ms, p95Ms, p99Ms }: Given): Situation['targetsMs'] {
  const p50 =
    p50Ms ?? Math.min(TARGETS_MS.p50, p95Ms ?? Number.POSITIVE_INFINITY, p99Ms ?? Number.POSITIVE_INFINITY);
  const p95 = p95Ms ?? Math.min(Math.max(TARGETS_MS.p95, p50), p99Ms ?? Number.POSITIVE_INFINITY);
  return { p50, p95, p99: p99Ms ?? Math.max(TARGETS_MS.p99, p95) };
}

function assumptionsOf(
  given: Given,
  ofCurve: readonly string[],
  at: Simulated,
  screenedOut: readonly number[],
): string[] {
  const { clients, arrivalSeconds, serviceCv = 0 } = given;
  const assumed = PERCENTILES.filter((name) => given[`${name}Ms`] === undefined);
  return [
    ...ofCurve,
    clients !== undefined
      ? `each client sends again when answered${given.thinkMs === undefined ? ', at once' : ''}`
      : arrivalSeconds !== undefined
        ? 'the trace is repeated; the intervals cover the chance in the service, not in the trace'
        : 'arrivals are Poisson: for bursts send arrivalSeconds',
    ...(serviceCv === 0
      ? ['serviceCv = 0: a batch always takes the same time']
      : ['service times are lognormal']),
    ...(assumed.length === 0
      ? []
      : [
          `targets of the founding document: ${assumed.map((name) => `${name}Ms ${at.targetsMs[name]}`).join(', ')}`,
        ]),
    ...(given.model === undefined ? ['no network: take its round trip off the targets'] : []),
    'servers do not slow each other; two instances on one GPU do',
    ...(screenedOut.length === 0 || given.detail !== 'full'
      ? []
      : [`not simulated, by the closed form: batches of ${screenedOut.join(', ')}`]),
    `seed ${SEED}, warm-up of 1/32, batch means, ${at.stoppedBy === 'enough' ? 'run until intervals were narrow' : 'cut at the longest run'}`,
  ];
}

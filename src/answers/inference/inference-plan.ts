import { compressionEffects } from '../../catalog/tables/compression-effects.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { mgcSojournPercentile } from '../../engines/queueing/mgc-sojourn-percentile.ts';
import { HOURS_PER_MONTH } from '../../units/time.ts';
import { assumedDefault } from '../assumed-default.ts';
import { inferenceDiagram } from './inference-diagram.ts';
import {
  type EdgeCandidate,
  edgeCandidates,
  type Platform,
  type Prices,
  pricesOf,
} from './inference-facts.ts';
import {
  asyncPlan,
  batchParts,
  edgeSync,
  type Part,
  serverlessParts,
  streamingParts,
  syncParts,
} from './inference-parts.ts';
import type { InferenceQuestion } from './inference-question.ts';
import { carriers, carries, edgeRule, inferenceRules, type Pattern, type Rule } from './inference-rules.ts';
import { type ServerlessCase, serverlessCase } from './serverless-case.ts';
import {
  fewestServers,
  firstPartAtLoad,
  PERCENTILES,
  type Percentile,
  type Served,
  type Service,
  SHARES,
  serversAtLoad,
  serversForFirstPart,
  serversNeeded,
  serviceOf,
} from './service-load.ts';
import { type Way, wayToTheModel } from './way-to-the-model.ts';

export type Hop = { readonly hop: string; readonly basis: string } & Readonly<
  Record<`${Percentile}Ms`, number>
>;

export type InferencePlan = {
  readonly question: InferenceQuestion;
  readonly pattern: Pattern;
  readonly deciding: Rule;
  readonly rules: readonly Rule[];
  readonly service: Service;
  readonly way: Way;
  readonly served?: Served | undefined;
  /** The targets that were applied; absent ones could not be. */
  readonly targetsMs: InferenceQuestion['targetsMs'];
  /** A target that no number of servers holds. */
  readonly impossible?: Percentile | undefined;
  readonly hops: readonly Hop[];
  readonly parts: readonly Part[];
  readonly serverless?: ServerlessCase | undefined;
  readonly prices: Prices;
  readonly alwaysOnUsdPerMonth?: number | undefined;
  readonly devices: readonly (EdgeCandidate & { readonly holds: boolean })[];
  readonly devicesNeeded?: number | undefined;
  readonly compression: readonly RowOf<typeof compressionEffects>[];
  readonly platforms: readonly Platform[];
  readonly diagram: string;
  readonly sources: readonly string[];
};

const COMPRESSIONS_SHOWN = 4;
/** Beyond so many busy servers the search for equal bills keeps their utilisation: it hardly grows any more. */
const MOST_BUSY = 25;

/** The pattern that the rules choose, its sizes, its latency hop by hop and what would turn the choice. */
export function inferencePlan(question: InferenceQuestion, catalog: Catalog, today: string): InferencePlan {
  const way = wayToTheModel(question, catalog);
  const load = assumedDefault(catalog, 'target-load').value;
  const atEdge = edgeRule(question, way).holds;
  const candidates = (question.model === undefined ? [] : edgeCandidates(catalog, question.model)).map(
    (one) => ({
      ...one,
      holds:
        one.ms <= (question.targetsMs.p99 ?? Number.POSITIVE_INFINITY) &&
        (question.peakRate * one.ms) / 1000 <= load,
    }),
  );
  const slowestThatHolds = candidates.findLast(({ holds }) => holds) ?? candidates[0];
  const chosen = atEdge && question.device === undefined ? slowestThatHolds : undefined;
  const service = serviceOf(question, chosen, catalog);
  const prices = pricesOf(catalog, question.device?.id, today);
  const budgets = budgetsOf(question.targetsMs, way);
  const exactServers = (peakRate: number): number =>
    fewestServers(service, peakRate, budgets) ?? serversAtLoad(service, peakRate, load).servers;
  const serversAt = (peakRate: number): number => {
    const most = (MOST_BUSY * 1000) / service.meanMs;
    return peakRate <= most ? exactServers(peakRate) : Math.ceil((peakRate / most) * exactServers(most));
  };
  const serverless = atEdge
    ? undefined
    : serverlessCase(question, service, prices, serversAt, way.totalMs, catalog);
  const { rules, batch } = inferenceRules(question, service, way, serverless, catalog);
  const deciding = rules.find(({ holds }) => holds);
  if (deciding === undefined) throw new Error('the last rule holds always');
  const { pattern } = deciding;
  const { served, targetsMs, impossible } = servedFor(pattern, question, service, budgets, load);
  const sources = new Set<string>();
  const told = partsOf(pattern, {
    question,
    service,
    served,
    serverless,
    batch,
    device: question.device?.name ?? chosen?.device.name,
    catalog,
  });
  for (const source of told.sources) sources.add(source);
  if (service.measured !== undefined) sources.add(service.measured.row.source);
  if (
    prices.rental !== undefined &&
    (pattern === 'sync' || pattern === 'streaming' || pattern === 'serverless')
  )
    sources.add(prices.rental.source);
  if (serverless !== undefined && (pattern === 'sync' || pattern === 'serverless'))
    sources.add(serverless.source);
  if (question.platform !== undefined && !atEdge) sources.add(question.platform.source);
  const platforms = platformsFor(pattern, question, service, catalog);
  const compression = pattern === 'edge' ? compressionFor(question, candidates, catalog) : [];
  const devicesNeeded =
    pattern === 'edge'
      ? Math.max(1, Math.ceil((question.peakRate * service.meanMs) / 1000 / load))
      : undefined;
  return {
    question,
    pattern,
    deciding,
    rules,
    service,
    way,
    served,
    targetsMs,
    impossible,
    hops: hopsOf(pattern, question, service, way, served),
    parts: told.parts,
    serverless,
    prices,
    alwaysOnUsdPerMonth:
      prices.alwaysOnUsdPerHour === undefined || served === undefined
        ? undefined
        : served.servers * prices.alwaysOnUsdPerHour * HOURS_PER_MONTH,
    devices: pattern === 'edge' ? candidates : [],
    devicesNeeded,
    compression,
    platforms,
    diagram: inferenceDiagram(pattern, {
      way: told.way ?? wayWords(way, question.payloadMb),
      rate:
        question.items === undefined || pattern !== 'batch'
          ? `${formatNumber(question.peakRate)}/s at the peak`
          : `${formatNumber(question.items)} items`,
      servers: told.servers,
      serviceMs: service.meanMs,
      result: told.result,
    }),
    sources: [...sources],
  };
}

function wayWords({ networkMs, uploadMs }: Way, payloadMb: number): string {
  const time =
    uploadMs === undefined
      ? `${formatNumber(networkMs)} ms`
      : `${formatNumber(networkMs + uploadMs)} ms with upload`;
  return `${time}, ${formatNumber(payloadMb)} MB`;
}

function budgetsOf(
  targets: InferenceQuestion['targetsMs'],
  { totalMs }: Way,
): Partial<Record<Percentile, number>> {
  return Object.fromEntries(
    PERCENTILES.flatMap((percentile) => {
      const target = targets[percentile];
      return target === undefined ? [] : [[percentile, target - totalMs] as const];
    }),
  );
}

function servedFor(
  pattern: Pattern,
  question: InferenceQuestion,
  service: Service,
  budgets: Partial<Record<Percentile, number>>,
  load: number,
): Pick<InferencePlan, 'served' | 'targetsMs' | 'impossible'> {
  if (pattern !== 'sync' && pattern !== 'streaming' && pattern !== 'serverless')
    return { targetsMs: question.targetsMs };
  const firstPartMs = pattern === 'streaming' ? question.firstPartMs : undefined;
  if (Object.keys(budgets).length > 0) {
    const served =
      firstPartMs === undefined
        ? serversNeeded(service, question.peakRate, budgets)
        : serversForFirstPart(service, firstPartMs, question.peakRate, budgets);
    if (served !== undefined) return { served, targetsMs: question.targetsMs };
  }
  const alone = (percentile: Percentile): number =>
    firstPartMs ?? servicePercentile(service, SHARES[percentile]);
  return {
    served:
      firstPartMs === undefined
        ? serversAtLoad(service, question.peakRate, load)
        : firstPartAtLoad(service, firstPartMs, question.peakRate, load),
    targetsMs: question.targetsMs,
    impossible: PERCENTILES.find(
      (percentile) => alone(percentile) > (budgets[percentile] ?? Number.POSITIVE_INFINITY),
    ),
  };
}

function servicePercentile({ meanMs, scv }: Service, share: number): number {
  return mgcSojournPercentile({ arrivalRate: 0, serviceTime: meanMs, serviceScv: scv, servers: 1 }, share);
}

function hopsOf(
  pattern: Pattern,
  question: InferenceQuestion,
  service: Service,
  way: Way,
  served: Served | undefined,
): Hop[] {
  if (pattern === 'batch') return [];
  const same = (hop: string, ms: number, basis: string): Hop => ({
    hop,
    p50Ms: ms,
    p95Ms: ms,
    p99Ms: ms,
    basis,
  });
  const basis = service.measured === undefined ? 'given' : 'measured';
  const inference = (percentile: Percentile): number =>
    pattern === 'streaming' ? (question.firstPartMs ?? 0) : servicePercentile(service, SHARES[percentile]);
  const work: Hop = {
    hop: pattern === 'streaming' ? 'first part' : 'inference',
    p50Ms: inference('p50'),
    p95Ms: inference('p95'),
    p99Ms: inference('p99'),
    basis,
  };
  const wait = (percentile: Percentile): number =>
    Math.max(0, (served?.sojournMs[percentile] ?? 0) - inference(percentile));
  return [
    ...(pattern === 'edge'
      ? []
      : [
          same('network', way.networkMs, question.roundTripGiven ? 'given' : 'assumed'),
          ...(way.uploadMs === undefined ? [] : [same('upload', way.uploadMs, 'computed')]),
          same('gateway', way.gatewayMs, 'assumed'),
        ]),
    ...(served === undefined
      ? []
      : [{ hop: 'queue', p50Ms: wait('p50'), p95Ms: wait('p95'), p99Ms: wait('p99'), basis: 'modelled' }]),
    work,
  ];
}

type Told = {
  readonly parts: readonly Part[];
  readonly sources: readonly string[];
  readonly servers: string;
  readonly result: string;
  readonly way?: string;
};

function partsOf(
  pattern: Pattern,
  about: {
    readonly question: InferenceQuestion;
    readonly service: Service;
    readonly served: Served | undefined;
    readonly serverless: ServerlessCase | undefined;
    readonly batch: ReturnType<typeof inferenceRules>['batch'];
    readonly device: string | undefined;
    readonly catalog: Catalog;
  },
): Told {
  const { question, service, served, serverless, batch, catalog } = about;
  const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  const busy = (share: number): string => `${formatNumber(100 * share)} % busy`;
  if (pattern === 'batch' && batch !== undefined)
    return {
      parts: batchParts(batch, question, service),
      sources: [],
      servers: many(batch.machines, 'machine'),
      result: `${formatNumber(batch.finishSeconds / 3600)} h`,
    };
  if (pattern === 'async') {
    const plan = asyncPlan(question, service, catalog);
    return {
      parts: plan.parts,
      sources: plan.sources,
      servers: `${many(plan.workers, 'worker')}, ${busy(plan.utilisation)}`,
      result: 'webhook or poll',
    };
  }
  if (pattern === 'edge') {
    const sync = edgeSync(question, catalog);
    return {
      parts: sync.parts,
      sources: [],
      servers: about.device ?? 'edge device',
      way: `${formatNumber(sync.liveMbps)} Mbit/s of results`,
      result: `${formatNumber(Math.max(1, sync.storeMb))} MB`,
    };
  }
  if (served === undefined) throw new Error(`the pattern ${pattern} was not sized`);
  if (pattern === 'serverless' && serverless !== undefined)
    return {
      parts: serverlessParts(question, serverless),
      sources: [],
      servers: `${formatNumber(serverless.paidWorkers)} workers paid on average`,
      result: 'answer',
    };
  if (pattern === 'streaming') {
    const told = streamingParts(question, service, served, catalog);
    return {
      ...told,
      servers: `${many(served.servers, 'replica')}, ${busy(served.utilisation)}`,
      result: 'parts as they come',
    };
  }
  const told = syncParts(question, served, catalog);
  return {
    ...told,
    servers: `${many(served.servers, 'replica')}, ${busy(served.utilisation)}`,
    result: 'answer',
  };
}

/** Listed platforms of the pattern whose confirmed limits let the request through, those with confirmed limits first. */
function platformsFor(
  pattern: Pattern,
  question: InferenceQuestion,
  service: Service,
  catalog: Catalog,
): Platform[] {
  if (pattern === 'edge') return [];
  const gpu = question.device?.class.endsWith('gpu') === true;
  const confirmed = ({ payloadMb, timeSeconds }: Platform): number =>
    Number(payloadMb !== undefined) + Number(timeSeconds !== undefined);
  return carriers(catalog, pattern)
    .filter((row) =>
      carries(
        row,
        pattern === 'batch' ? 0 : question.payloadMb,
        service.p99Ms / 1000,
        pattern === 'streaming',
      ),
    )
    .filter((row) => !gpu || row.gpu !== false)
    .toSorted((a, b) => confirmed(b) - confirmed(a));
}

/** What making the model smaller did: rows of this model first, then of its hardware, then one of each technique. */
function compressionFor(
  { model, device }: InferenceQuestion,
  candidates: readonly EdgeCandidate[],
  catalog: Catalog,
): RowOf<typeof compressionEffects>[] {
  const wanted = (device?.name ?? candidates[0]?.device.name ?? '').split(' ')[0]?.toLowerCase() ?? '';
  const nearness = (row: RowOf<typeof compressionEffects>): number =>
    row.model === model ? 0 : wanted !== '' && row.hardware.toLowerCase().includes(wanted) ? 1 : 2;
  const rows = catalog.rows(compressionEffects).toSorted((a, b) => nearness(a) - nearness(b));
  const seen = new Set<string>();
  const firstOfEach = rows.filter(({ technique }) => !seen.has(technique) && seen.add(technique));
  const near = rows.filter((row) => nearness(row) < 2 && !firstOfEach.includes(row));
  return [...firstOfEach, ...near].slice(0, COMPRESSIONS_SHOWN);
}

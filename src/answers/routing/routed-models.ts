import { accuracy } from '../../catalog/tables/accuracy.ts';
import { benchmarks } from '../../catalog/tables/benchmarks.ts';
import { hostedNames } from '../../catalog/tables/hosted-names.ts';
import { models } from '../../catalog/tables/models.ts';
import { promptCacheFloors } from '../../catalog/tables/prompt-cache-floors.ts';
import { rateLimitConventions } from '../../catalog/tables/rate-limit-conventions.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { inputError } from '../../contract/input-error.ts';
import { type LatencyCurve, logNormalLatency } from '../../engines/monitoring/log-normal-latency.ts';
import { promptCacheHitShare } from '../../engines/routing/prompt-cache-hit-share.ts';
import { contextTokens } from '../../pricing/context-tokens.ts';
import { listedPrice } from '../../pricing/listed-price.ts';
import { daysBetween } from '../../units/time.ts';
import { announcedEnd, NOTICE_DAYS } from '../announced-end.ts';
import { priceOnList } from '../price-on-list.ts';
import { announcedEndings } from '../selection/hosted-terms.ts';
import {
  type OfferedModel,
  ORDINARY_DATA,
  type RequestClass,
  type RoutingQuestion,
} from './routing-question.ts';

export const SELF_HOSTED = 'self-hosted';
const SECONDS_PER_MONTH = 730 * 3600;
const SAMPLE = { inputTokens: 1000, outputTokens: 300 };
/** A proposed cheap model costs at most this share of the strong one. */
const CHEAP_AT_MOST = 1 / 3;

export type ModelQuality = {
  readonly value: number;
  /** What it was measured on; figures of two benchmarks are never compared. */
  readonly on: string;
  readonly source: string;
};

/** A model with all that routing needs to know. */
export type RoutedModel = {
  readonly name: string;
  readonly provider: string;
  readonly allows: ReadonlySet<string>;
  /** Whether the caller said what it may see. */
  readonly listed: boolean;
  /** Tokens of prompt and answer that it reads; undefined where no list says. */
  readonly windowTokens?: number | undefined;
  readonly quality?: ModelQuality | undefined;
  readonly latency?: LatencyCurve | undefined;
  /** Self-hosted alone. */
  readonly replica?: { readonly usdPerHour: number; readonly perMinute: number } | undefined;
  readonly shutdown?: {
    readonly day: string;
    readonly gone: boolean;
    readonly replacement?: string | undefined;
    readonly source: string;
  };
  readonly convention?: RowOf<typeof rateLimitConventions> | undefined;
  /** The shortest prefix that it caches, of the model itself or else of its provider. */
  readonly prefixFloor?: { readonly tokens: number; readonly source: string } | undefined;
  /** USD for one request of a class by name. */
  readonly usd: ReadonlyMap<string, number>;
  /** Of a class's input tokens, the share read from the provider's prompt cache. */
  readonly cachedShare: ReadonlyMap<string, number>;
  /** What writing to and reading from that cache costs, in multiples of plain input. */
  readonly cachePrice?: { readonly write: number; readonly read: number } | undefined;
};

/** The models of the question, priced for each class; those of the tables where it names none. */
export async function routedModels(
  question: RoutingQuestion,
  catalog: Catalog,
  today: string,
  peakFactor: number,
): Promise<{ readonly models: readonly RoutedModel[]; readonly proposed: boolean }> {
  const proposed = question.models === undefined;
  const offered = question.models ?? (await proposals(catalog, today));
  const all: RoutedModel[] = [];
  for (const [at, model] of offered.entries())
    all.push(await routedModel(model, `models.${at}`, question, { catalog, today, peakFactor }));
  for (const [at, { name, provider }] of all.entries()) {
    const before = all.findIndex((other) => other.name === name);
    if (before < at)
      throw inputError(
        `models.${at}.name`,
        `is ${name} of ${provider}, and so is models.${before}.name of ${all[before]?.provider ?? ''}`,
        'Name each model once; give a self-hosted copy a name of its own',
      );
  }
  return { models: all, proposed };
}

async function routedModel(
  model: OfferedModel,
  field: string,
  { classes }: RoutingQuestion,
  { catalog, today, peakFactor }: { catalog: Catalog; today: string; peakFactor: number },
): Promise<RoutedModel> {
  const { usdPerHour, perMinute, p50Ms, p95Ms } = model;
  const latency = p50Ms !== undefined && p95Ms !== undefined ? logNormalLatency({ p50Ms, p95Ms }) : undefined;
  if (usdPerHour !== undefined && perMinute !== undefined)
    return {
      name: model.name,
      provider: SELF_HOSTED,
      allows: new Set(model.data ?? classes.map(({ data }) => data)),
      listed: model.data !== undefined,
      latency,
      replica: { usdPerHour, perMinute },
      usd: new Map(classes.map(({ name }) => [name, (usdPerHour / (perMinute * 60)) * peakFactor])),
      cachedShare: new Map(),
    };
  const wanted = catalog.rows(hostedNames).find((row) => row.model === model.name)?.tokenName ?? model.name;
  const known = await priceOnList({ unit: 'tokens', cachedShare: 0, ...SAMPLE }, wanted, today, {
    field: `${field}.name`,
    whereUnpriced: 'Choose another',
    orElse: 'send usdPerHour and perMinute when you host it',
  });
  const convention = catalog.rows(rateLimitConventions).find((row) => row.provider === known.provider);
  const prefixFloor = floorOf(known, convention, catalog);
  const usd = new Map<string, number>();
  const cachedShare = new Map<string, number>();
  for (const asked of classes) {
    const prefix = cachedPrefix(asked, asked.perMonth / SECONDS_PER_MONTH, convention, prefixFloor?.tokens);
    const price = await listedPrice(
      {
        unit: 'tokens',
        inputTokens: asked.inputTokens,
        outputTokens: asked.outputTokens,
        cachedShare: prefix.read,
        cacheWriteShare: prefix.written,
      },
      `${known.provider}:${known.model}`,
      today,
    );
    if (price.status !== 'priced') throw new Error(`${known.model} lost its price`);
    usd.set(asked.name, price.usdPerRequest);
    cachedShare.set(asked.name, prefix.read);
  }
  const names = [known.model, wanted.replace(/^[^:]*:/, '')];
  const end = announcedEnd({ catalog, today }, names, known.provider);
  const ended = catalog.rows(models).find(({ id, status }) => status === 'shut-down' && names.includes(id));
  const day = end?.day ?? ended?.since;
  const source = end?.source ?? ended?.source;
  const near = day !== undefined && source !== undefined && daysBetween(today, day) <= NOTICE_DAYS;
  return {
    name: known.model,
    provider: known.provider,
    allows: new Set(model.data ?? ORDINARY_DATA),
    listed: model.data !== undefined,
    windowTokens: await contextTokens(`${known.provider}:${known.model}`, today),
    ...benchmarked(known.model, catalog),
    latency,
    ...(near
      ? {
          shutdown: {
            day,
            gone: daysBetween(day, today) >= 0,
            replacement: end?.replacement ?? ended?.successor,
            source,
          },
        }
      : {}),
    convention,
    prefixFloor,
    usd,
    cachedShare,
    cachePrice: await cachePrice(`${known.provider}:${known.model}`, today),
  };
}

/** Multiples of the plain input price, from the price list for a short prompt. */
async function cachePrice(name: string, today: string): Promise<RoutedModel['cachePrice']> {
  const input = { unit: 'tokens', inputTokens: SAMPLE.inputTokens, outputTokens: 0 } as const;
  const usd = async (part: { cachedShare: number; cacheWriteShare: number }): Promise<number> => {
    const answer = await listedPrice({ ...input, ...part }, name, today);
    return answer.status === 'priced' ? answer.usdPerRequest : 0;
  };
  const plain = await usd({ cachedShare: 0, cacheWriteShare: 0 });
  if (plain === 0) return undefined;
  return {
    write: (await usd({ cachedShare: 0, cacheWriteShare: 1 })) / plain,
    read: (await usd({ cachedShare: 1, cacheWriteShare: 0 })) / plain,
  };
}

function floorOf(
  { provider, model }: { readonly provider: string; readonly model: string },
  convention: RowOf<typeof rateLimitConventions> | undefined,
  catalog: Catalog,
): RoutedModel['prefixFloor'] {
  const own = catalog.rows(promptCacheFloors).find((row) => row.provider === provider && row.model === model);
  if (own !== undefined) return { tokens: own.prefixTokens, source: own.source };
  return convention?.prefixTokens === undefined
    ? undefined
    : { tokens: convention.prefixTokens, source: convention.source };
}

/** Which part of the input is read from the provider's prompt cache, and which is written to it. */
function cachedPrefix(
  { inputTokens, prefixShare = 0 }: RequestClass,
  perSecond: number,
  convention: RowOf<typeof rateLimitConventions> | undefined,
  floorTokens = 0,
): { readonly read: number; readonly written: number } {
  if (prefixShare === 0 || inputTokens * prefixShare < floorTokens) return { read: 0, written: 0 };
  const lifetime = convention?.prefixSeconds;
  const hits =
    lifetime === undefined
      ? 1
      : promptCacheHitShare(perSecond, lifetime, convention?.renewedByReads ?? false);
  return { read: prefixShare * hits, written: prefixShare * (1 - hits) };
}

/** The best score on the benchmark that ranks language models. */
function benchmarked(model: string, catalog: Catalog): { readonly quality?: ModelQuality } {
  const first = catalog
    .rows(benchmarks)
    .find(({ task, rank, unit }) => task === 'text-generation' && rank === 1 && unit === '%');
  const best = catalog
    .rows(accuracy)
    .filter((row) => row.benchmark === first?.id && row.model === model)
    .sort((a, b) => b.value - a.value)[0];
  return best === undefined || first === undefined
    ? {}
    : { quality: { value: best.value / 100, on: first.id, source: best.source } };
}

/**
 * Current hosted models for a caller who names none: the best on the benchmark, the best of those at most a third of its
 * price, and the best of another provider to fall back to. Announced ends within a year rule out.
 */
async function proposals(catalog: Catalog, today: string): Promise<readonly OfferedModel[]> {
  const endings = announcedEndings({ catalog, today });
  const known: {
    readonly name: string;
    readonly provider: string;
    readonly score: number;
    readonly usd: number;
  }[] = [];
  for (const { id, tasks, access, status } of catalog.rows(models)) {
    if (access !== 'api' || status !== 'active' || !tasks.includes('text-generation') || endings.of(id))
      continue;
    const { quality } = benchmarked(id, catalog);
    if (quality === undefined) continue;
    const price = await listedPrice({ unit: 'tokens', cachedShare: 0, ...SAMPLE }, id, today);
    if (price.status === 'priced')
      known.push({ name: id, provider: price.provider, score: quality.value, usd: price.usdPerRequest });
  }
  known.sort((a, b) => b.score - a.score || a.usd - b.usd);
  const [strong] = known;
  if (strong === undefined) throw new Error('no current hosted language model has a score and a price');
  const cheap = known.find(({ usd }) => usd <= strong.usd * CHEAP_AT_MOST);
  const other = known.find(({ provider, name }) => provider !== strong.provider && name !== cheap?.name);
  return [strong, other, cheap]
    .flatMap((entry) => (entry === undefined ? [] : [entry]))
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => ({ name }));
}

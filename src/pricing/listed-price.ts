import type { ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';

/** What one request uses, in one unit of work. Cached tokens are part of the input tokens. */
export type RequestUsage =
  | {
      readonly unit: 'tokens';
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly cachedShare: number;
      /** Share of the input tokens written to the prompt cache, which some providers charge more for; 0 when absent. */
      readonly cacheWriteShare?: number;
    }
  | { readonly unit: 'page' | 'audio-minute'; readonly units: number };

export type ListedPrice = {
  readonly status: 'priced';
  readonly provider: string;
  readonly model: string;
  readonly usdPerRequest: number;
  /** What the price depends on: tiers, time of day, a missing cache price, deprecation. */
  readonly notes: readonly string[];
};

export type PriceAnswer =
  | ListedPrice
  /** Several providers sell it and none is the obvious one. */
  | { readonly status: 'ambiguous'; readonly sellers: readonly string[] }
  | { readonly status: 'unpriced'; readonly model: string }
  /** `known`: every name that would be understood, for near misses. */
  | { readonly status: 'unknown'; readonly known: readonly string[] };

export type ProviderPrice = {
  readonly provider: string;
  readonly model: string;
  readonly usdPerRequest: number;
};

const SECONDS_PER_MINUTE = 60;
const HALF_HOURS = 48;
const MS_PER_HALF_HOUR = 1_800_000;
/** Words that say how a copy of a model is served, not which model it is. */
const SERVING_WORDS = /instruct(-turbo)?|versatile|specdec|free|fp8(-fast)?|meta|-it\b/g;

/**
 * The list price of one request of a hosted model on a day, from the tables of genai-prices (no network).
 * @param name a model id (`gpt-4`), or `provider:id` (`groq:llama-3.3-70b-versatile`)
 * @param date `YYYY-MM-DD`
 */
export async function listedPrice(usage: RequestUsage, name: string, date: string): Promise<PriceAnswer> {
  const { calcPrice, waitForUpdate } = await import('@pydantic/genai-prices');
  const providers = (await waitForUpdate()) ?? [];
  const { providerId, model } = splitName(name, providers);
  const timestamp = noon(date);
  const found =
    calcPrice({}, model, providerId === undefined ? { timestamp } : { providerId, timestamp }) ??
    (providerId === undefined ? soleSeller(model, providers) : null);
  if (found === null) return { status: 'unknown', known: knownNames(providers) };
  if ('sellers' in found) return { status: 'ambiguous', sellers: found.sellers };
  const priced = calcPrice({}, found.model.id, { providerId: found.provider.id, timestamp });
  if (priced === null || !covers(priced.model_price, usage)) return { status: 'unpriced', model: name };
  const at = (moment: Date): number =>
    calcPrice(countsOf(usage), found.model.id, { providerId: found.provider.id, timestamp: moment })
      ?.total_price ?? 0;
  const hourly = pricesOfTheDay(found.model, date, at);
  return {
    status: 'priced',
    provider: found.provider.id,
    model: found.model.id,
    usdPerRequest: hourly.reduce((sum, price) => sum + price, 0) / hourly.length,
    notes: notesOn(priced.model, priced.model_price, usage, hourly),
  };
}

/** What every provider that lists the same open model asks for the request, cheapest first; one row a provider. */
export async function pricesAcrossProviders(
  usage: RequestUsage,
  model: string,
  date: string,
): Promise<ProviderPrice[]> {
  const { calcPrice, waitForUpdate } = await import('@pydantic/genai-prices');
  const wanted = canonical(model);
  const timestamp = noon(date);
  const cheapest = new Map<string, ProviderPrice>();
  for (const provider of (await waitForUpdate()) ?? [])
    for (const { id } of provider.models) {
      if (canonical(id) !== wanted) continue;
      const options = { providerId: provider.id, timestamp };
      const price = calcPrice({}, id, options)?.model_price;
      if (price === undefined || !covers(price, usage)) continue;
      const usdPerRequest = calcPrice(countsOf(usage), id, options)?.total_price ?? 0;
      const known = cheapest.get(provider.id)?.usdPerRequest ?? Number.POSITIVE_INFINITY;
      if (usdPerRequest > 0 && usdPerRequest < known)
        cheapest.set(provider.id, { provider: provider.id, model: id, usdPerRequest });
    }
  return [...cheapest.values()].sort((a, b) => a.usdPerRequest - b.usdPerRequest);
}

function splitName(
  name: string,
  providers: readonly Provider[],
): { readonly providerId: string | undefined; readonly model: string } {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(0, colon)).toLowerCase();
  const known = providers.some(({ id }) => id === prefix);
  return known
    ? { providerId: prefix, model: name.slice(colon + 1) }
    : { providerId: undefined, model: name };
}

function soleSeller(
  model: string,
  providers: readonly Provider[],
): { provider: Provider; model: ModelInfo } | { sellers: string[] } | null {
  const wanted = model.toLowerCase();
  const sellers = providers.flatMap((provider) =>
    provider.models
      .filter(({ id }) => id.toLowerCase() === wanted)
      .map((sold) => ({ provider, model: sold })),
  );
  const [first, second] = sellers;
  if (first === undefined) return null;
  return second === undefined
    ? first
    : { sellers: sellers.map((sold) => `${sold.provider.id}:${sold.model.id}`) };
}

function knownNames(providers: readonly Provider[]): string[] {
  const names = providers.flatMap((provider) =>
    provider.models.map(({ id }) => (provider.model_match === undefined ? `${provider.id}:${id}` : id)),
  );
  return [...new Set(names)];
}

function countsOf(usage: RequestUsage): Record<string, number> {
  if (usage.unit === 'tokens') {
    const { inputTokens, outputTokens, cachedShare, cacheWriteShare = 0 } = usage;
    return {
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      cache_read_tokens: inputTokens * cachedShare,
      ...(cacheWriteShare > 0 ? { cache_write_tokens: inputTokens * cacheWriteShare } : {}),
    };
  }
  if (usage.unit === 'page') return { input_document_pages: usage.units };
  const seconds = usage.units * SECONDS_PER_MINUTE;
  return { audio_seconds: seconds, input_audio_seconds: seconds };
}

function covers(price: ModelPrice, usage: RequestUsage): boolean {
  if (usage.unit === 'tokens') {
    if (usage.inputTokens > 0 && price['input_mtok'] === undefined) return false;
    return usage.outputTokens === 0 || price['output_mtok'] !== undefined;
  }
  return price[usage.unit === 'page' ? 'input_document_kpages' : 'audio_hours'] !== undefined;
}

function pricesOfTheDay(model: ModelInfo, date: string, at: (moment: Date) => number): number[] {
  const byTheClock =
    Array.isArray(model.prices) && model.prices.some(({ constraint }) => constraint?.type === 'time_of_date');
  if (!byTheClock) return [at(noon(date))];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: HALF_HOURS }, (_, index) => at(new Date(midnight + index * MS_PER_HALF_HOUR)));
}

function notesOn(
  model: ModelInfo,
  price: ModelPrice,
  usage: RequestUsage,
  hourly: readonly number[],
): string[] {
  const notes: string[] = [];
  const starts = Object.values(price).flatMap((entry) =>
    typeof entry === 'object' ? entry.tiers.map(({ start }) => start) : [],
  );
  if (starts.length > 0) {
    const start = Math.min(...starts);
    const beyond = usage.unit === 'tokens' && usage.inputTokens > start;
    notes.push(
      `Prompts above ${start} tokens cost more${beyond ? ': this one is, and is priced so' : '; this one is below'}.`,
    );
  }
  if (hourly.length > 1 && Math.min(...hourly) < Math.max(...hourly))
    notes.push('The price changes with the hour (UTC): this is the mean of the day.');
  if (usage.unit === 'tokens' && usage.cachedShare > 0 && price['cache_read_mtok'] === undefined)
    notes.push('No cache price is listed: cached tokens are counted at the full price.');
  const unwritten = usage.unit === 'tokens' && usage.cachedShare > 0 && usage.cacheWriteShare === undefined;
  if (unwritten && price['cache_write_mtok'] !== undefined)
    notes.push('Writing the cache costs extra at this provider and is not counted.');
  if (model.deprecated === true) notes.push('The price list marks this model as deprecated.');
  return notes;
}

function canonical(id: string): string {
  const name = id.toLowerCase().split('/').at(-1) ?? '';
  return name.replace(SERVING_WORDS, '').replace(/[^a-z0-9]/g, '');
}

function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

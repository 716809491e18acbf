import { apiLifecycle } from '../../catalog/tables/api-lifecycle.ts';
import { apiPrices } from '../../catalog/tables/api-prices.ts';
import { hostedNames } from '../../catalog/tables/hosted-names.ts';
import { sources } from '../../catalog/tables/sources.ts';
import type { Citations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import type { Figure } from '../../contract/figure.ts';
import { newestInForce } from '../../engines/cost/newest-in-force.ts';
import { listedPrice } from '../../pricing/listed-price.ts';
import { daysBetween } from '../../units/time.ts';
import { NOTICE_DAYS } from '../announced-end.ts';
import { sixDigits } from '../figures.ts';
import type { Endings } from './rank-models.ts';

const PRICE_LIST = 'genai-prices';
/** Prices are asked for a short prompt: some rise with its length. */
const SHORT_PROMPT_TOKENS = 1_000;
const TOKENS_PER_PRICE = 1e6;
const PLURAL: Readonly<Record<string, string>> = {
  image: 'images',
  page: 'pages',
  'audio-minute': 'audio minutes',
  character: 'characters',
  'generated-image': 'generated images',
  search: 'searches',
};

/** Announced ends of hosted models: those in the past, and those within a year of today. */
export function announcedEndings({ catalog, today }: Pick<ToolContext, 'catalog' | 'today'>): {
  of: Endings;
  today: string;
} {
  const near = catalog
    .rows(apiLifecycle)
    .filter(({ shutdown }) => daysBetween(today, shutdown) <= NOTICE_DAYS)
    .map((row) => [row.model, row] as const);
  const byModel = new Map(near);
  return { of: (model) => byModel.get(model), today };
}

/**
 * What a hosted model costs a unit of work: by image, page, minute or character from the price table, else by the token
 * from the price list. Empty when neither knows it.
 */
export async function listedPrices(
  model: string,
  context: ToolContext,
  cited: Citations,
): Promise<(Figure & { readonly note?: string })[]> {
  const alias = context.catalog.rows(hostedNames).find((row) => row.model === model);
  const service = alias?.service ?? model;
  const first = context.catalog.rows(apiPrices).filter((row) => row.service === service && row.above === 0);
  const [row] = newestInForce(first, context.today, () => service);
  const note = alias?.note === undefined ? {} : { note: alias.note };
  if (row !== undefined)
    return [
      {
        value: row.usdPerThousand,
        unit: `USD per 1,000 ${PLURAL[row.unitOfWork] ?? row.unitOfWork}`,
        basis: 'listed',
        source: cited.cite(row.source),
        asOf: row.asOf,
        ...note,
      },
    ];
  const name = alias?.tokenName ?? model;
  const sides = [
    { side: 'input', usage: { inputTokens: SHORT_PROMPT_TOKENS, outputTokens: 0 } },
    { side: 'output', usage: { inputTokens: 0, outputTokens: SHORT_PROMPT_TOKENS } },
  ] as const;
  const listDate = context.catalog.rows(sources).find(({ id }) => id === PRICE_LIST)?.asOf;
  const figures: (Figure & { note?: string })[] = [];
  for (const { side, usage } of sides) {
    const answer = await listedPrice({ unit: 'tokens', cachedShare: 0, ...usage }, name, context.today);
    if (answer.status !== 'priced' || answer.usdPerRequest === 0) continue;
    const usd = (answer.usdPerRequest / SHORT_PROMPT_TOKENS) * TOKENS_PER_PRICE;
    figures.push({
      value: sixDigits(usd),
      unit: `USD per 1M ${side} tokens`,
      basis: 'listed',
      source: cited.cite(PRICE_LIST),
      ...(listDate === undefined ? {} : { asOf: listDate }),
      ...note,
    });
  }
  return figures;
}

import { embeddingVectors } from '../../catalog/tables/embedding-vectors.ts';
import { models } from '../../catalog/tables/models.ts';
import { sources } from '../../catalog/tables/sources.ts';
import { collectCitations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { rowCalled } from '../../contract/row-called.ts';
import { pricesAcrossProviders } from '../../pricing/listed-price.ts';
import { assumedDefault } from '../assumed-default.ts';
import { chooseModel } from '../selection/choose-model.ts';
import { listedPrices } from '../selection/hosted-terms.ts';
import type { Wanted } from '../selection/wanted.ts';
import type { EncoderRate } from './model-compute.ts';
import { mayLeave, type RagAsked } from './rag-asked.ts';
import type { RagDesk } from './rag-desk.ts';

const PRICE_LIST = 'genai-prices';
const CANDIDATES = 12;
/** Room for the weights of an embedder inside an application. */
const EMBEDDED_GB = 2;

export type Embedder = {
  readonly model: string;
  /** Stored: cut where the caller asks. */
  readonly dimensions: number;
  readonly hosted: boolean;
  readonly score?: {
    readonly value: number;
    readonly benchmark: string;
    readonly source: string | undefined;
  };
  readonly usdPerMtok?: number;
  /** To embed the corpus once: USD, and hours on one accelerator where one runs it oneself. */
  readonly initialUsd: number;
  readonly initialHours?: { readonly value: number; readonly low: number; readonly high: number };
  /** New and changed documents and all questions of a month; machines that wait for questions included. */
  readonly monthlyUsd: number;
  readonly machines?: number;
  readonly basis: 'listed' | 'modelled';
  readonly source: string;
  /** Where one runs it oneself. */
  readonly rate?: EncoderRate;
  /** Of one question, where one runs it oneself. */
  readonly questionMs?: {
    readonly low: number;
    readonly high: number;
    readonly basis: 'assumed' | 'modelled';
  };
};

export type EmbedderChoice = {
  readonly chosen: Embedder;
  /** The other way, hosted or on own machines, where both are allowed. */
  readonly other?: Embedder;
  readonly warnings: readonly string[];
};

/**
 * The embedding model: the one that the caller names, else the first of the selection for search, hosted and with open
 * weights; of the two the cheaper a month, where text may leave.
 * @throws InputError on a model that is unknown, of unknown dimensions, too short for the chunks, or hosted where nothing may leave.
 */
export async function chooseEmbedder(desk: RagDesk): Promise<EmbedderChoice> {
  const { asked, context } = desk;
  if (asked.embedder !== undefined) return named(desk, asked.embedder);
  const open = await best(desk, { offline: true });
  if (!mayLeave(asked)) {
    if (open === undefined) throw noEmbedder(asked);
    return { chosen: open, warnings: cutWarning(asked, open, context) };
  }
  const hosted = await best(desk, { hardware: 'api' });
  if (hosted === undefined && open === undefined) throw noEmbedder(asked);
  const both = [hosted, open].flatMap((option) => option ?? []);
  const wanted = asked.place === 'managed' ? both.filter(({ hosted: away }) => away) : both;
  const [chosen = both[0]] = wanted.toSorted((a, b) => a.monthlyUsd - b.monthlyUsd);
  if (chosen === undefined) throw noEmbedder(asked);
  const other = both.find((option) => option !== chosen);
  return {
    chosen,
    ...(other === undefined ? {} : { other }),
    warnings: cutWarning(asked, chosen, context),
  };
}

function noEmbedder({ chunkTokens, languages }: RagAsked): Error {
  return inputError(
    'chunkTokens',
    `no embedding model of the tables takes ${formatNumber(chunkTokens)} tokens${languages.length === 0 ? '' : ` of ${languages.join(', ')}`}`,
    'Send a smaller chunkTokens, or name the embedder',
  );
}

async function named(desk: RagDesk, name: string): Promise<EmbedderChoice> {
  const { asked, context } = desk;
  const known = context.catalog.rows(models).filter(({ tasks }) => tasks.includes('embeddings'));
  const model = rowCalled(known, name, 'embedder', 'embedding model');
  const shape = context.catalog.rows(embeddingVectors).find(({ id }) => id === model.id);
  if (shape === undefined)
    throw inputError(
      'embedder',
      `the dimensions of ${model.id} are not in the tables`,
      'Name another embedder',
    );
  if (shape.mostTokens !== undefined && asked.chunkTokens > shape.mostTokens)
    throw inputError(
      'chunkTokens',
      `${asked.chunkTokens} is more than the ${shape.mostTokens} tokens that ${model.id} reads`,
      `Send at most ${shape.mostTokens}`,
    );
  if (model.access === 'api' && !mayLeave(asked))
    throw inputError(
      'embedder',
      `${model.id} is hosted, and place is ${asked.place}`,
      'Name one with open weights, or send place: any',
    );
  const option = await priced(desk, model.id, model.access === 'api', model.parametersM, undefined);
  if (option === undefined)
    throw inputError('embedder', `no price of ${model.id} is in the tables`, 'Name another embedder');
  const unknown =
    shape.mostTokens === undefined ? [`How long a text ${model.id} reads is not in the tables.`] : [];
  return { chosen: option, warnings: [...unknown, ...cutWarning(asked, option, context)] };
}

/** The first of the selection whose dimensions and price are known and which reads a whole chunk. */
async function best(
  desk: RagDesk,
  over: Pick<Wanted, 'offline'> | Pick<Wanted, 'hardware'>,
): Promise<Embedder | undefined> {
  const { asked, context } = desk;
  const wanted: Wanted = {
    use: 'closed-source',
    purpose: 'search',
    languages: asked.languages,
    minLanguages: 1,
    offline: false,
    prefer: 'balance',
    ...(asked.place === 'embedded' ? { maxMemoryGb: EMBEDDED_GB } : {}),
    ...over,
  };
  // what the selection cites of all its candidates is not what the plan rests on
  const aside = collectCitations(context.catalog.rows(sources));
  const choice = await chooseModel('embeddings', wanted, context, aside, { count: CANDIDATES, full: false });
  for (const candidate of choice.candidates) {
    if (candidate.accuracy === undefined) continue;
    const shape = context.catalog.rows(embeddingVectors).find(({ id }) => id === candidate.model);
    // a length that nobody states is not taken for any length
    if (shape?.mostTokens === undefined || asked.chunkTokens > shape.mostTokens) continue;
    const option = await priced(desk, candidate.model, 'hardware' in over, candidate.parametersM, {
      value: candidate.accuracy.value,
      benchmark: choice.comparison.benchmark,
      source: candidate.accuracy.source,
    });
    if (option !== undefined) return option;
  }
  return undefined;
}

async function priced(
  desk: RagDesk,
  model: string,
  hosted: boolean,
  parametersM: number | undefined,
  score: Embedder['score'],
): Promise<Embedder | undefined> {
  const { asked, corpus, questionsPerMonth, peakPerSecond, compute, context } = desk;
  const shape = context.catalog.rows(embeddingVectors).find(({ id }) => id === model);
  if (shape === undefined) return undefined;
  const value = (id: string): number => assumedDefault(context.catalog, id).value;
  const questionTokens = questionsPerMonth * value('rag-question-tokens');
  const base = {
    model,
    dimensions: asked.dimensions ?? shape.dimensions,
    hosted,
    ...(score === undefined ? {} : { score }),
  };
  const million = (tokens: number): number => tokens / 1e6;
  if (hosted) {
    const usdPerMtok = (
      await listedPrices(model, context, collectCitations(context.catalog.rows(sources)))
    ).find(({ unit }) => unit.includes('input'))?.value;
    if (usdPerMtok === undefined) return undefined;
    return {
      ...base,
      usdPerMtok,
      initialUsd: million(corpus.embeddedTokens) * usdPerMtok,
      monthlyUsd: million(corpus.embeddedTokensPerMonth + questionTokens) * usdPerMtok,
      basis: 'listed',
      source: PRICE_LIST,
    };
  }
  if (parametersM === undefined) return undefined;
  const inside = asked.place === 'embedded';
  const own = { model, parametersM };
  const seconds = compute.seconds(own, corpus.embeddedTokens);
  const hours = { value: seconds.value / 3600, low: seconds.low / 3600, high: seconds.high / 3600 };
  const waiting = compute.alwaysOn(own, peakPerSecond * value('rag-question-tokens'), value('rag-copies'));
  const renewal = (compute.seconds(own, corpus.embeddedTokensPerMonth).value / 3600) * compute.usdPerHour;
  return {
    ...base,
    initialUsd: hours.value * compute.usdPerHour,
    initialHours: hours,
    // inside an application it runs on a machine that is there anyway
    monthlyUsd: inside ? 0 : waiting.monthlyUsd + renewal,
    ...(inside ? {} : { machines: waiting.machines }),
    basis: 'modelled',
    source: compute.priceSource,
    rate: compute.rate(own),
    questionMs: compute.questionMs(own, value('rag-question-tokens')),
  };
}

/** Providers that sell an open embedding model by the token, the cheapest first. */
export async function soldByTheToken(
  model: string,
  today: string,
): Promise<{ readonly provider: string; readonly usdPerMtok: number } | undefined> {
  const [cheapest] = await pricesAcrossProviders(
    { unit: 'tokens', inputTokens: 1000, outputTokens: 0, cachedShare: 0 },
    model,
    today,
  );
  return cheapest === undefined
    ? undefined
    : { provider: cheapest.provider, usdPerMtok: Number((cheapest.usdPerRequest * 1000).toPrecision(6)) };
}

function cutWarning({ dimensions }: RagAsked, { model }: Embedder, { catalog }: ToolContext): string[] {
  const shape = catalog.rows(embeddingVectors).find(({ id }) => id === model);
  if (dimensions === undefined || shape === undefined || dimensions === shape.dimensions) return [];
  if (dimensions > shape.dimensions)
    throw inputError(
      'dimensions',
      `${dimensions} is more than the ${shape.dimensions} of ${model}`,
      `Send at most ${shape.dimensions}, or leave it out`,
    );
  if (shape.shortest !== undefined && dimensions < shape.shortest)
    throw inputError('dimensions', `${model} can be cut to ${shape.shortest} at the least`);
  return [
    shape.shortest === undefined
      ? `That ${model} keeps its quality at ${dimensions} of ${shape.dimensions} dimensions is not confirmed here: measure it.`
      : `${model} may be cut to ${dimensions} dimensions; what that costs on your questions is not measured here.`,
  ];
}

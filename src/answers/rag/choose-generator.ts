import { sources } from '../../catalog/tables/sources.ts';
import { collectCitations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { contextTokens } from '../../pricing/context-tokens.ts';
import { type ListedPrice, listedPrice } from '../../pricing/listed-price.ts';
import { assumedDefault } from '../assumed-default.ts';
import { priceOnList } from '../price-on-list.ts';
import { type Choice, chooseModel } from '../selection/choose-model.ts';
import { mayLeave, type RagAsked } from './rag-asked.ts';
import type { RagCorpus } from './rag-corpus.ts';

/** A cheaper model is worth a word where it costs at most a third, and stands among so many of the selection. */
const CHEAPER_BY = 3;
const COMPARED = 40;

export type Generator = {
  readonly model: string;
  readonly chosenHere: boolean;
  /** As the price list names it; absent where one runs it oneself. */
  readonly provider?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Instructions and question. */
  readonly tokensBefore: number;
  /** Absent where one runs it oneself: sizing is another question. */
  readonly usdPerAnswer?: number;
  /** Tokens that fit its window beside question, instructions and answer; undefined where no list says. */
  readonly longestCorpus?: number | undefined;
  /** USD of one question with the whole corpus of one tenant before it: read from the cache, or written to it. */
  usdWithCorpus?(tokens: number, cached: boolean): Promise<number>;
};

/**
 * The model that answers, and what an answer costs at list prices.
 * @throws InputError on a model that no price list knows, or hosted where nothing may leave.
 */
export async function chooseGenerator(
  asked: RagAsked,
  { meanChunkTokens }: RagCorpus,
  context: ToolContext,
): Promise<Generator> {
  const value = (id: string): number => assumedDefault(context.catalog, id).value;
  const before = value('rag-instruction-tokens') + value('rag-question-tokens');
  const inputTokens = Math.ceil(before + asked.contextChunks * meanChunkTokens);
  const outputTokens = value('rag-answer-tokens');
  if (!mayLeave(asked)) {
    if (asked.llm !== undefined)
      throw inputError(
        'llm',
        `"${asked.llm}" is priced as a hosted model, and place is ${asked.place}`,
        'Leave llm out and size your own model with sizeInfrastructure, or send place: any',
      );
    const memory = value('rag-machine-memory') * value('rag-usable-memory');
    const fits = asked.place === 'embedded' ? { maxMemoryGb: memory } : {};
    return {
      model: await first(context, { offline: true, ...fits }),
      chosenHere: true,
      inputTokens,
      outputTokens,
      tokensBefore: before,
    };
  }
  const model = asked.llm ?? (await first(context, { hardware: 'api' }));
  const listed = (tokens: number, cachedShare: number, cacheWriteShare: number): Promise<ListedPrice> =>
    priceOnList(
      { unit: 'tokens', inputTokens: tokens, outputTokens, cachedShare, cacheWriteShare },
      model,
      context.today,
      { field: 'llm', whereUnpriced: 'Name another model' },
    );
  const { provider, usdPerRequest: usdPerAnswer } = await listed(inputTokens, 0, 0);
  const window = await contextTokens(model, context.today);
  if (window !== undefined && inputTokens + outputTokens > window)
    throw inputError(
      'contextChunks',
      `${asked.contextChunks} chunks make a prompt of ${formatNumber(inputTokens)} tokens, and ${model} reads ${formatNumber(window)}`,
      'Send fewer contextChunks or a smaller chunkTokens',
    );
  return {
    model,
    chosenHere: asked.llm === undefined,
    provider,
    inputTokens,
    outputTokens,
    tokensBefore: before,
    usdPerAnswer,
    longestCorpus: window === undefined ? undefined : window - before - outputTokens,
    async usdWithCorpus(tokens, cached) {
      const share = tokens / (tokens + before);
      return (await listed(tokens + before, cached ? share : 0, cached ? 0 : share)).usdPerRequest;
    },
  };
}

export type CheaperGenerator = {
  readonly model: string;
  readonly usdPerAnswer: number;
  /** Both models on the benchmark that orders the selection, where both have a figure. */
  readonly compared?: {
    readonly benchmark: string;
    readonly score: number;
    readonly ofChosen: number;
    readonly source: string;
  };
};

/** The best of the hosted models whose answers cost at most a third of the chosen one's; undefined where none does. */
export async function cheaperGenerator(
  { model, inputTokens, outputTokens, usdPerAnswer }: Generator,
  context: ToolContext,
): Promise<CheaperGenerator | undefined> {
  if (usdPerAnswer === undefined) return undefined;
  const { candidates, comparison } = await selection(context, { hardware: 'api' }, COMPARED);
  const ofChosen = candidates.find((candidate) => candidate.model === model)?.accuracy;
  for (const { model: other, accuracy } of candidates) {
    const price = await listedPrice(
      { unit: 'tokens', inputTokens, outputTokens, cachedShare: 0 },
      other,
      context.today,
    );
    if (price.status !== 'priced' || price.usdPerRequest > usdPerAnswer / CHEAPER_BY) continue;
    return {
      model: other,
      usdPerAnswer: price.usdPerRequest,
      ...(accuracy?.source === undefined || ofChosen === undefined
        ? {}
        : {
            compared: {
              benchmark: comparison.benchmark,
              score: accuracy.value,
              ofChosen: ofChosen.value,
              source: accuracy.source,
            },
          }),
    };
  }
  return undefined;
}

type Place = { readonly offline: true; readonly maxMemoryGb?: number } | { readonly hardware: string };

async function first(context: ToolContext, place: Place): Promise<string> {
  const [candidate] = (await selection(context, place, 1)).candidates;
  if (candidate === undefined) throw new Error('the selection knows no model that generates text');
  return candidate.model;
}

function selection(context: ToolContext, place: Place, count: number): Promise<Choice> {
  return chooseModel(
    'text-generation',
    { use: 'closed-source', languages: [], minLanguages: 1, offline: false, prefer: 'balance', ...place },
    context,
    collectCitations(context.catalog.rows(sources)),
    { count, full: false },
  );
}

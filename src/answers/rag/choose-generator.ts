import { sources } from '../../catalog/tables/sources.ts';
import { collectCitations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { inputError } from '../../contract/input-error.ts';
import { formatNumber } from '../../contract/markdown.ts';
import { contextTokens } from '../../pricing/context-tokens.ts';
import { assumedDefault } from '../assumed-default.ts';
import { priceOnList } from '../price-on-list.ts';
import { chooseModel } from '../selection/choose-model.ts';
import { mayLeave, type RagAsked } from './rag-asked.ts';
import type { RagCorpus } from './rag-corpus.ts';

export type Generator = {
  readonly model: string;
  readonly chosenHere: boolean;
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
  const usd = async (tokens: number, cachedShare: number, cacheWriteShare: number): Promise<number> => {
    const { usdPerRequest } = await priceOnList(
      { unit: 'tokens', inputTokens: tokens, outputTokens, cachedShare, cacheWriteShare },
      model,
      context.today,
      { field: 'llm', whereUnpriced: 'Name another model' },
    );
    return usdPerRequest;
  };
  const usdPerAnswer = await usd(inputTokens, 0, 0);
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
    inputTokens,
    outputTokens,
    tokensBefore: before,
    usdPerAnswer,
    longestCorpus: window === undefined ? undefined : window - before - outputTokens,
    usdWithCorpus(tokens, cached) {
      const share = tokens / (tokens + before);
      return usd(tokens + before, cached ? share : 0, cached ? 0 : share);
    },
  };
}

async function first(
  context: ToolContext,
  over: { readonly offline: true; readonly maxMemoryGb?: number } | { readonly hardware: string },
): Promise<string> {
  const choice = await chooseModel(
    'text-generation',
    { use: 'closed-source', languages: [], minLanguages: 1, offline: false, prefer: 'balance', ...over },
    context,
    collectCitations(context.catalog.rows(sources)),
    { count: 1, full: false },
  );
  const [candidate] = choice.candidates;
  if (candidate === undefined) throw new Error('the selection knows no model that generates text');
  return candidate.model;
}

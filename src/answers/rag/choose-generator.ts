import { sources } from '../../catalog/tables/sources.ts';
import { collectCitations } from '../../contract/citations.ts';
import type { ToolContext } from '../../contract/define-tool.ts';
import { inputError } from '../../contract/input-error.ts';
import { didYouMean } from '../../contract/nearest.ts';
import { listedPrice } from '../../pricing/listed-price.ts';
import { chooseModel } from '../selection/choose-model.ts';
import { defaultValue } from './database-cost.ts';
import { mayLeave, type RagAsked } from './rag-asked.ts';

export type Generator = {
  readonly model: string;
  readonly chosenHere: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent where one runs it oneself: sizing is another question. */
  readonly usdPerAnswer?: number;
  /** USD of one question with the whole corpus of one tenant before it, cached or not. */
  usdWithCorpus?(tokens: number, cachedShare: number): Promise<number>;
};

/**
 * The model that answers, and what an answer costs at list prices.
 * @throws InputError on a model that no price list knows, or hosted where nothing may leave.
 */
export async function chooseGenerator(asked: RagAsked, context: ToolContext): Promise<Generator> {
  const value = defaultValue(context.catalog);
  const before = value('rag-instruction-tokens') + value('rag-question-tokens');
  const inputTokens = before + asked.contextChunks * asked.chunkTokens;
  const outputTokens = value('rag-answer-tokens');
  if (!mayLeave(asked)) {
    if (asked.llm !== undefined)
      throw inputError(
        'llm',
        `"${asked.llm}" is priced as a hosted model, and place is ${asked.place}`,
        'Leave llm out and size your own model with sizeInfrastructure, or send place: any',
      );
    return { model: await first(context, { offline: true }), chosenHere: true, inputTokens, outputTokens };
  }
  const model = asked.llm ?? (await first(context, { hardware: 'api' }));
  const usd = async (tokens: number, cachedShare: number): Promise<number> => {
    const answer = await listedPrice(
      { unit: 'tokens', inputTokens: tokens, outputTokens, cachedShare },
      model,
      context.today,
    );
    if (answer.status === 'unknown')
      throw inputError('llm', `"${model}" is in no price list`, didYouMean(model, answer.known));
    if (answer.status === 'ambiguous')
      throw inputError(
        'llm',
        `"${model}" is sold by ${answer.sellers.length} providers`,
        `Choose one: ${answer.sellers.slice(0, 6).join(', ')}`,
      );
    if (answer.status === 'unpriced')
      throw inputError('llm', `"${model}" has no list price by tokens`, 'Name another model');
    return answer.usdPerRequest;
  };
  return {
    model,
    chosenHere: asked.llm === undefined,
    inputTokens,
    outputTokens,
    usdPerAnswer: await usd(inputTokens, 0),
    usdWithCorpus: (tokens, cachedShare) => usd(tokens + before, (cachedShare * tokens) / (tokens + before)),
  };
}

async function first(
  context: ToolContext,
  over: { readonly offline: true } | { readonly hardware: string },
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

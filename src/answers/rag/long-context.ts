import { cachedContextUsd } from '../../engines/retrieval/cached-context-usd.ts';
import type { Generator } from './choose-generator.ts';
import { type RagAsked, SECONDS_PER_MONTH } from './rag-asked.ts';
import type { RagCorpus } from './rag-corpus.ts';

const MOST_QUESTIONS = 1e12;
const HALVINGS = 60;

/** The whole corpus of a tenant in every prompt. */
export type LongContext = {
  readonly monthlyUsd: number;
  /** What a retrieval pipeline costs in engineering, counted against retrieval. */
  readonly engineeringUsd: number;
  readonly cheaper: boolean;
  /** Whether it is as short as its maker advises; never sent whole where not. */
  readonly advised: boolean;
  /** Questions a month at which both cost the same, machines of retrieval as they are; undefined where none is. */
  readonly sameAtQuestions: number | undefined;
};

/** What retrieval costs beside: that which grows with the questions, and that which does not. */
export type RetrievalBill = {
  readonly fixedUsd: number;
  readonly usdPerQuestion: number;
  readonly engineeringUsd: number;
};

/**
 * Retrieval against the whole corpus in every prompt, cached; undefined where that is too long for the model, where text may not leave, or where the answering model has no price.
 */
export async function longContext(
  { tenants }: RagAsked,
  { tokens }: RagCorpus,
  { usdWithCorpus, longestCorpus }: Generator,
  questions: number,
  retrieval: RetrievalBill,
  value: (id: string) => number,
): Promise<LongContext | undefined> {
  const each = tokens / tenants;
  const advised = value('rag-long-context-tokens');
  // a window that no list states is taken to hold what is advised
  if (usdWithCorpus === undefined || each > (longestCorpus ?? advised)) return undefined;
  const [cached, written] = [await usdWithCorpus(each, true), await usdWithCorpus(each, false)];
  const whole = (asked: number): number =>
    tenants *
    cachedContextUsd(asked / tenants, cached, written, value('rag-cache-seconds'), SECONDS_PER_MONTH);
  const excess = (asked: number): number =>
    whole(asked) - retrieval.fixedUsd - retrieval.engineeringUsd - asked * retrieval.usdPerQuestion;
  return {
    monthlyUsd: whole(questions),
    engineeringUsd: retrieval.engineeringUsd,
    cheaper: excess(questions) <= 0,
    advised: each <= advised,
    sameAtQuestions: crossing(excess, questions),
  };
}

/** Below `from` where the whole corpus is dearer there, above it where it is cheaper. */
function crossing(excess: (asked: number) => number, from: number): number | undefined {
  let [low, high] = [0, from];
  if (excess(from) <= 0) {
    low = from;
    do high *= 2;
    while (excess(high) <= 0 && high < MOST_QUESTIONS);
    if (excess(high) <= 0) return undefined;
  }
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) <= 0) low = middle;
    else high = middle;
  }
  return high;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longContext } from '../../../src/answers/rag/long-context.ts';
import type { RagAsked } from '../../../src/answers/rag/rag-asked.ts';
import { ragCorpus } from '../../../src/answers/rag/rag-corpus.ts';

const asked: RagAsked = {
  documents: 100,
  tokensPerDocument: 1000,
  addedPerMonth: 0,
  changedShare: 0,
  queriesPerSecond: 1,
  recall: 0.9,
  languages: [],
  tenants: 1,
  place: 'any',
  stack: [],
  filters: 'none',
  chunkTokens: 400,
  contextChunks: 10,
};
const corpus = ragCorpus(asked, 0);
const generator = (cached: number, written: number, longestCorpus?: number) => ({
  model: 'a model',
  chosenHere: false,
  inputTokens: 4550,
  outputTokens: 300,
  tokensBefore: 550,
  longestCorpus,
  usdWithCorpus: (_: number, fromCache: boolean) => Promise.resolve(fromCache ? cached : written),
});
const value = (id: string) => (id === 'rag-cache-seconds' ? 300 : 200_000);
const bill = { fixedUsd: 0, usdPerQuestion: 0.001, engineeringUsd: 500 };

describe('longContext', () => {
  it('costs what the cache costs when the questions never let it go cold', async () => {
    const answer = await longContext(asked, corpus, generator(0.01, 0.1), 1e9, bill, value);
    expect(answer?.monthlyUsd).toBeCloseTo(1e7, 0);
  });

  it('costs the whole prompt when each question comes alone', async () => {
    const answer = await longContext(asked, corpus, generator(0.01, 0.1), 10, bill, value);
    expect(answer?.monthlyUsd).toBeCloseTo(1, 2);
    expect(answer?.cheaper).toBe(true);
  });

  it('is no choice beyond the window of the model, or beyond what its maker advises', async () => {
    expect(await longContext(asked, corpus, generator(1, 1, 99_999), 10, bill, value)).toBeUndefined();
    const long = ragCorpus({ ...asked, documents: 201 }, 0);
    expect(await longContext(asked, long, generator(1, 1), 10, bill, value)).toBeUndefined();
  });

  it('finds the questions at which both cost the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.002, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.double({ min: 1, max: 1e7, noNaN: true }),
        async (cached, times, questions) => {
          const models = generator(cached, cached * times);
          const at = await longContext(asked, corpus, models, questions, bill, value);
          const same = at?.sameAtQuestions ?? 0;
          const there = await longContext(asked, corpus, models, same, bill, value);
          const retrieval = 500 + 0.001 * same;
          expect(Math.abs((there?.monthlyUsd ?? 0) / retrieval - 1)).toBeLessThan(1e-6);
          expect(at?.cheaper).toBe(questions <= same);
        },
      ),
    );
  });

  it('has no such number where the cache is cheaper than retrieval', async () => {
    const answer = await longContext(asked, corpus, generator(0.0005, 0.0006), 1000, bill, value);
    expect(answer?.sameAtQuestions).toBeUndefined();
  });
});

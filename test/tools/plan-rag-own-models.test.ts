import { describe, expect, it } from 'vitest';
import { planRag } from '../../src/tools/plan-rag.ts';
import { realContext } from '../support/read-catalog.ts';

const context = realContext();
const ask = async (input: Readonly<Record<string, unknown>>) =>
  (await planRag.execute(input, context)).structured;
const OWN = { documents: 1_000_000, tokensPerDocument: 400, queriesPerSecond: 5, place: 'self-hosted' };
type Stage = { stage: string; lowMs: number; highMs: number; basis: string };
type Hours = { value: number; low: number; high: number; basis: string };
const stageOf = (answer: Readonly<Record<string, unknown>>, name: string): Stage | undefined =>
  (answer['latency'] as Stage[]).find(({ stage }) => stage === name);
const hoursOf = (answer: Readonly<Record<string, unknown>>): Hours =>
  (answer['embedding'] as { initialHours: Hours }).initialHours;

describe('models that one runs oneself', () => {
  it('embeds as fast as five servers were measured, where the model was measured on the card', async () => {
    const { value, low, high, basis } = hoursOf(await ask({ ...OWN, embedder: 'bge-large-en-v1.5' }));
    // 256 texts of 115,000 tokens: 0.43 requests a second in the middle, 0.54 at best, 0.17 at worst
    expect(basis).toBe('measured');
    expect(value).toBeCloseTo(4e8 / (0.43 * 115_000) / 3600, 2);
    expect(low).toBeCloseTo(4e8 / (0.54 * 115_000) / 3600, 2);
    expect(high).toBeCloseTo(4e8 / (0.17 * 115_000) / 3600, 2);
  });

  it('foretells others by the parameters that multiply, with the error of leaving a source out as range', async () => {
    const answer = await ask({ ...OWN, embedder: 'bge-m3' });
    const { value, low, high, basis } = hoursOf(answer);
    expect(basis).toBe('modelled');
    // 303 of its 568 million parameters multiply; some 26 % of 121 TFLOP/s
    expect((2 * 303e6 * 4e8) / (value * 3600 * 121e12)).toBeCloseTo(0.258, 2);
    expect(high / value).toBeCloseTo(1.77, 1);
    expect(value / low).toBeCloseTo(1.77, 1);
    expect((answer['assumptions'] as string[]).join()).toMatch(
      /L4, at most 70 % busy: bge-m3 51,\d+, Qwen3-Reranker-0\.6B 35,500 tokens\/s \(26 % of peak, within 1\.8 times\)/,
    );
  });

  it('reads the weights at least once for a question: 8 billion parameters take no 5 ms', async () => {
    const stage = stageOf(await ask({ ...OWN, embedder: 'Qwen3-Embedding-8B' }), 'query embedding');
    // 2 x 6.95 GB over 300 GB/s
    expect(stage?.lowMs).toBeCloseTo(46.33, 1);
  });

  it('asks for machines that are not busy all of the busiest second', async () => {
    const answer = await ask({ ...OWN, queriesPerSecond: 100, embedder: 'bge-m3' });
    const rerank = (answer['costs'] as { stage: string; usdPerMonth: number }[]).find(
      ({ stage }) => stage === 'rerank',
    );
    // 300 x 20,000 tokens a second over 35,487 each, at 70 %
    const machines = Math.ceil((300 * 20_000) / 35_487 / 0.7);
    expect((rerank?.usdPerMonth ?? 0) / machines / 730).toBeCloseTo(0.805, 2);
  });

  it('takes a hosted reranker where only services are wanted', async () => {
    const input = { documents: 20_000_000, tokensPerDocument: 500, queriesPerSecond: 10, place: 'managed' };
    expect((await ask(input))['reranker']).toMatchObject({ model: 'Cohere Rerank 3.5' });
  });

  it('takes the dearer reranker where only that one fits the target', async () => {
    const input = { documents: 200_000, tokensPerDocument: 1200, queriesPerSecond: 2, llm: 'gpt-5-mini' };
    expect((await ask(input))['reranker']).toMatchObject({ model: 'Qwen3-Reranker-0.6B' });
    const tight = await ask({ ...input, targetMs: 300 });
    expect(tight['reranker']).toEqual({ model: 'Cohere Rerank 3.5', candidates: 50 });
  });

  it('has no card inside an application, and leaves out a reranker that takes half a minute there', async () => {
    const answer = await ask({
      documents: 5000,
      tokensPerDocument: 500,
      queriesPerSecond: 0.001,
      place: 'embedded',
    });
    expect(answer['embedding']).toMatchObject({
      initialUsd: { value: 0 },
      initialHours: { unit: 'CPU hours' },
    });
    // 7,680 tokens of a reranker of 303 million took 20.7 s: 0.22 TFLOP/s
    expect((2 * 440e6 * 2.5e6) / (hoursOf(answer).value * 3600)).toBeCloseTo((2 * 303e6 * 7680) / 20.7, -9);
    expect(answer['reranker']).toMatchObject({
      leftOut: expect.stringMatching(
        /^48,9\d\d ms at the least, and where no target is said it may take 5,000$/,
      ),
    });
    expect(answer['verdict']).toContain('no reranker is fast enough');
  });

  it('asks whether a share of 5 means 5 %', async () => {
    const warned = async (changedShare: number) =>
      ((await ask({ ...OWN, changedShare }))['warnings'] as string[]).join();
    expect(await warned(5)).toContain(
      'changedShare 5 means that every document changes 5 times a month: send 0.05 for 5 %',
    );
    expect(await warned(1)).not.toContain('changedShare');
  });
});

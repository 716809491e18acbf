import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRag } from '../../src/tools/plan-rag.ts';
import { realContext } from '../support/read-catalog.ts';

const context = realContext();
const ask = async (input: Readonly<Record<string, unknown>>) =>
  (await planRag.execute(input, context)).structured;
const month = (answer: Readonly<Record<string, unknown>>): number =>
  (answer['costs'] as { usdPerMonth: number }[]).reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0);

describe('the edges of a plan', () => {
  it('sends 200,000 tokens whole, says of a few more what that would cost, and past the window nothing', async () => {
    const long = { documents: 1, queriesPerSecond: 0.0001, llm: 'gpt-5-mini', detail: 'full' };
    expect((await ask({ ...long, tokensPerDocument: 199_900 }))['decision']).toBe('long-context');
    const beyond = await ask({ ...long, tokensPerDocument: 200_100 });
    expect(beyond['decision']).toBe('exact-search');
    // 263 questions: 200,100 tokens at $0.25 a million where the cache is cold, exp(-0.03) of the time, else at a tenth
    const [, said] =
      /costs \$([\d.]+) a month in every prompt/.exec((beyond['wouldChange'] as string[]).join()) ?? [];
    const cold = Math.exp(-0.03);
    const each = (200_100 * (cold * 0.25 + (1 - cold) * 0.025) + 550 * 0.25 + 300 * 2) / 1e6;
    expect(Number(said)).toBeCloseTo(262.8 * each, 1);
    const past = await ask({ ...long, tokensPerDocument: 900_000 });
    expect((past['wouldChange'] as string[]).join()).not.toContain('whole corpus');
  });

  it('rules out what brings fewer results than the prompt takes', async () => {
    const input = { documents: 100_000_000, tokensPerDocument: 400, queriesPerSecond: 0.05, stack: ['aws'] };
    const out = async (contextChunks: number) =>
      (
        (await ask({ ...input, contextChunks, llm: 'gpt-5-mini', detail: 'full' }))['database'] as {
          ruledOut: string[];
        }
      ).ruledOut.join();
    expect(await out(100)).not.toContain('S3-Vectors by results');
    expect(await out(150)).toContain('S3-Vectors by results: brings 100 at most, not 150');
  });

  it('reads at most half of the busiest second, and no more than fits the memory', async () => {
    const own = { tokensPerDocument: 400, place: 'self-hosted', embedder: 'bge-m3' };
    const decide = async (documents: number, queriesPerSecond: number, tenants = 1) =>
      (await ask({ ...own, documents, queriesPerSecond, tenants }))['decision'];
    // 4,096 bytes at 20 GB/s: 100 ms at 488,281 vectors; half of a second with 6 questions at 406,901
    expect(await decide(488_000, 0.5)).toBe('exact-search');
    expect(await decide(489_000, 0.5)).toBe('vector-index');
    expect(await decide(406_000, 2)).toBe('exact-search');
    expect(await decide(408_000, 2)).toBe('vector-index');
    // 70 % of 32 GiB holds 5,872,025
    expect(await decide(5_872_000, 0.1, 1000)).toBe('exact-search');
    expect(await decide(5_873_000, 0.1, 1000)).toBe('vector-index');
  });

  it('costs no less with more questions or documents, and the stages add up', async () => {
    const asked = fc.record({
      documents: fc.integer({ min: 1, max: 50_000_000 }),
      tokensPerDocument: fc.integer({ min: 10, max: 20_000 }),
      queriesPerSecond: fc.double({ min: 0.0001, max: 500, noNaN: true }),
      place: fc.constantFrom('any', 'managed', 'self-hosted', 'embedded'),
      filters: fc.constantFrom('none', 'some', 'selective'),
    });
    await fc.assert(
      fc.asyncProperty(asked, async (input) => {
        const answer = await ask(input);
        const [, said] = /\$([\d,.]+) a month/.exec(String(answer['verdict'])) ?? [];
        const usd = Number((said ?? '').replaceAll(',', ''));
        expect(Math.abs(usd - month(answer))).toBeLessThanOrEqual(Math.max(0.51, usd / 100));
        for (const change of [
          { queriesPerSecond: 3 * input.queriesPerSecond },
          { documents: 3 * input.documents },
        ]) {
          const more = await ask({ ...input, ...change });
          // a pipeline's engineering is counted beside the month where the whole corpus is weighed against it
          if (answer['decision'] !== 'long-context' || more['decision'] === 'long-context')
            expect(month(more)).toBeGreaterThanOrEqual(0.999 * month(answer));
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

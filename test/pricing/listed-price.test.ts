import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listedPrice, pricesAcrossProviders } from '../../src/pricing/listed-price.ts';

const DAY = '2026-11-23';
const TOKENS = { unit: 'tokens', inputTokens: 500, outputTokens: 200, cachedShare: 0 } as const;

describe('listedPrice', () => {
  it('knows the founding document’s GPT-4 price', async () => {
    expect(await listedPrice(TOKENS, 'gpt-4', DAY)).toEqual({
      status: 'priced',
      provider: 'openai',
      model: 'gpt-4',
      usdPerRequest: 0.027,
      notes: [],
    });
  });

  it('takes a provider before a colon, and finds the only seller without one', async () => {
    const named = await listedPrice(TOKENS, 'groq:llama-3.3-70b-versatile', DAY);
    expect(named).toMatchObject({ provider: 'groq', usdPerRequest: 0.000453 });
    expect(await listedPrice(TOKENS, 'llama-3.3-70b-versatile', DAY)).toEqual(named);
  });

  it('does not choose among many sellers, and knows what it does not know', async () => {
    const many = await listedPrice(TOKENS, 'meta-llama/Llama-3.3-70B-Instruct', DAY);
    expect(many.status).toBe('ambiguous');
    expect((await listedPrice(TOKENS, 'constructor', DAY)).status).toBe('unknown');
    expect((await listedPrice(TOKENS, 'whisper-1', DAY)).status).toBe('unpriced');
  });

  it('prices by date', async () => {
    const page = { unit: 'page', units: 1 } as const;
    expect(await listedPrice(page, 'mistral-ocr-latest', '2025-04-23')).toMatchObject({
      usdPerRequest: 0.001,
    });
    expect(await listedPrice(page, 'mistral-ocr-latest', DAY)).toMatchObject({ usdPerRequest: 0.004 });
  });

  it('prices audio by the minute', async () => {
    const spoken = await listedPrice({ unit: 'audio-minute', units: 1 }, 'whisper-1', DAY);
    expect(spoken.status === 'priced' ? spoken.usdPerRequest : 0).toBeCloseTo(0.006, 12);
  });

  it('counts cache reads at their price and says what it leaves out', async () => {
    const cached = { ...TOKENS, inputTokens: 2000, outputTokens: 400, cachedShare: 0.5 };
    const price = await listedPrice(cached, 'claude-sonnet-5', DAY);
    expect(price.status === 'priced' ? price.usdPerRequest : 0).toBeCloseTo(0.0062, 12);
    expect(price).toMatchObject({
      notes: ['Writing the cache costs extra at this provider and is not counted.'],
    });
  });

  it('counts cache writes where their share is given: Anthropic asks 1.25 times the input price', async () => {
    const written = { ...TOKENS, inputTokens: 1000, outputTokens: 0, cacheWriteShare: 0.5 };
    const price = await listedPrice(written, 'claude-haiku-4-5', DAY);
    expect(price).toMatchObject({ status: 'priced', notes: [] });
    expect(price.status === 'priced' ? price.usdPerRequest : 0).toBeCloseTo(0.001125, 12);
    const free = await listedPrice(written, 'gpt-5.5', DAY);
    expect(free.status === 'priced' ? free.usdPerRequest : 0).toBeCloseTo(0.005, 12);
  });

  it('applies the tier of a long prompt', async () => {
    const long = { ...TOKENS, inputTokens: 300_000, outputTokens: 0 };
    expect(await listedPrice(long, 'gpt-5.4', DAY)).toMatchObject({
      usdPerRequest: 1.5,
      notes: ['Prompts above 271999 tokens cost more: this one is, and is priced so.'],
    });
  });

  it('lists the sellers of an open model from the cheapest', async () => {
    const rows = await pricesAcrossProviders(TOKENS, 'llama-3.3-70b-versatile', DAY);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows[0]).toMatchObject({ provider: 'openrouter', usdPerRequest: 0.000073 });
    expect(rows.map(({ provider }) => provider)).toContain('together');
    expect(rows.map(({ usdPerRequest }) => usdPerRequest)).toEqual(
      rows.map(({ usdPerRequest }) => usdPerRequest).toSorted((a, b) => a - b),
    );
  });

  it('does not mix up a model with its turbo', async () => {
    const rows = await pricesAcrossProviders(TOKENS, 'gpt-4', DAY);
    expect(rows.map(({ model }) => model)).not.toContain('gpt-4-turbo');
  });

  it('is cited under the version that is installed', () => {
    const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    const { version } = JSON.parse(read('node_modules/@pydantic/genai-prices/package.json'));
    expect(read('references/api-vs-self-hosted.md')).toContain(`| genai-prices | genai-prices ${version}:`);
  });
});

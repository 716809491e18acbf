import { describe, expect, it } from 'vitest';
import { contextTokens } from '../../src/pricing/context-tokens.ts';

describe('contextTokens', () => {
  it.each([
    // OpenAI's model pages: gpt-4 8,192, gpt-4o-mini 128,000; Anthropic's: 200,000
    ['gpt-4', 8192],
    ['gpt-4o-mini', 128_000],
    ['claude-haiku-4-5', 200_000],
    ['openai:gpt-4', 8192],
  ])('%s reads %d', async (model, tokens) => {
    expect(await contextTokens(model, '2026-11-25')).toBe(tokens);
  });

  it.each(['no-such-model', 'groq:llama-3.3-70b-versatile'])('says nothing of %s', async (model) => {
    expect(await contextTokens(model, '2026-11-25')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/contract/nearest.ts';

const models = ['Llama-3.1-8B', 'Llama-3.1-70B', 'Llama-3.3-70B', 'Qwen3-8B', 'RF-DETR-S'];

describe('nearest', () => {
  it.each([
    ['llama 3.1 70b', 'Llama-3.1-70B'],
    ['Lama-3.3-70B', 'Llama-3.3-70B'],
    ['qwen3_8b', 'Qwen3-8B'],
    ['RFDETR-S', 'RF-DETR-S'],
    ['meta-llama/Llama-3.1-70B-Instruct', 'Llama-3.1-70B'],
  ])('finds %s', (word, expected) => {
    expect(nearest(word, models)[0]).toBe(expected);
  });

  it('finds nothing for what is far or empty', () => {
    expect(nearest('mixtral', models)).toEqual([]);
    expect(nearest('  ', models)).toEqual([]);
  });

  it('lists what is allowed when nothing is near, and cuts a long list', () => {
    expect(didYouMean('mixtral', models)).toBe(`Allowed: ${models.join(', ')}`);
    expect(
      didYouMean(
        'zzzzzz',
        Array.from({ length: 20 }, (_, index) => `name${index}`),
      ),
    ).toMatch(/ and 8 more$/);
  });
});

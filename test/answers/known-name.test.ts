import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownName } from '../../src/answers/known-name.ts';
import { listedArchitecture } from '../../src/answers/llm-subject.ts';
import { realContext } from '../support/read-catalog.ts';

const names = ['Llama-3.1-70B', 'Qwen3-32B', 'DeepSeek-V3', 'gpt-oss-120b', 'Mixtral-8x7B'];
const ids = new Map(names.map((id) => [id.toLowerCase(), id]));
const aliases = new Map([['meta-llama-3.1-70b', 'Llama-3.1-70B']]);
const known = (published: string) => knownName(published, ids, aliases);

describe('knownName', () => {
  it.each([
    ['Llama-3.1-70B', 'Llama-3.1-70B'],
    ['meta-llama/Llama-3.1-70B-Instruct', 'Llama-3.1-70B'],
    ['nvidia/Llama-3.1-70B-Instruct-FP8', 'Llama-3.1-70B'],
    ['neuralmagic/Meta-Llama-3.1-70B-Instruct-FP8-dynamic', 'Llama-3.1-70B'],
    ['meta-llama/Meta-Llama-3.1-70B', 'Llama-3.1-70B'],
    ['Qwen/Qwen3-32B-AWQ', 'Qwen3-32B'],
    ['Qwen/Qwen3-32B-Thinking-2507', 'Qwen3-32B'],
    ['deepseek-ai/DeepSeek-V3-0324', 'DeepSeek-V3'],
    ['nvidia/DeepSeek-V3-0324-NVFP4', 'DeepSeek-V3'],
    ['openai/gpt-oss-120b', 'gpt-oss-120b'],
    ['mistralai/Mixtral-8x7B-Instruct-v0.1-hf', undefined],
    ['Llama-3.1-71B', undefined],
    ['Qwen3', undefined],
    ['', undefined],
  ])('reads %s as %s', (published, id) => {
    expect(known(published)).toBe(id);
  });

  it('never guesses: what it gives, with publisher and endings off, is the id or one of its other names', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (published) => {
        const found = known(published);
        if (found !== undefined) expect(published.toLowerCase()).toContain(found.toLowerCase().slice(0, 5));
      }),
    );
  });

  it('takes any publisher and any chain of endings off a listed name', () => {
    const ending = fc.constantFrom('-Instruct', '-FP8', '-AWQ', '-0324', '-it', '-GGUF', '_w4a16', '-NVFP4');
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(ending, { maxLength: 4 }), (name, endings) => {
        expect(known(`someone/${name}${endings.join('')}`)).toBe(name);
      }),
    );
  });

  it('knows the published names of the silicon sample in the tables', () => {
    const { catalog } = realContext();
    const published = {
      'meta-llama/Llama-3.1-8B-Instruct': 'Llama-3.1-8B',
      'Qwen/Qwen3.5-397B-A17B-FP8': 'Qwen3.5-397B-A17B',
      'zai-org/GLM-5-FP8': 'GLM-5',
      'deepseek-ai/DeepSeek-R1-0528': 'DeepSeek-R1',
    };
    for (const [name, id] of Object.entries(published)) expect(listedArchitecture(name, catalog)).toBe(id);
  });
});

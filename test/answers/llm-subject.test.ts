import { describe, expect, it } from 'vitest';
import { listedArchitecture, subjectOfConfig, subjectOfName } from '../../src/answers/llm-subject.ts';
import { InputError } from '../../src/contract/input-error.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();
const llama = {
  architectures: ['LlamaForCausalLM'],
  hidden_size: 4096,
  intermediate_size: 14336,
  num_attention_heads: 32,
  num_hidden_layers: 32,
  num_key_value_heads: 8,
  vocab_size: 128256,
  max_position_embeddings: 131072,
  tie_word_embeddings: false,
};

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('subjectOfName', () => {
  it('finds a model by the name that its publisher prints, with its published total and format', () => {
    const subject = subjectOfName('meta-llama/Llama-3.1-8B-Instruct', catalog);
    expect(subject).toMatchObject({
      name: 'Llama-3.1-8B',
      listedAs: 'Llama-3.1-8B',
      nativeFormat: 'bf16',
      maximumContext: 131_072,
    });
    expect(subject.parameters).toBeCloseTo(8.030261248e9, -3);
  });

  it('says when another model stands for the asked one, and which licence binds', () => {
    const distill = subjectOfName('deepseek-ai/DeepSeek-R1-Distill-Llama-70B', catalog);
    expect(distill.warnings.join(' ')).toMatch(/DeepSeek-R1-Distill-Llama-70B is sized as Llama-3\.\d-70B/);
    expect(subjectOfName('Qwen3-32B', catalog).warnings).toEqual([]);
    expect(subjectOfName('Llama-3.1-70B', catalog).warnings.join(' ')).toContain('commercial use');
  });

  it('offers the nearest names of one that is not listed', () => {
    const message = refusal(() => subjectOfName('Qwen3-33B', catalog));
    expect(message).toContain('"Qwen3-33B" is not a known language model with a listed architecture');
    expect(message).toContain('Qwen3-32B');
  });

  it('knows every listed architecture by its own id', () => {
    for (const id of ['gpt-oss-120b', 'DeepSeek-V3', 'Qwen3-235B-A22B'])
      expect(listedArchitecture(id, catalog)).toBe(id);
    expect(listedArchitecture('gpt-5', catalog)).toBeUndefined();
  });
});

describe('subjectOfConfig', () => {
  it('reads a pasted config.json, says which keys it read, and warns that parameters are counted', () => {
    const subject = subjectOfConfig(llama, undefined, catalog);
    expect(subject).toMatchObject({ name: 'The model', nativeFormat: 'bf16', parameters: undefined });
    expect(subject.shape).toMatchObject({ layers: 32, kvHeads: 8, headDim: 128 });
    expect(subject.keysRead).toEqual(expect.arrayContaining(['hidden_size', 'num_key_value_heads']));
    expect(subject.warnings).toHaveLength(1);
    expect(subjectOfConfig(llama, 8, catalog)).toMatchObject({ parameters: 8e9, warnings: [] });
  });

  it('names every key that is missing', () => {
    const { hidden_size: _, num_hidden_layers: __, ...rest } = llama;
    const message = refusal(() => subjectOfConfig(rest, undefined, catalog));
    expect(message).toContain('config.hidden_size');
    expect(message).toContain('config.num_hidden_layers');
  });

  it('takes a long name of a file no further than a line', () => {
    const subject = subjectOfConfig({ ...llama, _name_or_path: 'x'.repeat(500) }, undefined, catalog);
    expect(subject.name).toHaveLength(80);
  });
});

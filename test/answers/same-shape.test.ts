import { describe, expect, it } from 'vitest';
import { modelsOfSameShape } from '../../src/answers/same-shape.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();

describe('modelsOfSameShape', () => {
  it('finds those whose configurations cost a step the same: Llama-3.3-70B is Llama-3.1-70B, R1 is V3', () => {
    expect(modelsOfSameShape('Llama-3.3-70B', catalog)).toEqual(
      expect.arrayContaining(['Llama-3.3-70B', 'Llama-3.1-70B']),
    );
    expect(modelsOfSameShape('DeepSeek-R1', catalog)).toContain('DeepSeek-V3');
    expect(modelsOfSameShape('DeepSeek-R1', catalog)[0]).toBe('DeepSeek-R1');
  });

  it('keeps apart what differs in anything but name and context: V3.2 picks its keys, V3 does not', () => {
    expect(modelsOfSameShape('DeepSeek-V3', catalog)).not.toContain('DeepSeek-V3.2');
    expect(modelsOfSameShape('Llama-3.1-8B', catalog)).not.toContain('Llama-3.1-70B');
  });

  it('leaves a model without a row alone', () => {
    expect(modelsOfSameShape('Mystery-9B', catalog)).toEqual(['Mystery-9B']);
  });
});

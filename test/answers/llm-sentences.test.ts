import { describe, expect, it } from 'vitest';
import { gb, impossible, ms, whyNot } from '../../src/answers/llm-sentences.ts';
import { asked, best } from './serving-question.ts';

describe('whyNot and impossible', () => {
  it('say by how much a model does not fit', () => {
    const candidate = best('Llama-3.1-70B', 'H100-SXM', 'fp8', { ...asked, count: 1 });
    expect(whyNot(candidate, {}, 300, '16 at once')).toMatch(/^does not fit: each lacks [\d.]+ GB$/);
  });

  it('say which physical limit forbids a target, with the best that there is', () => {
    const targets = { timePerOutputToken: 0.0005 };
    const candidate = best('Llama-3.1-70B', 'H100-SXM', 'bf16', {
      ...asked,
      targets,
      layout: { tensorParallel: 4, pipelineStages: 1 },
    });
    const sentence = impossible(candidate, targets, 300);
    expect(sentence).toMatch(
      /^time per output token is [\d.]+ ms at its best on H100-SXM TP4, above 0\.5 ms, even for one request: each token needs /,
    );
    expect(impossible(best('Llama-3.1-8B', 'H100-SXM', 'bf16'), {}, 300)).toBeUndefined();
  });

  it('write bytes and seconds in the units of the sentence', () => {
    expect([gb(67.72e9), gb(123_456_789)]).toEqual([67.72, 0.1235]);
    expect(ms(0.0123)).toBe('12.3');
  });
});

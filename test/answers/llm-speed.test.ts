import { describe, expect, it } from 'vitest';
import { llmFinalist } from '../../src/answers/llm-finalist.ts';
import { llmSpeed } from '../../src/answers/llm-speed.ts';
import { subjectOfName } from '../../src/answers/llm-subject.ts';
import { asked, best, catalog } from './serving-question.ts';

const load = { spread: 2, percentile: 'p95', targets: {} } as const;
const about = (model: string) => ({
  catalog,
  subject: subjectOfName(model, catalog),
  kvCacheFormat: 'fp8' as const,
});

describe('llmSpeed', () => {
  it('ranges a modelled time by the error of such cases', () => {
    const candidate = best('Qwen3-32B', 'L40S', 'fp8');
    const speed = llmSpeed(candidate, { first: candidate, holds: {}, passedOver: [] }, 'vllm', catalog);
    const {
      value,
      basis,
      low = 0,
      high = 0,
    } = speed?.figures.timePerOutputTokenMs ?? { value: 0, basis: 'assumed' };
    expect(basis).toBe('modelled');
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(speed?.figures.error).toMatch(/^Range: 90 % of .* rows, median error [\d.]+ %/);
    expect(speed?.cites).toContain('serving-calibration');
  });

  it('says that nothing validates it where no row of a generation was ever published', () => {
    const candidate = best('Llama-3.1-8B', 'V100-SXM-32GB', 'fp16');
    const speed = llmSpeed(candidate, { first: candidate, holds: {}, passedOver: [] }, 'vllm', catalog);
    expect(speed?.warnings).toEqual([
      'No published measurement validates the model on volta: load-test before you buy.',
    ]);
  });

  it('is silent where the model does not fit', () => {
    const candidate = best('Llama-3.1-70B', 'T4', 'bf16', { ...asked, count: 1 });
    expect(
      llmSpeed(candidate, { first: candidate, holds: {}, passedOver: [] }, 'vllm', catalog),
    ).toBeUndefined();
  });
});

describe('llmFinalist', () => {
  it('takes the first that carries the load, in order of price', () => {
    const cheap = best('Llama-3.1-8B', 'L40S', 'fp8');
    const dear = best('Llama-3.1-8B', 'H100-SXM', 'fp8');
    const finalist = llmFinalist([cheap, dear], load, about('Llama-3.1-8B'));
    expect(finalist?.first.tag.row.id).toBe('L40S');
    expect(finalist?.passedOver).toEqual([]);
  });

  it('has nothing to say of nothing, and names the nearest where none carries the load', () => {
    expect(llmFinalist([], load, about('Llama-3.1-8B'))).toBeUndefined();
    const none = best('Llama-3.1-70B', 'T4', 'bf16', { ...asked, count: 1 });
    expect(llmFinalist([none], load, about('Llama-3.1-70B'))?.first.plan.carries).toBe(false);
  });
});

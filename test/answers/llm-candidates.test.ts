import { describe, expect, it } from 'vitest';
import { isUsual, layoutName, rentalOf } from '../../src/answers/llm-candidates.ts';
import { configurationName } from '../../src/answers/llm-sentences.ts';
import { asked, best, choice } from './serving-question.ts';

describe('candidatesOf', () => {
  it('prices all accelerators of a plan by the cheapest offer in force', () => {
    const first = best('Llama-3.1-70B', 'H100-SXM', 'fp8');
    expect(first.plan.accelerators).toBe(2);
    expect(first.usdPerHour).toBe(rentalOf(first, asked)?.usdPerHour);
    expect(configurationName(first)).toMatch(/^2 x H100-SXM \((TP2|2 x TP1)\) for \$[\d.]+ an hour$/);
  });

  it('never lets Llama-3.1-70B onto one A100 of 40 GB, T4s into FP8 products, or eight cards into one tensor over PCIe', () => {
    expect(
      best('Llama-3.1-70B', 'A100-40GB-SXM', 'bf16', { ...asked, count: 1 }).plan.largestConcurrency,
    ).toBe(0);
    expect(choice('Llama-3.1-8B', 'T4', 'awq-int4-g128').path).toBe('weight-only');
    const question = { ...asked, layout: { tensorParallel: 8, pipelineStages: 1 } };
    expect(isUsual(best('Llama-3.1-70B', 'L40S', 'fp8', question))).toBe(false);
    expect(isUsual(best('Llama-3.1-70B', 'H100-SXM', 'fp8', question))).toBe(true);
  });

  it('names layouts as engineers do', () => {
    const plan = best('Llama-3.1-8B', 'H100-SXM', 'bf16').plan;
    const named = (tensorParallel: number, pipelineStages: number, copies: number, attentionData?: boolean) =>
      layoutName({ ...plan, copies, layout: { tensorParallel, pipelineStages, attentionData } });
    expect([named(1, 1, 1), named(8, 2, 1), named(4, 1, 3), named(8, 1, 1, true)]).toEqual([
      'TP1',
      'TP8 PP2',
      '3 x TP4',
      'DP8',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { steadyState } from '../../../src/engines/serving/steady-state.ts';
import { llama8b, llama70b } from '../memory/published-shapes.ts';
import { h100, one, real, serving } from './published-devices.ts';

describe('steadyState', () => {
  it('spares a lone request the prompts of others', () => {
    const alone = steadyState(serving(llama8b, 16), h100, one, real, 989, 1);
    expect(alone.timePerOutputToken).toBeLessThan(1 / alone.outputTokensPerSecond);
    expect(alone.timeToFirstToken).toBeGreaterThan(alone.timePerOutputToken);
  });

  it('gives more in all and less to each as sequences are added', () => {
    const at = (running: number) => steadyState(serving(llama8b, 16), h100, one, real, 989, running);
    expect(at(64).outputTokensPerSecond).toBeGreaterThan(at(8).outputTokensPerSecond);
    expect(at(64).timePerOutputToken).toBeGreaterThan(at(8).timePerOutputToken);
  });

  it('names prompts when they take most of the time', () => {
    expect(steadyState(serving(llama8b, 16, 20_000, 50), h100, one, real, 989, 16).bound).toBe('prompts');
  });

  it('is within a factor of two of a published table: two H100, Llama-3.1-70B FP8, 1,000 in and out, 4,391 tokens/s', () => {
    const pair = { tensorParallel: 2, pipelineStages: 1 };
    const { outputTokensPerSecond } = steadyState(serving(llama70b, 8), h100, pair, real, 1979, 150);
    expect(outputTokensPerSecond / 4391).toBeGreaterThan(0.5);
    expect(outputTokensPerSecond / 4391).toBeLessThan(2);
  });

  it('gains throughput from pipeline stages, not speed for one user', () => {
    const staged = { tensorParallel: 1, pipelineStages: 2 };
    const at = (layout: typeof one) => steadyState(serving(llama70b, 8), h100, layout, real, 1979, 64);
    expect(at(staged).outputTokensPerSecond).toBeGreaterThan(at(one).outputTokensPerSecond);
  });
});

import { describe, expect, test } from 'vitest';
import { latencyBudget } from '../../../src/engines/retrieval/latency-budget.ts';

describe('a latency budget', () => {
  const stages = [
    { stage: 'embedding', lowMs: 5, highMs: 10 },
    { stage: 'search', lowMs: 5, highMs: 20 },
    { stage: 'rerank', lowMs: 50, highMs: 350 },
  ];

  test('adds both ends and names the slowest stage', () => {
    expect(latencyBudget(stages, 400)).toEqual({
      lowMs: 60,
      highMs: 380,
      leftMs: 20,
      slowest: { stage: 'rerank', lowMs: 50, highMs: 350 },
      fits: 'yes',
    });
  });

  test.each([
    [380, 'yes'],
    [100, 'perhaps'],
    [59, 'no'],
  ] as const)('against %d ms fits: %s', (target, fits) => {
    expect(latencyBudget(stages, target).fits).toBe(fits);
  });

  test('of no stage is all left', () => {
    expect(latencyBudget([], 100)).toEqual({
      lowMs: 0,
      highMs: 0,
      leftMs: 100,
      slowest: undefined,
      fits: 'yes',
    });
  });
});

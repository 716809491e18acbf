import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakEvenEscalation } from '../../../src/engines/routing/break-even-escalation.ts';
import { cascadeCost } from '../../../src/engines/routing/cascade-cost.ts';

describe('the break-even escalation rate', () => {
  // Prices that RouteLLM (arXiv:2406.18665) counts with: $24.7 and $0.24 a million tokens.
  test('of GPT-4 over Mixtral 8x7B at the prices of RouteLLM is 99 %', () => {
    expect(breakEvenEscalation(0.24, 0, 24.7)).toBeCloseTo(0.9903, 4);
  });

  test('is negative where the cheap call and its judge cost more than the strong one', () => {
    expect(breakEvenEscalation(3, 8, 10)).toBeCloseTo(-0.1, 12);
  });

  test('is the rate at which the cascade costs what the strong model costs', () => {
    const usd = fc.double({ min: 0.001, max: 100, noNaN: true });
    fc.assert(
      fc.property(usd, usd, usd, (cheap, score, strong) => {
        const rate = breakEvenEscalation(cheap, score, strong);
        fc.pre(rate >= 0);
        const cost = cascadeCost([
          { callUsd: cheap, scoreUsd: score, passedOnShare: rate },
          { callUsd: strong, scoreUsd: 0, passedOnShare: 0 },
        ]);
        expect(cost / strong).toBeCloseTo(1, 9);
      }),
    );
  });

  test.each([
    [1, 0, 0],
    [-1, 0, 1],
    [0, -1, 1],
  ])('refuses %d, %d and %d', (cheap, score, strong) => {
    expect(() => breakEvenEscalation(cheap, score, strong)).toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import { routedCost } from '../../../src/engines/routing/routed-cost.ts';

const prices = { cheapUsd: 0.24, strongUsd: 24.7, routerUsd: 0 };

describe('the cost behind a router', () => {
  // RouteLLM's announcement (LMSYS, 2024-07-01): shares of GPT-4 calls at 95 % of its quality, and "over 85 %" and "45 %" cheaper.
  test.each([
    ['MT-Bench, judge-augmented', 0.14, 85],
    ['MMLU', 0.54, 45],
  ])('%s: the published share gives the published saving', (_, strongShare, saving) => {
    expect(Math.floor((1 - routedCost(strongShare, prices) / prices.strongUsd) * 100)).toBe(saving);
  });

  test('adds the router to each request', () => {
    expect(routedCost(0.5, { cheapUsd: 1, strongUsd: 3, routerUsd: 0.25 })).toBe(2.25);
  });

  test('refuses a share above 1 and a negative cost', () => {
    expect(() => routedCost(1.1, prices)).toThrow(RangeError);
    expect(() => routedCost(0.5, { ...prices, routerUsd: -1 })).toThrow(RangeError);
  });
});

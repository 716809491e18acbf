import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costPerRequest } from '../../../src/engines/cost/cost-per-request.ts';

const GPT_4 = { inputPerMtokUsd: 30, cachedInputPerMtokUsd: 30, outputPerMtokUsd: 60 };

describe('costPerRequest', () => {
  it('gives the founding document’s $0.027 for 500 tokens in and 200 out at GPT-4 prices', () => {
    expect(costPerRequest({ inputTokens: 500, outputTokens: 200, cachedShare: 0 }, GPT_4)).toBeCloseTo(
      0.027,
      12,
    );
  });

  it('counts cached tokens at their own price', () => {
    const sonnet = { inputPerMtokUsd: 2, cachedInputPerMtokUsd: 0.2, outputPerMtokUsd: 10 };
    const cost = costPerRequest({ inputTokens: 2000, outputTokens: 400, cachedShare: 0.5 }, sonnet);
    expect(cost).toBeCloseTo(0.0062, 12);
  });

  it('rises with tokens and falls with the cached share when the cache is cheaper', () => {
    const prices = { inputPerMtokUsd: 5, cachedInputPerMtokUsd: 0.5, outputPerMtokUsd: 25 };
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.nat(1e6),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (input, output, cached) => {
          const cost = costPerRequest(
            { inputTokens: input, outputTokens: output, cachedShare: cached },
            prices,
          );
          const uncached = costPerRequest(
            { inputTokens: input, outputTokens: output, cachedShare: 0 },
            prices,
          );
          const longer = costPerRequest(
            { inputTokens: input + 1, outputTokens: output + 1, cachedShare: cached },
            prices,
          );
          expect(cost).toBeLessThanOrEqual(uncached * (1 + 1e-12));
          expect(longer).toBeGreaterThan(cost);
        },
      ),
    );
  });
});

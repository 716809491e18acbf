import { describe, expect, it } from 'vitest';
import { breakEvenBusyShare } from '../../../src/engines/cost/break-even-busy-share.ts';

/** A million output tokens with a million input ones; the deployments of references/api-vs-self-hosted.md. */
const share = (cards: number, tokensPerSecond: number, usdPerHour: number, apiUsd: number): string => {
  const millionsPerMonth = (tokensPerSecond * 3600 * 730) / 1e6;
  const busy = breakEvenBusyShare(cards * usdPerHour * 730, millionsPerMonth, apiUsd);
  return busy === undefined ? 'never' : `${Math.round(busy * 100)} %`;
};

describe('breakEvenBusyShare', () => {
  it.each([
    [2, 2196, 2.69, '39 %', '49 %'],
    [2, 2196, 3.99, '57 %', '73 %'],
    [2, 2196, 6.88, '99 %', 'never'],
    [2, 4555, 3.99, '28 %', '35 %'],
    [1, 5682, 6.69, '19 %', '24 %'],
  ])('of %i cards at %i tokens/s and $%d/hour is %s against Together, %s against Groq', (...row) => {
    const [cards, rate, usd, together, groq] = row;
    expect(share(cards, rate, usd, 1.76)).toBe(together);
    expect(share(cards, rate, usd, 1.38)).toBe(groq);
    expect(share(cards, rate, usd, 0.29)).toBe('never');
  });

  it('is undefined against a free API', () => {
    expect(breakEvenBusyShare(100, 1000, 0)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchDepartureChain } from '../../../src/engines/queueing/batch-departure-chain.ts';
import { poissonProbabilities } from '../../../src/engines/queueing/poisson-probabilities.ts';

describe('the chain of counts between departures', () => {
  test('M/D/1: P(0) = 1 - a, P(1) = (1 - a)(e^a - 1), as every textbook has it', () => {
    const chain = batchDepartureChain([0.8, 0.8]);
    expect(chain[0]).toBeCloseTo(0.2, 14);
    expect(chain[1]).toBeCloseTo(0.2 * Math.expm1(0.8), 14);
  });

  test('a step leaves it as it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1.6, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.1, max: 0.97, noNaN: true }),
        (shares, rho) => {
          const batch = shares.length;
          const arrivals = [...shares.map((share) => share * batch), rho * batch];
          const chain = batchDepartureChain(arrivals);
          const after = new Float64Array(chain.length);
          chain.forEach((share, count) => {
            poissonProbabilities(arrivals[Math.min(count, batch)] ?? 0).forEach((gain, more) => {
              const next = Math.min(Math.max(count - batch, 0) + more, chain.length - 1);
              after[next] = (after[next] ?? 0) + share * gain;
            });
          });
          let worst = 0;
          chain.forEach((share, count) => {
            worst = Math.max(worst, Math.abs(share - (after[count] ?? 0)));
          });
          expect(worst).toBeLessThan(1e-13);
          expect(chain.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  test('holds where a short batch takes so long that small counts hardly return: 300 arrivals in it', () => {
    const arrivals = [...new Array<number>(8).fill(300), 2];
    const chain = batchDepartureChain(arrivals);
    expect(chain.some((share) => Number.isNaN(share))).toBe(false);
    // what flows in is what is taken: E[min(X, 8)] is the mean gain
    const taken = chain.reduce((sum, share, count) => sum + share * Math.min(count, 8), 0);
    const gained = chain.reduce((sum, share, count) => sum + share * (arrivals[Math.min(count, 8)] ?? 0), 0);
    expect(taken / gained).toBeCloseTo(1, 10);
  });

  test('refuses what grows for ever, what is no mean and what is too near to solve', () => {
    expect(() => batchDepartureChain([1, 1])).toThrow(
      '1 arrivals a step against 1 taken: the count grows for ever',
    );
    expect(() => batchDepartureChain([0.5])).toThrow(RangeError);
    expect(() => batchDepartureChain([-1, 0.5])).toThrow('a mean of -1 is not finite and at least 0');
    expect(() => batchDepartureChain([0.5, 1 - 1e-7])).toThrow(/too near, or too many, to solve/);
  });
});

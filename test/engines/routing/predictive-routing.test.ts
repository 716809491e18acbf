import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predictiveRouting } from '../../../src/engines/routing/predictive-routing.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a router with a known confusion', () => {
  // Bayes' rule on the textbook numbers of a screening test: prevalence 1 %, sensitivity 80 %, false positives 9.6 % (Eddy
  // 1982, mammography): 103 of 1,000 called positive, 2 of 1,000 missed.
  test('calls 10.3 % strong and misses 0.2 % on the numbers of Eddy (1982)', () => {
    const routed = predictiveRouting({ hardShare: 0.01, falseCheap: 0.2, falseStrong: 0.096 });
    expect(routed.strongShare).toBeCloseTo(0.10304, 12);
    expect(routed.lostShare).toBeCloseTo(0.002, 12);
  });

  test('without error sends the hard ones and loses none', () => {
    fc.assert(
      fc.property(share, (hardShare) => {
        expect(predictiveRouting({ hardShare, falseCheap: 0, falseStrong: 0 })).toEqual({
          strongShare: hardShare,
          lostShare: 0,
        });
      }),
    );
  });

  test('never loses more than there is, nor sends more than all', () => {
    fc.assert(
      fc.property(share, share, share, (hardShare, falseCheap, falseStrong) => {
        const { strongShare, lostShare } = predictiveRouting({ hardShare, falseCheap, falseStrong });
        expect(lostShare).toBeLessThanOrEqual(hardShare);
        expect(strongShare).toBeGreaterThanOrEqual(0);
        expect(strongShare + lostShare).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test('refuses what is no share', () => {
    expect(() => predictiveRouting({ hardShare: 2, falseCheap: 0, falseStrong: 0 })).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOfPeak, tokensPerSecondAt } from '../../../src/engines/retrieval/share-of-peak.ts';

test('BERT-large at 32 x 384 tokens in 43.01 ms computes at 172.6 of the 312 TFLOP/s of an A100', () => {
  expect(shareOfPeak(302, (32 * 384) / 0.04301, 312)).toBeCloseTo(172.57 / 312, 3);
});

test('the tokens a second at a share give the share back', () => {
  const positive = fc.double({ min: 0.01, max: 10_000, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), positive, positive, (share, size, peak) => {
      expect(shareOfPeak(size, tokensPerSecondAt(share, size, peak), peak)).toBeCloseTo(share, 9);
    }),
  );
});

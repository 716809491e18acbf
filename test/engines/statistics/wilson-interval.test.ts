import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../../../src/engines/statistics/wilson-interval.ts';

describe('the Wilson interval', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])(
    'as Newcombe publishes it (Statistics in Medicine 17, 1998, table I): %i of %i',
    (hits, trials, low, high) => {
      const found = wilsonInterval(hits, trials);
      expect(found.low).toBeCloseTo(low, 4);
      expect(found.high).toBeCloseTo(high, 4);
    },
  );

  test('holds the share, stays inside 0 to 1 and mirrors with the misses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, part) => {
          const hits = Math.round(part * trials);
          const { low, high } = wilsonInterval(hits, trials);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(hits / trials + 1e-12);
          expect(high).toBeGreaterThanOrEqual(hits / trials - 1e-12);
          expect(wilsonInterval(trials - hits, trials).low).toBeCloseTo(1 - high, 12);
        },
      ),
    );
  });

  test.each([
    [-1, 5],
    [6, 5],
    [0, 0],
  ])('refuses %d of %d', (hits, trials) => {
    expect(() => wilsonInterval(hits, trials)).toThrow(RangeError);
  });
});

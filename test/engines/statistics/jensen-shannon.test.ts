import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jensenShannon } from '../../../src/engines/statistics/jensen-shannon.ts';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { histogramPairs } from './histograms.ts';

// The documentation of scipy.spatial.distance.jensenshannon
test("scipy's documented examples", () => {
  expect(jensenShannon([1, 0, 0], [0, 1, 0])).toEqual({
    divergenceNats: Math.LN2,
    divergenceBits: 1,
    distance: 1,
  });
  expect(Math.sqrt(jensenShannon([1, 0], [1, 1]).divergenceNats)).toBeCloseTo(0.46450140402245893, 14);
  expect(jensenShannon([1, 0, 0], [1, 0, 0]).distance).toBe(0);
});

// scipy 1.17.1: jensenshannon([10, 20, 30, 40], [40, 30, 20, 10], base=2)
test('scipy gives the same distance in base 2', () => {
  expect(jensenShannon([10, 20, 30, 40], [40, 30, 20, 10]).distance).toBeCloseTo(0.3918681606471551, 14);
});

test('for a small shift PSI is about 8 times the divergence in nats', () => {
  const p = [1000, 1000, 1000];
  const q = [1020, 990, 990];
  expect(populationStabilityIndex(p, q).value / jensenShannon(p, q).divergenceNats).toBeCloseTo(8, 2);
});

test('it is symmetric and bounded, and the three figures agree', () => {
  fc.assert(
    fc.property(histogramPairs, ({ reference, current }) => {
      const js = jensenShannon(reference, current);
      expect(jensenShannon(current, reference).divergenceNats).toBeCloseTo(js.divergenceNats, 13);
      expect(js.divergenceNats).toBeGreaterThanOrEqual(0);
      expect(js.divergenceNats).toBeLessThanOrEqual(Math.LN2);
      expect(js.distance ** 2).toBeCloseTo(js.divergenceBits, 13);
      expect(jensenShannon(reference, reference).distance).toBe(0);
    }),
  );
});

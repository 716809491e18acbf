import fc from 'fast-check';
import { expect, test } from 'vitest';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { histogramPairs } from './histograms.ts';

// The example in the docstring of frouros' PSI (20 equal-width bins over the pooled range; 100 standard normal values
// against 100 shifted by 1, numpy seed 31), which raises empty bins to the least normal double.
const FROUROS = {
  reference: [2, 3, 4, 5, 7, 13, 21, 14, 8, 5, 3, 5, 4, 3, 1, 2, 0, 0, 0, 0],
  current: [0, 0, 0, 0, 3, 4, 5, 4, 13, 15, 13, 12, 14, 5, 4, 3, 3, 0, 1, 1],
};

test('frouros publishes 134.954 for its example, with its floor', () => {
  const { value } = populationStabilityIndex(FROUROS.reference, FROUROS.current, 2.2250738585072014e-308);
  expect(value).toBeCloseTo(134.95409065116183, 10);
});

test('the floor decides the value where bins are empty', () => {
  const at = (floor: number): number =>
    populationStabilityIndex(FROUROS.reference, FROUROS.current, floor).value;
  expect([0.01, 1e-3, 1e-4, 1e-6].map((floor) => Number(at(floor).toFixed(2)))).toEqual([
    1.17, 1.65, 2.1, 2.98,
  ]);
});

// https://www.geeksforgeeks.org/data-science/population-stability-index-psi/ (2025-08-13): three income bins
test('the worked example of three income bins', () => {
  expect(populationStabilityIndex([40, 30, 30], [35, 25, 40]).value).toBeCloseTo(0.0446, 4);
});

test('one empty decile contributes 0.690, two swapped bins 18.42', () => {
  const tenths = new Array<number>(10).fill(100);
  const { contributions } = populationStabilityIndex(tenths, [0, 200, ...tenths.slice(2)]);
  expect(contributions[0]).toBeCloseTo(0.0999 * Math.log(1000), 12);
  expect(contributions[0]).toBeCloseTo(0.69, 3);
  expect(populationStabilityIndex([7, 0], [0, 7]).value).toBeCloseTo(18.42, 2);
});

test('identity gives exactly 0, at any number of rows', () => {
  fc.assert(
    fc.property(histogramPairs, fc.integer({ min: 1, max: 9 }), ({ reference }, times) => {
      expect(
        populationStabilityIndex(
          reference,
          reference.map((count) => count * times),
        ).value,
      ).toBe(0);
    }),
  );
});

test('it is symmetric, no contribution is negative, and they sum to it whatever the order of the bins', () => {
  fc.assert(
    fc.property(histogramPairs, ({ reference, current }) => {
      const { value, contributions } = populationStabilityIndex(reference, current);
      expect(populationStabilityIndex(current, reference).value).toBeCloseTo(value, 12);
      expect(Math.min(...contributions)).toBeGreaterThanOrEqual(0);
      expect(contributions.reduce((sum, part) => sum + part, 0)).toBe(value);
      expect(populationStabilityIndex([...reference].reverse(), [...current].reverse()).value).toBeCloseTo(
        value,
        12,
      );
    }),
  );
});

test('histograms of unequal length are refused, not cut', () => {
  expect(() => populationStabilityIndex([1, 2], [1, 2, 3])).toThrow('2 bins cannot be compared with 3');
});

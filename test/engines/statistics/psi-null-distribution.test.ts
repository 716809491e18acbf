import { expect, test } from 'vitest';
import { populationStabilityIndex } from '../../../src/engines/statistics/population-stability-index.ts';
import { psiNullDistribution } from '../../../src/engines/statistics/psi-null-distribution.ts';
import { seededUniform } from './histograms.ts';

test('ten bins and 100 rows a side: noise alone is 0.18 on average and passes 0.338 once in twenty', () => {
  const { expected, p95, p99 } = psiNullDistribution(0.1, 10, 100, 100);
  expect(expected).toBeCloseTo(0.18, 14);
  expect(p95).toBeCloseTo(0.02 * 16.918977604620448, 12);
  expect(p99).toBeCloseTo(0.02 * 21.665994333461924, 12);
});

test('the p-value at the 95 % point is 5 %', () => {
  const { p95 } = psiNullDistribution(0, 10, 1000, 300);
  expect(psiNullDistribution(p95, 10, 1000, 300).pValue).toBeCloseTo(0.05, 12);
});

test('one bin leaves nothing to vary, none is refused', () => {
  expect(psiNullDistribution(0, 1, 5, 5)).toEqual({ expected: 0, p95: 0, p99: 0, pValue: 1 });
  expect(() => psiNullDistribution(0, 0, 5, 5)).toThrow(RangeError);
  expect(() => psiNullDistribution(0, 2, 0, 5)).toThrow(RangeError);
});

test('simulated without drift, the 0.1 line falls five times in six at 100 rows a side, and the mean is as expected', () => {
  const uniform = seededUniform(20261123);
  const draw = (rows: number): number[] => {
    const counts = new Array<number>(10).fill(0);
    for (let row = 0; row < rows; row++) {
      const bin = Math.floor(uniform() * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  const trials = 2000;
  const values = Array.from({ length: trials }, () => populationStabilityIndex(draw(100), draw(100)).value);
  const above = values.filter((value) => value > 0.1).length / trials;
  expect(above).toBeGreaterThan(0.82);
  expect(above).toBeLessThan(0.88);
  const mean = values.reduce((sum, value) => sum + value, 0) / trials;
  expect(Math.abs(mean / 0.18 - 1)).toBeLessThan(0.1);
});

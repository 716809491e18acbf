import { expect, test } from 'vitest';
import { psiNullDistribution } from '../../../src/engines/statistics/psi-null-distribution.ts';
import { rowsForPsi } from '../../../src/engines/statistics/rows-for-psi.ts';

test('ten bins need 339 rows a side for 0.1 and 170 for 0.2', () => {
  expect(rowsForPsi(10, 0.1, 100)).toEqual({ eachSide: 339 });
  expect(rowsForPsi(10, 0.2, 1e12)).toEqual({ eachSide: 170, currentAlone: 85 });
});

test('one row fewer and noise passes the limit', () => {
  const { eachSide, currentAlone = 0 } = rowsForPsi(7, 0.1, 1000);
  const p95 = (n: number, m: number): number => psiNullDistribution(0, 7, n, m).p95;
  expect(p95(eachSide, eachSide)).toBeLessThanOrEqual(0.1);
  expect(p95(eachSide - 1, eachSide - 1)).toBeGreaterThan(0.1);
  expect(p95(1000, currentAlone)).toBeLessThanOrEqual(0.1);
  expect(p95(1000, currentAlone - 1)).toBeGreaterThan(0.1);
});

test('one bin and no limit are refused', () => {
  expect(() => rowsForPsi(1, 0.1, 10)).toThrow(RangeError);
  expect(() => rowsForPsi(2, 0, 10)).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { chiSquareHomogeneity } from '../../../src/engines/statistics/chi-square-homogeneity.ts';
import { cramersV } from '../../../src/engines/statistics/cramers-v.ts';

// Bergsma 2013, equations 5 to 7, by hand for 2 x 4 and 301 rows
test('the bias is taken off table, columns and sides', () => {
  const { statistic } = chiSquareHomogeneity([30, 50, 51, 20], [30, 40, 45, 35]);
  expect(statistic).toBeCloseTo(5.573759462728834, 12); // scipy 1.17.1: chi2_contingency
  const rows = 301;
  const phi = statistic / rows - 3 / (rows - 1);
  expect(cramersV(statistic, 4, rows)).toBeCloseTo(Math.sqrt(phi / (1 - 1 / (rows - 1))), 14);
});

test('no association gives 0, a full one 1, and one bin 0', () => {
  expect(cramersV(0, 5, 100)).toBe(0);
  expect(cramersV(1000, 2, 1000)).toBeCloseTo(1, 10);
  expect(cramersV(0, 1, 100)).toBe(0);
});

import { expect, test } from 'vitest';
import { biasCorrectedPsi } from '../../../src/engines/statistics/bias-corrected-psi.ts';

test('ten bins and 100 rows a side take off 0.18, and never below 0', () => {
  expect(biasCorrectedPsi(0.25, 10, 100, 100)).toBeCloseTo(0.07, 14);
  expect(biasCorrectedPsi(0.1, 10, 100, 100)).toBe(0);
});

import { expect, test } from 'vitest';
import { driftVerdict } from '../../../src/engines/statistics/drift-verdict.ts';

const judge = (psi: number, pValue: number, noise95 = 0.02, levels = 10) =>
  Object.values(
    driftVerdict({ psi, moderateFrom: 0.1, significantAbove: 0.2, levels, pValue, alpha: 0.05, noise95 }),
  ).join(' / ');

test('size and evidence are two axes', () => {
  expect(judge(0.05, 0.3)).toBe('none / not_supported / no_drift');
  expect(judge(0.05, 0.01)).toBe('none / supported / real_but_small');
  expect(judge(0.15, 0.3)).toBe('moderate / not_supported / within_noise');
  expect(judge(0.15, 0.01)).toBe('moderate / supported / drift');
  expect(judge(0.25, 0.01)).toBe('significant / supported / drift');
});

test('0.1 and 0.2 are both moderate', () => {
  expect(judge(0.1, 0.01)).toBe('moderate / supported / drift');
  expect(judge(0.2, 0.01)).toBe('moderate / supported / drift');
});

test('where noise reaches the first band only a supported drift is told', () => {
  expect(judge(0.25, 0.3, 0.34)).toBe('significant / insufficient_data / cannot_tell');
  expect(judge(0.25, 0.01, 0.34)).toBe('significant / supported / drift');
});

test('fewer than two levels tell nothing', () => {
  expect(judge(0, 0, 0, 1)).toBe('none / insufficient_data / cannot_tell');
});

test('p equal to alpha does not support', () => {
  expect(judge(0.15, 0.05)).toBe('moderate / not_supported / within_noise');
});

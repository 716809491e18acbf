import { describe, expect, test } from 'vitest';
import { burnRate } from '../../../src/engines/monitoring/burn-rate.ts';

describe('the burn rate', () => {
  test.each([
    [0.02, 1, 14.4],
    [0.05, 6, 6],
    [0.1, 24, 3],
    [0.1, 72, 1],
  ])(
    'of the SRE workbook and Sloth for 30 days: %d of the budget in %i h is %d',
    (share, hours, published) => {
      expect(burnRate(share, hours, 30)).toBeCloseTo(published, 12);
    },
  );

  test('follows the period: 28 days burn 13.44 times', () => {
    expect(burnRate(0.02, 1, 28)).toBeCloseTo(13.44, 12);
  });

  test.each([
    [0, 1, 30],
    [2, 1, 30],
    [0.1, 0, 30],
    [0.1, 1, 0],
  ])('refuses %d in %d h of %d days', (share, hours, days) => {
    expect(() => burnRate(share, hours, days)).toThrow(RangeError);
  });
});

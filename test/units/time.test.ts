import { describe, expect, it } from 'vitest';
import { daysBetween, HOURS_PER_MONTH } from '../../src/units/time.ts';

describe('time', () => {
  it.each([
    ['2026-11-22', '2026-11-23', 1],
    ['2026-10', '2026-11-23', 23],
    ['2025', '2026-01-01', 1],
    ['2024-02', '2024-03-01', 1],
    ['2026-11-23', '2026-11-23', 0],
  ])('from %s to %s are %i days', (earlier, later, days) => {
    expect(daysBetween(earlier, later)).toBe(days);
  });

  it('a month has 730 hours', () => {
    expect(HOURS_PER_MONTH).toBe((365 * 24) / 12);
  });
});

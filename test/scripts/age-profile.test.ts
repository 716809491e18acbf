import { describe, expect, it } from 'vitest';
import { AGE_STEPS, ageProfiles } from '../../scripts/age-profile.ts';
import { TABLES } from '../../src/catalog/table-list.ts';

const dated = (...dates: string[]) => dates.map((asOf) => ({ row: { asOf }, file: 'a.md', line: 1 }));

describe('the age of facts', () => {
  it('is counted in steps, with what is past the limit of its table', () => {
    const tables = new Map([
      ['gpu-prices', dated('2026-11-01', '2026-07-01', '2026-02-01', '2025-06-01', '2020')],
    ]);
    expect(AGE_STEPS).toEqual(['to 90 days', 'to 180', 'to 365', 'to 730', 'older']);
    expect(ageProfiles([TABLES['gpu-prices']], tables, '2026-11-25')).toEqual([
      { table: 'gpu-prices', counts: [1, 1, 1, 1, 1], stale: 4, limitDays: 90, oldest: '2020' },
    ]);
  });

  it('takes a year for its first day: no fact looks younger than it is', () => {
    const profile = ageProfiles([TABLES.speed], new Map([['speed', dated('2026')]]), '2026-11-25');
    expect(profile[0]?.counts).toEqual([0, 0, 1, 0, 0]);
  });
});

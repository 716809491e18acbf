import { describe, expect, it } from 'vitest';
import { newestInForce } from '../../../src/engines/cost/newest-in-force.ts';

const PRICES = [
  { from: '2025', offer: 'A', usd: 4 },
  { from: '2026-06', offer: 'A', usd: 3 },
  { from: '2026-06-15', offer: 'A', usd: 2 },
  { from: '2027-01-01', offer: 'A', usd: 1 },
  { from: '2026-06', offer: 'B', usd: 9 },
];
const on = (date: string) =>
  newestInForce(PRICES, date, ({ offer }) => offer).map(({ offer, usd }) => `${offer} ${usd}`);

describe('newestInForce', () => {
  it('takes of each offer the newest price that began by the day', () => {
    expect(on('2026-11-25')).toEqual(['A 2', 'B 9']);
  });

  it('counts a month from its beginning and a day from itself', () => {
    expect(on('2026-06-14')).toEqual(['A 3', 'B 9']);
    expect(on('2026-06-15')).toEqual(['A 2', 'B 9']);
    expect(on('2026-05-31')).toEqual(['A 4']);
  });

  it('knows no price of before the first', () => {
    expect(on('2024-12-31')).toEqual([]);
  });

  it('keeps the first of two prices of one kind and day', () => {
    expect(
      newestInForce(
        [PRICES[1], PRICES[4]].flatMap((row) => row ?? []),
        '2026-11-25',
        () => '',
      ),
    ).toEqual([PRICES[1]]);
  });
});

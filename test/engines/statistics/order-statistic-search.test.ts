import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatisticSearch } from '../../../src/engines/statistics/order-statistic-search.ts';

describe('orderStatisticSearch', () => {
  it('finds what sorting finds, for any values and ranks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 120 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        (values, picks) => {
          const search = orderStatisticSearch();
          const blocks = [
            Float64Array.from([...values.slice(0, 7), Number.NaN]),
            Float64Array.from(values.slice(7)),
          ];
          for (const block of blocks) search.count(block);
          const ranks = picks.map((pick) => pick % values.length);
          search.seek(ranks);
          for (const block of blocks.toReversed()) search.keep(block);
          const sorted = Float64Array.from(values).sort();
          // -0 and 0 are one value
          expect(search.found().map((found) => found + 0)).toEqual(
            ranks.map((rank) => (sorted[rank] ?? 0) + 0),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the deciles of a million uniform integers exactly', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, at) => (at * 7919) % 1_000_003);
    const search = orderStatisticSearch();
    search.count(values);
    const ranks = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => k * 100_000);
    search.seek(ranks);
    search.keep(values);
    const sorted = values.slice().sort();
    expect(search.found()).toEqual(ranks.map((rank) => sorted[rank]));
  });

  it('refuses a rank beyond the values, and a second reading of other values', () => {
    const search = orderStatisticSearch();
    search.count(Float64Array.of(1, 2));
    expect(() => search.seek([2])).toThrow('rank 2 is beyond the 2 values');
    const other = orderStatisticSearch();
    other.count(Float64Array.of(1, 1));
    other.seek([0]);
    other.keep(Float64Array.of(1));
    expect(() => other.found()).toThrow('the second reading gave 1 of 2 values');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdValues } from '../../src/answers/drift-held-values.ts';
import { inlineTable } from '../../src/answers/inline-table.ts';

const cell = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, -0, 1, 2, 2, 3),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const column = fc.array(cell, { minLength: 1, maxLength: 60 });
const edges = fc.uniqueArray(
  fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.double({ noNaN: true, noDefaultInfinity: true })),
  { maxLength: 12, comparator: (one, other) => one === other },
);

describe('a table whose values are held', () => {
  it('counts bins and finds ranks as the table itself does, missing rows and ties included', async () => {
    await fc.assert(
      fc.asyncProperty(column, edges, async (cells, unsorted) => {
        const table = inlineTable('reference', { a: cells });
        const held = await holdValues(table, ['a'], undefined);
        const ascending = unsorted.map((edge) => edge + 0).sort((one, other) => one - other);
        const request = [{ column: 'a', edges: ascending }];
        expect(await held.countBins(request)).toEqual(await table.countBins(request));
        const valid = cells.filter((one) => one !== null).length;
        const ranks = [{ column: 'a', valid, ranks: Array.from({ length: valid }, (_, rank) => rank) }];
        const plain = (found: number[][]) => found.map((values) => values.map((value) => value + 0));
        expect(plain(await held.orderStatistics(ranks))).toEqual(plain(await table.orderStatistics(ranks)));
        expect(await held.rowCount()).toBe(cells.length);
      }),
    );
  });

  it('speaks of its range alone', async () => {
    const table = inlineTable('reference', {
      day: ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'],
      a: [1, 2, 3, null],
    });
    const held = await holdValues(table, ['a'], { column: 'day', from: '2026-01-02', to: '2026-01-05' });
    expect(await held.rowCount()).toBe(3);
    expect(await held.countBins([{ column: 'a', edges: [2] }])).toEqual([[{ counts: [1, 1], missing: 1 }]]);
  });

  it('refuses a column that it was not given', async () => {
    const held = await holdValues(inlineTable('reference', { a: [1], b: [2] }), ['a'], undefined);
    await expect(held.values(['b'])).rejects.toThrow('the values of b are not held');
  });
});

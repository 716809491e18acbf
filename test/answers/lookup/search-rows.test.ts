import { describe, expect, it } from 'vitest';
import { columnsAsked, searchRows } from '../../../src/answers/lookup/search-rows.ts';
import { realContext } from '../../support/read-catalog.ts';
import { QUESTIONS } from './questions.ts';

const { catalog } = realContext();

describe('searchRows', () => {
  it('is asked at least 40 questions', () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(40);
  });

  it.each(QUESTIONS)('finds "%s" among the first three rows, in %s', async (question, table, key) => {
    const { rows: found } = await searchRows(question, catalog, () => true);
    const first = found.slice(0, 3).map((row) => `${row.table.id}: ${row.keys.join(' | ')}`);
    const right = found.slice(0, 3).some((row) => row.table.id === table && key.test(row.keys.join(' | ')));
    expect(right, first.join('\n')).toBe(true);
  });

  it('names the columns that a question asks for', async () => {
    const {
      rows: [row],
    } = await searchRows('T4 memory bandwidth', catalog, ({ table }) => table.id === 'accelerators');
    if (row === undefined) throw new Error('no row');
    expect(columnsAsked('T4 memory bandwidth', row)).toEqual([
      'memoryKind',
      'memoryGb',
      'bandwidthGbPerSecond',
    ]);
    expect(columnsAsked('T4 memory bandwith', row)).toEqual([
      'memoryKind',
      'memoryGb',
      'bandwidthGbPerSecond',
    ]);
    expect(columnsAsked('price of a T4', row)).toEqual([]);
  });

  it('finds nothing where no word is known', async () => {
    expect(await searchRows('xyzzyplugh', catalog, () => true)).toEqual({ rows: [], alike: 0 });
  });
});

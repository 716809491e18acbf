import { describe, expect, it } from 'vitest';
import { drawOrder, FIGURE_TABLES } from '../../scripts/figure-draw.ts';
import { references } from '../support/read-catalog.ts';

const row = (model: string) => ({
  row: { model, benchmark: 'b', measuredBy: 'vendor', value: 1, source: 's' },
  file: 'a.md',
  line: 1,
});
const names = (models: readonly string[], seed = 'x'): string[] =>
  drawOrder(new Map([['accuracy', models.map(row)]]), seed, '2026-11-25').map(({ figure }) => figure);
const LETTERS = [...'abcdefghijklmnopqrst'];

describe('the draw of figures', () => {
  it('is the same for the same seed and date, and another for another seed', () => {
    expect(names(LETTERS)).toEqual(names([...LETTERS].reverse()));
    expect(names(LETTERS, 'y')).not.toEqual(names(LETTERS));
  });

  it('keeps its order when rows are added', () => {
    const more = names([...LETTERS, 'new']).filter((name) => !name.includes('/ new /'));
    expect(more).toEqual(names(LETTERS));
  });

  it('takes only the figures of the tables that are named, in the same order', () => {
    const { tables } = references();
    const all = drawOrder(tables, 'only', '2026-11-25');
    const some = drawOrder(tables, 'only', '2026-11-25', ['components', 'vector-prices']);
    expect(some.length).toBeGreaterThan(500);
    expect(some).toEqual(all.filter(({ figure }) => /^(components|vector-prices) \//.test(figure)));
    expect(FIGURE_TABLES).toContain('components');
  });

  it('draws from all six kinds of figure in about their shares', () => {
    const { tables } = references();
    const order = drawOrder(tables, 'shares', '2026-11-25');
    const share = (list: typeof order, table: string): number =>
      list.filter(({ figure }) => figure.startsWith(`${table} /`)).length / list.length;
    const first = order.slice(0, 1000);
    for (const table of ['accuracy', 'speed', 'models', 'gpu-prices', 'accelerators'])
      expect(Math.abs(share(first, table) - share(order, table)), table).toBeLessThan(0.05);
    expect(share(order, 'api-prices')).toBeGreaterThan(0);
  });
});

describe('the figures read again', () => {
  const rows = (references().tables.get('verification') ?? []).map((placed) => placed.row);
  const batches = [...new Set(rows.map((entry) => String(entry['date'])))];
  it.each(batches)('of %s are sixty or more that could be read, at most one of them wrong', (date) => {
    const batch = rows.filter((entry) => entry['date'] === date);
    expect(batch.filter((entry) => entry['agrees'] !== 'unreachable').length).toBeGreaterThanOrEqual(60);
    expect(batch.filter((entry) => entry['agrees'] === 'no').length).toBeLessThanOrEqual(1);
  });
});

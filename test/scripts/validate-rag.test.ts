import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { judgeEncoders } from '../../scripts/rag/judge-encoders.ts';
import { judgeIndexSizes } from '../../scripts/rag/judge-index-sizes.ts';
import { realContext } from '../support/read-catalog.ts';

const csv = readFileSync(fileURLToPath(new URL('../evidence/rag.csv', import.meta.url)), 'utf8');
const [header = ''] = csv.split('\n');
const row = (cells: Partial<Record<string, string>>): string =>
  `${header}\n${header
    .split(',')
    .map(
      (column) =>
        cells[column] ??
        { law: 'qdrant', vectors: '1000', dimensions: '10', published: '60000', unit: 'B' }[column] ??
        '',
    )
    .join(',')}\n`;

describe('validate:rag', () => {
  test('holds every published example within 5 %', () => {
    const judged = judgeIndexSizes(csv);
    expect(judged.length).toBeGreaterThanOrEqual(20);
    expect(judged.filter(({ error }) => Math.abs(error) > 0.05)).toEqual([]);
    expect(new Set(judged.map(({ engine }) => engine)).size).toBeGreaterThanOrEqual(8);
  });

  test('sees an error where there is one', () => {
    expect(judgeIndexSizes(row({ published: '30000' }))[0]?.error).toBe(1);
  });

  test.each([
    [{ law: 'quadrant' }, 'line 2, law: "quadrant" is none of hnsw-flat,'],
    [{ unit: 'TB' }, 'line 2, unit: "TB" is none of B, MB, GB, MiB, GiB'],
    [{ vectors: '' }, 'line 2, vectors: "" is not a number of 0 or more'],
    [{ published: '0' }, 'line 2, published: must be above 0'],
    [{ law: 'hnsw-flat' }, 'line 2, links: "" is not a number of 0 or more'],
    [{ law: 'pgvector-build', codes: 'byte' }, 'line 2, codes: "byte" is none of vector, halfvec, bit'],
  ])('names the line and the column of a fault: %j', (cells, message) => {
    expect(() => judgeIndexSizes(row(cells))).toThrow(message);
  });

  test('says which columns a file lacks', () => {
    expect(() => judgeIndexSizes('engine,law\na,b\n')).toThrow(
      'the file lacks the columns vectors, dimensions',
    );
    expect(() => judgeIndexSizes(`${header}\n`)).toThrow('the file holds no rows');
  });

  test('prints what measured encoders reach, none above its peak, and how far one source is foretold', () => {
    const { rows, pooled } = judgeEncoders(realContext().catalog);
    expect(rows.length).toBeGreaterThanOrEqual(15);
    expect(new Set(rows.map(({ row }) => row.source)).size).toBeGreaterThanOrEqual(5);
    expect(rows.filter(({ share }) => share <= 0 || share > 0.7)).toEqual([]);
    const large = pooled.find(({ card, size }) => card === 'gddr' && size === 'large');
    expect(large).toMatchObject({ rows: 12, sources: 3 });
    expect(large?.value).toBeCloseTo(0.258, 3);
    expect(large?.leftOutFactor).toBeCloseTo(1.77, 2);
  });
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from '../../scripts/feeds/compare.ts';
import { writeRows } from '../../scripts/feeds/write-rows.ts';
import { readTables } from '../../src/catalog/read-tables.ts';
import { ALL_TABLES, TABLES } from '../../src/catalog/table-list.ts';

const PAGE = `---
tables: [accuracy, sources]
---
# Models

<!-- table: accuracy -->

| Model | Benchmark | Value | Input | Measured by | Source | As of |
|---|---|---|---|---|---|---|
| ResNet-50 | imagenet-1k-val-top1 | 81.240 | 288px | independent | timm | 2025-10-30 |

## Sources

<!-- table: sources -->

| Source | Title | URL | As of | Read |
|---|---|---|---|---|
| timm | timm | https://example.org/timm | 2025-10-30 | 2026-11-23 |
`;

function page(): string {
  const root = `${mkdtempSync(join(tmpdir(), 'rows-'))}/`;
  writeFileSync(`${root}models.md`, PAGE);
  return root;
}
const observed = (value: string, input = '288px') => ({
  table: 'accuracy' as const,
  cells: {
    model: 'ResNet-50',
    benchmark: 'imagenet-1k-val-top1',
    value,
    input,
    measuredBy: 'independent',
    source: 'timm',
  },
});

describe('comparing a feed with the tables', () => {
  it('knows the same figure however it is written, a changed one and a new one', () => {
    const { tables } = readTables(page(), ALL_TABLES);
    const { differences, same } = compare(
      [observed('81.24'), observed('80.382', '224px')],
      tables,
      '2026-11-25',
      new Map(),
    );
    expect(same).toBe(1);
    expect(differences.map(({ text }) => text)).toEqual([
      'accuracy: resnet-50 / imagenet-1k-val-top1 / 224px / independent: value 80.382',
    ]);
    expect(
      compare([observed('82.1')], tables, '2026-11-25', new Map()).differences.map(({ text }) => text),
    ).toEqual(['accuracy: resnet-50 / imagenet-1k-val-top1 / 288px / independent: value 81.24 becomes 82.1']);
  });

  it('counts a row that the feed holds twice once', () => {
    const { tables } = readTables(page(), ALL_TABLES);
    expect(compare([observed('81.24'), observed('81.24')], tables, undefined, new Map()).same).toBe(1);
  });
});

describe('writing rows', () => {
  it('replaces a line, appends another, adds a missing table above the sources, and all of it reads back', () => {
    const root = page();
    const cells = { ...observed('82.1').cells, asOf: '2026-11-25' };
    writeRows(root, [
      { file: 'models.md', table: TABLES.accuracy, cells, line: 10 },
      { file: 'models.md', table: TABLES.accuracy, cells: { ...cells, input: '224px', value: '80.382' } },
      {
        file: 'models.md',
        table: TABLES.artefacts,
        cells: { model: 'ResNet-50', format: 'ONNX', sizeMb: '97.8', source: 'timm', asOf: '2026-11-25' },
      },
    ]);
    const text = readFileSync(`${root}models.md`, 'utf8');
    expect(text.split('\n').filter((line) => line.startsWith('| ResNet-50'))).toEqual([
      '| ResNet-50 | imagenet-1k-val-top1 | 82.1 | 288px | independent | timm | 2026-11-25 |',
      '| ResNet-50 | imagenet-1k-val-top1 | 80.382 | 224px | independent | timm | 2026-11-25 |',
      '| ResNet-50 | ONNX | - | - | 97.8 | timm | 2026-11-25 |',
    ]);
    expect(text.indexOf('## Builds')).toBeLessThan(text.indexOf('## Sources'));
    const { tables, faults } = readTables(root, ALL_TABLES);
    expect(faults.filter(({ message }) => !message.includes('is in none of'))).toEqual([]);
    expect(tables.get('artefacts')?.[0]?.row['sizeMb']).toBe(97.8);
  });
});

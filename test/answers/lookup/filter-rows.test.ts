import { describe, expect, it } from 'vitest';
import {
  filterRows,
  readConditions,
  requireColumn,
  requireTable,
  rowsOfKey,
  sortRows,
} from '../../../src/answers/lookup/filter-rows.ts';
import { factRows } from '../../../src/answers/lookup/lookup-facts.ts';
import { realContext } from '../../support/read-catalog.ts';

const rows = factRows(realContext().catalog);
const table = requireTable('accelerators');
const cards = rows.filter((row) => row.table.id === 'accelerators');
const names = (conditions: readonly string[]): string[] =>
  filterRows(cards, readConditions(conditions, table)).map(({ keys }) => keys.join(' | '));

describe('filterRows', () => {
  it('compares numbers as numbers, words without their case, and finds parts of words', () => {
    const large = names(['Memory (GB) >= 192']);
    expect(large).toContain('MI300X');
    expect(large).not.toContain('T4');
    expect(names(['class = JETSON', 'name ~ orin'])).toContain('Jetson-Orin-Nano-8GB');
    expect(names(['Accelerator = t4'])).toEqual(['T4']);
    expect(names(['Accelerator != t4'])).toHaveLength(cards.length - 1);
  });

  it('knows unknown values by their dash', () => {
    const without = names(['FP8 (TFLOP/s) = -']);
    expect(without).toContain('T4');
    expect(names(['FP8 (TFLOP/s) != -'])).toHaveLength(cards.length - without.length);
    expect(names(['FP8 (TFLOP/s) > 0'])).not.toContain('T4');
  });

  it('finds an entry of a list', () => {
    const models = rows.filter((row) => row.table.id === 'models');
    const found = filterRows(models, readConditions(['Tasks = ocr'], requireTable('models')));
    expect(found.map(({ keys }) => keys[0])).toContain('Tesseract');
    expect(found.length).toBeLessThan(models.length);
  });
});

describe('requireColumn', () => {
  it('takes the header, the field, or the header without its unit', () => {
    for (const name of ['Memory (GB)', 'memory (gb)', 'memoryGb', 'Memory'])
      expect(requireColumn(name, table, 'sort')).toBe('memoryGb');
  });
});

describe('sortRows', () => {
  it('sorts up or down, and puts rows without a value last', () => {
    const up = sortRows(cards, 'FP8 (TFLOP/s)', table);
    const down = sortRows(cards, '-FP8 (TFLOP/s)', table);
    const value = (row: (typeof cards)[number] | undefined) => row?.cells['fp8Tflops'];
    expect(Number(value(down[0]))).toBeGreaterThan(Number(value(up[0])));
    expect(value(up.at(-1))).toBeUndefined();
    expect(value(down.at(-1))).toBeUndefined();
  });
});

describe('rowsOfKey', () => {
  it('finds a name in any part of a key, whatever its case and punctuation', () => {
    const found = rowsOfKey('yolo 11n', rows, 'any table').map((row) => row.table.id);
    expect(found).toEqual(expect.arrayContaining(['models', 'accuracy', 'speed']));
    expect(rowsOfKey('H100-SXM', rows, 'any table').map((row) => row.table.id)).toContain('gpu-prices');
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CSV } from '../../../scripts/serving/evidence.ts';
import { numberIn, readMeasurements } from '../../../scripts/serving/measurement.ts';

function fileOf(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'measurements-')), 'rows.csv');
  writeFileSync(file, text);
  return file;
}

describe('readMeasurements', () => {
  it('reads every row of the evidence, quoted commas and all', () => {
    const rows = readMeasurements(DEFAULT_CSV);
    expect(rows).toHaveLength(687);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(687);
    expect(rows.every((row) => row.source_url.startsWith('http'))).toBe(true);
  });

  it('names the file and the columns that it lacks', () => {
    const file = fileOf('id,source\na,b\n');
    expect(() => readMeasurements(file)).toThrow(`${file} lacks the columns source_url, date, framework`);
  });

  it('refuses a file without rows', () => {
    expect(() => readMeasurements(fileOf('id,source\n'))).toThrow('holds no rows');
  });
});

describe('numberIn', () => {
  it('reads numbers and nothing else: blanks and words are unknown, not 0', () => {
    expect(['8', ' 1.5 ', '1e3', '0', '', ' ', 'saturated', '1,024'].map(numberIn)).toEqual([
      8,
      1.5,
      1000,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

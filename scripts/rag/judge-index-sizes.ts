import { parse } from 'csv-parse/sync';
import { INDEX_SIZE_LAWS, type IndexCase } from './index-size-laws.ts';

const COLUMNS = [
  'engine',
  'law',
  'vectors',
  'dimensions',
  'links',
  'lists',
  'codes',
  'metadata_bytes',
  'published',
  'unit',
  'source',
  'source_date',
] as const;
type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  MB: 1e6,
  GB: 1e9,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

export type JudgedSize = {
  readonly engine: string;
  readonly law: string;
  readonly published: number;
  readonly computed: number;
  readonly unit: string;
  /** Computed over published, less 1. */
  readonly error: number;
  readonly source: string;
};

/**
 * Index sizes beside what each vendor published.
 * @param csv with the columns of test/evidence/README.md.
 * @throws Error that names the line, the column and what is allowed.
 */
export function judgeIndexSizes(csv: string): JudgedSize[] {
  const rows: Cells[] = parse(csv, { columns: true, skip_empty_lines: true, trim: true });
  const [first] = rows;
  if (first === undefined) throw new Error('the file holds no rows');
  const missing = COLUMNS.filter((column) => !Object.hasOwn(first, column));
  if (missing.length > 0) throw new Error(`the file lacks the columns ${missing.join(', ')}`);
  return rows.map((row, index) => judge(row, index + 2));
}

function judge(row: Cells, line: number): JudgedSize {
  const fault = (column: string, problem: string): Error => new Error(`line ${line}, ${column}: ${problem}`);
  const number = (column: (typeof COLUMNS)[number]): number => {
    const value = Number(row[column]);
    if (row[column] === '' || !Number.isFinite(value) || value < 0)
      throw fault(column, `"${row[column]}" is not a number of 0 or more`);
    return value;
  };
  const law = INDEX_SIZE_LAWS[row.law];
  if (law === undefined)
    throw fault('law', `"${row.law}" is none of ${Object.keys(INDEX_SIZE_LAWS).join(', ')}`);
  const unit = UNITS[row.unit];
  if (unit === undefined) throw fault('unit', `"${row.unit}" is none of ${Object.keys(UNITS).join(', ')}`);
  const given: IndexCase = {
    vectors: number('vectors'),
    dimensions: number('dimensions'),
    number,
    oneOf(column, words) {
      const word = words.find((candidate) => candidate === row[column]);
      if (word === undefined) throw fault(column, `"${row[column]}" is none of ${words.join(', ')}`);
      return word;
    },
  };
  const published = number('published');
  if (published === 0) throw fault('published', 'must be above 0');
  const computed = law(given) / unit;
  return {
    engine: row.engine,
    law: row.law,
    published,
    computed,
    unit: row.unit,
    error: computed / published - 1,
    source: row.source,
  };
}

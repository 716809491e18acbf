import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** One published figure, with the columns of `test/evidence/serving.csv`; all are text, blank where not published. */
export type Measurement = Readonly<Record<Column, string>>;

const COLUMNS = [
  'id',
  'source',
  'source_url',
  'date',
  'framework',
  'framework_version',
  'model',
  'precision_weights',
  'precision_kv',
  'gpu',
  'n_gpus',
  'tp',
  'pp',
  'dp_or_ep',
  'isl',
  'osl',
  'concurrency_or_batch',
  'metric',
  'value',
  'unit',
  'notes',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Reads published figures from a CSV file with a header line.
 * @throws Error that names the file and the columns that it lacks.
 */
export function readMeasurements(file: string): Measurement[] {
  const rows: Record<string, string>[] = parse(readFileSync(file, 'utf8'), {
    columns: true,
    skip_empty_lines: true,
    bom: true,
  });
  const [first] = rows;
  if (first === undefined) throw new Error(`${file} holds no rows`);
  const lacking = COLUMNS.filter((column) => first[column] === undefined);
  if (lacking.length > 0) throw new Error(`${file} lacks the columns ${lacking.join(', ')}`);
  return rows as Measurement[];
}

/** Why a row cannot be asked of the model. */
export class Undescribed extends Error {}

/** The number in a cell; undefined where it is blank or not a number. */
export function numberIn(cell: string): number | undefined {
  if (cell.trim() === '') return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

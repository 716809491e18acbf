import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const COLUMNS = [
  'run',
  'parameters',
  'layers',
  'hidden_size',
  'sequence_length',
  'gpu',
  'n_gpus',
  'precision',
  'tokens_per_second_per_gpu',
  'mfu',
  'memory_gib',
  'method',
  'source',
] as const;
const OPTIONAL = [
  'active_parameters',
  'activation_checkpointing',
  'batch_size',
  'vocabulary',
  'optimizer',
  'lora_rank',
] as const;

/** One published run; all cells are text, blank where not published. */
export type PublishedRun = Readonly<Record<(typeof COLUMNS)[number], string>> &
  Readonly<Partial<Record<(typeof OPTIONAL)[number], string>>>;

/**
 * Reads published runs from a CSV file with a header line; columns that are not known are left alone.
 * @throws Error that names the file and the columns that it lacks.
 */
export function readRuns(file: string): PublishedRun[] {
  const text = readFileSync(file, 'utf8');
  const rows: Record<string, string>[] = parse(text, {
    columns: (header: string[]) => header.map((cell) => cell.trim()),
    skip_empty_lines: true,
    bom: true,
    trim: true,
  });
  const [first] = rows;
  if (first === undefined) throw new Error(`${file} holds no rows`);
  const lacking = COLUMNS.filter((column) => first[column] === undefined);
  if (lacking.length > 0) throw new Error(`${file} lacks the columns ${lacking.join(', ')}`);
  return rows as PublishedRun[];
}

/** The number in a cell, with thousands separators or a percent sign; undefined where it is blank or no number above 0. */
export function positiveIn(cell: string | undefined): number | undefined {
  const value = Number((cell ?? '').replaceAll(',', '').replace(/\s*%$/, ''));
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

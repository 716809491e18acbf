import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { inputError } from '../../contract/input-error.ts';
import { duckdbDialect } from './duckdb.ts';
import { isWholeZstd } from './zstd-frames.ts';

const FORMATS = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.parquet': 'parquet',
  '.pq': 'parquet',
  '.json': 'json',
  '.jsonl': 'json',
  '.ndjson': 'json',
} as const;
type Format = (typeof FORMATS)[keyof typeof FORMATS];
const COMPRESSIONS = ['.gz', '.zst'];

export type FileSource = {
  readonly format: Format;
  /** A table function over all files. @param whole reads all rows before it decides on types (text formats). */
  tableFunction(whole: boolean): string;
};

/**
 * Files of one format as DuckDB reads them.
 * @param paths real paths, at least one.
 * @throws InputError on an unknown or mixed format, an empty file, or a compressed file that is cut off.
 */
export async function fileSource(field: string, paths: readonly string[]): Promise<FileSource> {
  const formats = new Set(paths.map((path) => formatOf(field, path)));
  const [format] = formats;
  if (format === undefined || formats.size > 1)
    throw inputError(field, `mixes formats: ${[...formats].join(', ')}`, 'Name files of one format');
  for (const path of paths) {
    if (statSync(path).size === 0)
      throw inputError(
        field,
        `the file ${basename(path)} is empty`,
        'Leave it out, or look at what should have written it',
      );
    if (path.endsWith('.gz')) await checkGzip(field, path);
    if (path.endsWith('.zst') && !isWholeZstd(path))
      throw cutOff(field, path, 'its last frame is not complete');
  }
  const list = `[${paths.map((path) => duckdbDialect.quoteText(path)).join(', ')}]`;
  const together = paths.length > 1 ? ', union_by_name = true' : '';
  return {
    format,
    tableFunction: (whole) => {
      if (format === 'parquet') return `read_parquet(${list}${together})`;
      const sample = whole ? ', sample_size = -1' : '';
      return format === 'csv'
        ? `read_csv(${list}${together}${sample})`
        : `read_json(${list}${together}${sample})`;
    },
  };
}

function formatOf(field: string, path: string): Format {
  const compressed = COMPRESSIONS.includes(extname(path).toLowerCase());
  const bare = compressed ? path.slice(0, -extname(path).length) : path;
  const suffix = extname(bare).toLowerCase();
  const format = Object.entries(FORMATS).find(([known]) => known === suffix)?.[1];
  if (format === undefined)
    throw inputError(
      field,
      `${JSON.stringify(basename(path))} is of no known format`,
      `Known are ${Object.keys(FORMATS).join(', ')}, and text formats with ${COMPRESSIONS.join(' or ')} after them`,
    );
  return format;
}

/** A cut gzip stream can end on a whole line, so that its reader notices nothing: the checksum at its end does. */
async function checkGzip(field: string, path: string): Promise<void> {
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      new Writable({ write: (_chunk, _encoding, done) => done() }),
    );
  } catch (error) {
    throw cutOff(field, path, error instanceof Error ? error.message : String(error));
  }
}

function cutOff(field: string, path: string, how: string): Error {
  return inputError(field, `the file ${basename(path)} is cut off or damaged (${how})`, 'Fetch it again');
}

/** Whether a text file ends within a line, as one that was cut off does. */
export function endsWithinLine(path: string): boolean {
  const { size } = statSync(path);
  const file = openSync(path, 'r');
  try {
    const last = Buffer.alloc(1);
    readSync(file, last, 0, 1, size - 1);
    return last[0] !== 0x0a && last[0] !== 0x0d;
  } finally {
    closeSync(file);
  }
}
